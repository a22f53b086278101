import { initialUpdate } from '@consilium/case-doc';
import {
	entrySchema,
	fieldAt,
	parsePath,
	readEntry,
	sectionById,
	type FieldPath,
	type RoomScope,
} from '@consilium/case-model';
import { appendAudit, openRoomFor, schema, type Executor } from '@consilium/store';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { isId } from '../access/ids.ts';
import type { Board } from '../board.ts';
import { done, notFound, refused, type Outcome, type Refused } from '../refused.ts';
import { putCenterOn } from './team.ts';

export const createCaseInput = z.strictObject({
	centerId: z.string(),
	entries: z.record(z.string().max(300), entrySchema),
	prose: z.record(z.string().max(300), z.string().max(100_000)),
});
export type CreateCaseInput = z.infer<typeof createCaseInput>;

const mostEntries = 30_000;

type Content = Pick<CreateCaseInput, 'entries' | 'prose'>;

const sharedScopes = ['referral', 'workup', 'board'] as const satisfies readonly RoomScope[];

/** Why the first content cannot be taken, by address; null when all of it can. Pure. */
export function whyNotContent({ entries, prose }: Content): Refused | null {
	if (Object.keys(entries).length > mostEntries)
		return refused('invalid', `More than ${mostEntries} values: a case is one patient's.`, {
			entries: 'are too many',
		});
	const bad: [string, string][] = [];
	for (const [path, entry] of Object.entries(entries)) {
		const reading = readEntry(path, entry);
		if (!reading.ok) bad.push([path, reading.why]);
		else if (fieldAt(path)?.section.scope === 'private') bad.push([path, 'belongs to one center only']);
	}
	for (const path of Object.keys(prose)) {
		const place = fieldAt(path);
		if (place?.field.kind !== 'prose') bad.push([path, 'is no text field of the board']);
		else if (place.section.scope === 'private') bad.push([path, 'belongs to one center only']);
	}
	if (bad.length === 0) return null;
	return refused(
		'invalid',
		`${bad.length} of the values cannot stand on the board.`,
		Object.fromEntries(bad),
	);
}

function scopeOf(path: FieldPath): RoomScope | undefined {
	const parsed = parsePath(path);
	return parsed ? sectionById(parsed.section)?.scope : undefined;
}

const holds = (scope: RoomScope, { entries, prose }: Content): boolean =>
	[...Object.keys(entries), ...Object.keys(prose)].some((path) => scopeOf(path) === scope);

const openers: ReadonlySet<string | null> = new Set(['primaryOncologist', 'careCoordinator']);

/** Whether a person may open cases at a center: what is not their center is not found. */
export async function whyNotOpener(
	db: Executor,
	personId: string,
	centerId: string,
): Promise<Refused | null> {
	const { membership } = schema;
	if (!isId(centerId)) return notFound;
	const [row] = await db
		.select({ caseRole: membership.caseRole })
		.from(membership)
		.where(
			and(eq(membership.personId, personId), eq(membership.centerId, centerId), isNull(membership.until)),
		);
	if (!row) return notFound;
	if (openers.has(row.caseRole)) return null;
	return refused('not-allowed', 'Cases are opened by a primary oncologist or a care coordinator.');
}

/** The case and its rooms, with nobody on it yet: until the team is put on, nobody can see it. */
async function openRooms(
	board: Board,
	at: { caseId: string; centerId: string; personId: string; now: Date },
) {
	const { caseId, centerId, personId, now } = at;
	return board.store.db.transaction(async (tx) => {
		await tx
			.insert(schema.consiliumCase)
			.values({ id: caseId, originCenterId: centerId, createdBy: personId, createdAt: now });
		const opened: [RoomScope, string][] = [];
		for (const scope of sharedScopes) opened.push([scope, await openRoomFor(tx, { caseId, scope })]);
		await openRoomFor(tx, { caseId, scope: 'private', centerId });
		return opened;
	});
}

/**
 * Opens a case at a center: its rooms, its first content (written once and here, so that no two browsers can both
 * bring it) and, last, the center's default team. Done when the content is committed and stands in the case view;
 * what breaks off half way leaves a case that nobody is on.
 */
export async function createCase(
	board: Board,
	by: { personId: string; sessionId: string },
	input: CreateCaseInput,
): Promise<Outcome<{ caseId: string }>> {
	const { personId, sessionId } = by;
	const { centerId, entries, prose } = input;
	const refusal = (await whyNotOpener(board.store.db, personId, centerId)) ?? whyNotContent(input);
	if (refusal) return refusal;
	const [caseId, now] = [board.newId(), board.now()];
	const rooms = await openRooms(board, { caseId, centerId, personId, now });
	const batch = rooms
		.filter(([scope]) => holds(scope, input))
		.map(([scope, roomId]) => {
			const update = initialUpdate(scope, entries, prose);
			return { roomId, update, authorId: personId, centerId, sessionId };
		});
	if (batch.length > 0) await board.projected(await board.store.log.append(batch));
	await board.store.db.transaction(async (tx) => {
		await putCenterOn(tx, { caseId, centerId, why: 'opened the case', now });
		await appendAudit(tx, { centerId, personId, action: 'case.create', caseId, detail: {} });
	});
	board.live.publish({ caseId, kind: 'team', at: now });
	return done({ caseId });
}
