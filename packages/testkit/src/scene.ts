import { openRoomFor, schema, type Store } from '@consilium/store';

/** Rows that most suites need: one person of one center, one case, its board room. All synthetic. */
export interface Scene {
	personId: string;
	centerId: string;
	caseId: string;
	roomId: string;
}

let count = 0;

/** Writes a scene of its own at each call. */
export const setScene = async (store: Store): Promise<Scene> => {
	count += 1;
	const name = `Demo ${count}`;
	const email = `demo-${count}-${crypto.randomUUID()}@example.org`;
	const personId = one(
		await store.db
			.insert(schema.person)
			.values({ email, name, initials: 'DE' })
			.returning({ id: schema.person.id }),
	);
	const centerId = one(
		await store.db
			.insert(schema.center)
			.values({ name: `Center ${count}`, kind: 'referring', timeZone: 'Europe/Berlin' })
			.returning({ id: schema.center.id }),
	);
	const caseId = one(
		await store.db
			.insert(schema.consiliumCase)
			.values({ originCenterId: centerId, createdBy: personId })
			.returning({ id: schema.consiliumCase.id }),
	);
	const roomId = await openRoomFor(store.db, { caseId, scope: 'board' });
	return { personId, centerId, caseId, roomId };
};

const one = (rows: { id: string }[]): string => {
	const [row] = rows;
	if (!row) throw new Error('an insert gave no row back');
	return row.id;
};
