import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { createCase, dayIn } from '@consilium/board';
import { readBundleText, type ImportPreview } from '@consilium/handoff';
import { schema, type Db } from '@consilium/store';
import { and, eq, ilike, isNull, type SQL } from 'drizzle-orm';
import type { App } from '../app.ts';
import type { Config } from '../config.ts';
import { readFactsText, type FactsCase } from './facts-file.ts';
import { UsageError } from './usage.ts';
import { say, withApp } from './with-app.ts';

interface Wish {
	file: string;
	facts: boolean;
	center: string | undefined;
	as: string | undefined;
	preview: boolean;
}

interface Opener {
	personId: string;
	centerId: string;
	centerName: string;
	timeZone: string;
}

function parse(args: string[]) {
	return parseArgs({
		args,
		allowPositionals: true,
		options: {
			facts: { type: 'boolean', default: false },
			center: { type: 'string' },
			as: { type: 'string' },
			preview: { type: 'boolean', default: false },
		},
	});
}

function readWish(args: string[]): Wish {
	let parsed: ReturnType<typeof parse>;
	try {
		parsed = parse(args);
	} catch (error) {
		throw new UsageError((error as Error).message);
	}
	const { values, positionals } = parsed;
	const [file, ...more] = positionals;
	if (file === undefined || more.length > 0) throw new UsageError('Name exactly one file.');
	return { file, facts: values.facts, preview: values.preview, center: values.center, as: values.as };
}

async function textOf(file: string): Promise<string> {
	try {
		return await readFile(file, 'utf8');
	} catch (error) {
		throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
	}
}

/** Who opens the case: a primary oncologist or coordinator of the center named, or of the only one there is. */
async function findOpener(db: Db, { center, as }: Wish): Promise<Opener> {
	const { membership, person } = schema;
	const wanted: SQL[] = [isNull(membership.until)];
	if (center !== undefined) wanted.push(ilike(schema.center.name, center));
	if (as !== undefined) wanted.push(ilike(person.email, as));
	const rows = await db
		.select({ role: membership.caseRole, person, center: schema.center })
		.from(membership)
		.innerJoin(person, eq(person.id, membership.personId))
		.innerJoin(schema.center, eq(schema.center.id, membership.centerId))
		.where(and(...wanted))
		.orderBy(schema.center.createdAt, person.createdAt);
	const opener =
		rows.find((row) => row.role === 'primaryOncologist') ??
		rows.find((row) => row.role === 'careCoordinator');
	if (!opener)
		throw new UsageError(
			'Nobody there may open a case. Name the center with --center and the person with --as.',
		);
	const { id, name, timeZone } = opener.center;
	return { personId: opener.person.id, centerId: id, centerName: name, timeZone };
}

function sayPreview({ taken, refused }: ImportPreview): void {
	for (const one of taken) say(`taken    ${one.resource}  ${one.label}`);
	for (const one of refused) say(`refused  ${one.resource}  ${one.label}: ${one.why}`);
	say(`${taken.length} taken, ${refused.length} refused`);
}

async function openOne(
	app: App,
	opener: Opener,
	content: Pick<FactsCase, 'entries' | 'prose'>,
): Promise<boolean> {
	const { personId, centerId, centerName } = opener;
	const by = { personId, sessionId: 'command-line' };
	const created = await createCase(app.board, by, { centerId, ...content });
	if (!created.ok) {
		say(`not opened: ${created.message}`);
		for (const [path, why] of Object.entries(created.fields ?? {})) say(`  ${path} ${why}`);
		return false;
	}
	say(`opened   ${created.value.caseId} at ${centerName}`);
	return true;
}

async function importFhir(app: App, opener: Opener, wish: Wish): Promise<number> {
	const preview = readBundleText(await textOf(wish.file), {
		newId: app.board.newId,
		today: dayIn(app.board.now(), opener.timeZone),
		timeZone: opener.timeZone,
		source: { kind: 'fhir', ref: basename(wish.file) },
	});
	sayPreview(preview);
	if (preview.taken.length === 0) return 1;
	return wish.preview || (await openOne(app, opener, preview)) ? 0 : 1;
}

async function importFacts(app: App, opener: Opener, wish: Wish): Promise<number> {
	const readings = readFactsText(await textOf(wish.file), {
		asOf: app.board.now().toISOString(),
		fileName: basename(wish.file),
	});
	let bad = 0;
	for (const reading of readings) {
		if (!reading.ok) {
			bad += 1;
			say(`refused  ${reading.label}`);
			for (const why of reading.why) say(`  ${why}`);
			continue;
		}
		say(`taken    ${reading.label}: ${Object.keys(reading.entries).length} values`);
		if (!wish.preview && !(await openOne(app, opener, reading))) bad += 1;
	}
	say(`${readings.length - bad} of ${readings.length} ${wish.preview ? 'could be opened' : 'opened'}`);
	return bad === 0 && readings.length > 0 ? 0 : 1;
}

/** `import-case FILE`: says what of the file was taken, what was refused and why, then opens the case. */
export const importCase = (config: Config, args: string[]): Promise<number> => {
	const wish = readWish(args);
	return withApp(config, async (app) => {
		const opener = await findOpener(app.store.db, wish);
		return wish.facts ? importFacts(app, opener, wish) : importFhir(app, opener, wish);
	});
};
