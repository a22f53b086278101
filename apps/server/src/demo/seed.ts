import {
	acceptReferral,
	caseAccess,
	createCase,
	dayIn,
	returnReferral,
	sendReferral,
	startThread,
	type Board,
	type CaseActor,
	type Outcome,
} from '@consilium/board';
import { schema } from '@consilium/store';
import type { App } from '../app.ts';
import { newDraft, type Draft } from './draft.ts';
import { dubois, hauser, kowalski, lindgren, moreau, okonkwo, rossi } from './patients.ts';
import { demoCenters, demoPassword, lakeside, northgate, riverside, type DemoCenter } from './people.ts';

const dayMs = 86_400_000;

/** Demo people and centers by name, as they stand in the store. */
interface Cast {
	center(center: DemoCenter): string;
	/** By e-mail address. */
	person(email: string): string;
}

function valueOf<T>(outcome: Outcome<T>): T {
	if (outcome.ok) return outcome.value;
	throw new Error(`the demo could not be made: ${outcome.message} ${JSON.stringify(outcome.fields ?? {})}`);
}

async function seedPeople({ store, identity }: App): Promise<Cast> {
	const { center, membership, person } = schema;
	const ids = new Map<string, string>();
	const keep = (key: string, rows: { id: string }[]): string => {
		const [row] = rows;
		if (!row) throw new Error('an insert gave no row back');
		ids.set(key, row.id);
		return row.id;
	};
	for (const { staff, ...values } of demoCenters) {
		const centerId = keep(
			values.name,
			await store.db.insert(center).values(values).returning({ id: center.id }),
		);
		for (const { name, initials, email, title, roles, caseRole } of staff) {
			const personId = keep(
				email,
				await store.db.insert(person).values({ name, initials, email }).returning({ id: person.id }),
			);
			await store.db.insert(membership).values({ centerId, personId, title, roles: [...roles], caseRole });
		}
	}
	await Promise.all(
		demoCenters.flatMap(({ staff }) =>
			staff.map(async ({ email }) => {
				const set = await identity.setPassword(ids.get(email) ?? '', demoPassword);
				if (!set.ok) throw new Error(`the demo password is refused: ${set.why}`);
			}),
		),
	);
	const idOf = (key: string): string => {
		const id = ids.get(key);
		if (id === undefined) throw new Error(`the demo has no ${key}`);
		return id;
	};
	return { center: ({ name }) => idOf(name), person: idOf };
}

/** The board as it was some days ago, so that a demo case has a history. */
const daysAgo = (board: Board, days: number): Board => ({
	...board,
	now: () => new Date(Date.now() - days * dayMs),
});

async function open(
	board: Board,
	cast: Cast,
	{
		at,
		email,
		write,
		daysBack,
	}: { at: DemoCenter; email: string; write: (draft: Draft) => void; daysBack: number },
): Promise<string> {
	const draft = newDraft(dayIn(new Date(), at.timeZone), at.timeZone);
	write(draft);
	const { entries, prose } = draft;
	const by = { personId: cast.person(email), sessionId: 'demo-seed' };
	const centerId = cast.center(at);
	return valueOf(await createCase(daysAgo(board, daysBack), by, { centerId, entries, prose })).caseId;
}

async function actorOf(board: Board, personId: string, caseId: string): Promise<CaseActor> {
	const actor = await caseAccess(board.store.db, personId, caseId, new Date());
	if (!actor) throw new Error('a demo person is not on a demo case');
	return actor;
}

const oncologist = 'karin.lindqvist@example.org';
const navigator = 'rosa.okafor@example.org';
const specialist = 'anna.weber@example.org';
const coordinator = 'claire.novak@example.org';

async function send(board: Board, cast: Cast, caseId: string, on: { days: number; planned: string | null }) {
	const actor = await actorOf(board, cast.person(oncologist), caseId);
	const sent = await sendReferral(daysAgo(board, on.days), actor, {
		toCenterId: cast.center(northgate),
		plannedTreatmentOn: on.planned,
		note: 'Demo referral.',
		incompleteReason: 'The rest follows; the question is urgent.',
	});
	return valueOf(sent).referralId;
}

async function accepted(board: Board, cast: Cast, caseId: string, days: number): Promise<void> {
	const referralId = await send(board, cast, caseId, { days, planned: null });
	const note = 'Accepted. Claire Demo-Novak is your contact.';
	valueOf(await acceptReferral(daysAgo(board, days - 2), cast.person(specialist), { referralId, note }));
}

async function seedRossi(board: Board, cast: Cast): Promise<void> {
	const caseId = await open(board, cast, { at: riverside, email: oncologist, write: rossi, daysBack: 185 });
	await accepted(board, cast, caseId, 182);
	const ask = await actorOf(board, cast.person(specialist), caseId);
	valueOf(
		await startThread(daysAgo(board, 2), ask, {
			anchor: { kind: 'field', path: 'imaging/ct-after-2/impression' },
			quote: 'CT: Progression',
			audience: 'shared',
			body: 'This CT lies 22 days after cycle 2. Are there new lesions, or growth of known ones only?',
		}),
	);
	const own = await actorOf(board, cast.person(coordinator), caseId);
	valueOf(
		await startThread(daysAgo(board, 1), own, {
			anchor: { kind: 'case' },
			quote: 'Case',
			audience: 'own',
			body: 'Slot for cycle 3 is held until Friday (Northgate only).',
		}),
	);
}

async function seedOthers(board: Board, cast: Cast): Promise<void> {
	const here = { at: riverside, email: navigator };
	await open(board, cast, { ...here, write: kowalski, daysBack: 5 });
	const grace = await open(board, cast, { ...here, write: okonkwo, daysBack: 8 });
	await send(board, cast, grace, { days: 3, planned: null });
	const per = await open(board, cast, { ...here, write: lindgren, daysBack: 12 });
	const referralId = await send(board, cast, per, { days: 6, planned: null });
	valueOf(
		await returnReferral(daysAgo(board, 4), cast.person(coordinator), {
			referralId,
			items: ['SSTR PET not older than 6 months', 'Mitotic rate of the biopsy', 'Complete liver panel'],
			note: 'We gladly look again when these are there.',
		}),
	);
	const henri = await open(board, cast, { ...here, write: dubois, daysBack: 40 });
	await accepted(board, cast, henri, 38);
	const elisabeth = await open(board, cast, { ...here, write: hauser, daysBack: 290 });
	await accepted(board, cast, elisabeth, 285);
	const apart = { at: lakeside, email: 'hugo.fontaine@example.org' };
	await open(board, cast, { ...apart, write: moreau, daysBack: 3 });
}

/** Fills an empty store with invented centers, staff and patients, dates counted from today; leaves any other alone. */
export async function seedDemo(app: App): Promise<'seeded' | 'left alone'> {
	const [known] = await app.store.db.select({ id: schema.center.id }).from(schema.center).limit(1);
	if (known) return 'left alone';
	const cast = await seedPeople(app);
	await seedRossi(app.board, cast);
	await seedOthers(app.board, cast);
	return 'seeded';
}
