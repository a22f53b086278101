import { openRoomFor, schema } from '@consilium/store';
import { and, eq } from 'drizzle-orm';
import { bothEngines } from '../fresh-store.ts';
import { setScene } from '../scene.ts';
import { caseLogContract, type CaseLogUnderTest } from './case-log-contract.ts';

const { caseSnapshot } = schema;

for (const { engine, skip, fresh } of await bothEngines('case log')) {
	const open = async (): Promise<CaseLogUnderTest> => {
		const { store, remove } = await fresh();
		const { personId, centerId } = await setScene(store);
		const newRoom = async () => {
			const { caseId } = await setScene(store);
			return openRoomFor(store.db, { caseId, scope: 'workup' });
		};
		const spoilSnapshot = async (roomId: string, seq: number) => {
			await store.db
				.update(caseSnapshot)
				.set({ update: Uint8Array.from([66]) })
				.where(and(eq(caseSnapshot.roomId, roomId), eq(caseSnapshot.seq, seq)));
		};
		const author = { authorId: personId, centerId };
		return { log: store.log, newRoom, author, spoilSnapshot, close: remove };
	};
	caseLogContract(engine, open, skip);
}
