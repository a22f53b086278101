import { randomUUID } from 'node:crypto';
import type { CaseRole, CenterKind, CenterRole } from '@consilium/case-model';
import { createProjector, schema, type Store } from '@consilium/store';
import { freshEmbeddedStore } from '@consilium/testkit';
import type { Board, RecheckScope } from './board.ts';
import { createLiveBus, type LiveEvent } from './live/live-bus.ts';

export const rightPassword = 'right password of everybody';

/** A board on a store of its own, with people one can name. Time stands still until moved. */
export interface TestBoard {
	board: Board;
	store: Store;
	/** What was announced and rechecked, oldest first. */
	announced: LiveEvent[];
	rechecked: RecheckScope[];
	center(name: string, kind: CenterKind): Promise<string>;
	person(centerId: string, caseRole: CaseRole | null, roles?: CenterRole[]): Promise<string>;
	/** Moves the clock. */
	pass(minutes: number): void;
	remove(): Promise<void>;
}

function idOf(rows: { id: string }[]): string {
	const [row] = rows;
	if (!row) throw new Error('an insert gave no row back');
	return row.id;
}

export async function openTestBoard(): Promise<TestBoard> {
	const { store, remove } = await freshEmbeddedStore();
	const live = createLiveBus();
	const projector = createProjector({ store, onView: () => undefined });
	const announced: LiveEvent[] = [];
	const rechecked: RecheckScope[] = [];
	let clock = Date.parse('2026-05-12T14:00:00Z');
	let people = 0;
	const board: Board = {
		store,
		live: { ...live, publish: (event) => void announced.push(event) },
		now: () => new Date(clock),
		newId: randomUUID,
		recheck: (scope) => Promise.resolve(void rechecked.push(scope)),
		projected: (grown) => projector.reach(grown.map(({ roomId, seq }) => [roomId, seq])),
		checkPassword: (_, password) =>
			Promise.resolve(password === rightPassword ? { ok: true } : { ok: false, why: 'wrong' }),
		invite: () => Promise.resolve({ token: 'secret' }),
	};
	return {
		board,
		store,
		announced,
		rechecked,
		center: async (name, kind) =>
			idOf(
				await store.db
					.insert(schema.center)
					.values({ name, kind, timeZone: 'America/Chicago' })
					.returning({ id: schema.center.id }),
			),
		async person(centerId, caseRole, roles = ['member']) {
			people += 1;
			const name = `${caseRole ?? 'staff'} ${people}`;
			const personId = idOf(
				await store.db
					.insert(schema.person)
					.values({ name, initials: 'XX', email: `${people}@example.org` })
					.returning({ id: schema.person.id }),
			);
			await store.db.insert(schema.membership).values({ centerId, personId, roles, caseRole });
			return personId;
		},
		pass(minutes) {
			clock += minutes * 60_000;
		},
		async remove() {
			await projector.close();
			await remove();
		},
	};
}
