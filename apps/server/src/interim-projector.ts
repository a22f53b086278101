import { mergeReadings, readCaseDoc } from '@consilium/case-doc';
import { schema, type Store } from '@consilium/store';
import { and, eq, ne } from 'drizzle-orm';
import * as Y from 'yjs';

/** A plain projector: replays a case's shared rooms whole after each change. Stands in until the store has its own. */
export function createProjector({ store, onView }: { store: Store; onView(caseId: string): void }) {
	const { caseRoom, caseView } = schema;
	const waiting = new Set<string>();
	let work = Promise.resolve();
	const project = async (caseId: string) => {
		const rooms = await store.db
			.select()
			.from(caseRoom)
			.where(and(eq(caseRoom.caseId, caseId), ne(caseRoom.scope, 'private')));
		const authorship: Record<string, unknown> = {};
		const seqs: Record<string, number> = {};
		const readings = [];
		for (const { id: roomId } of rooms) {
			const doc = new Y.Doc();
			for (const row of await store.log.since(roomId, 0)) {
				const touched = new Set<string>();
				const fields = doc.getMap('fields');
				const watch = (event: Y.YMapEvent<unknown>) =>
					event.keysChanged.forEach((key) => touched.add(String(key)));
				fields.observe(watch);
				Y.applyUpdate(doc, row.update);
				fields.unobserve(watch);
				const { authorId: personId, centerId, at, seq } = row;
				for (const path of touched)
					authorship[path] = { personId, centerId, at: at.toISOString(), seq, roomId };
				seqs[roomId] = seq;
			}
			readings.push(readCaseDoc(doc));
			doc.destroy();
		}
		const { record, unreadable } = mergeReadings(readings);
		const values = { record, unreadable, conflicts: [], authorship, seqs, updatedAt: new Date() };
		await store.db
			.insert(caseView)
			.values({ caseId, ...values })
			.onConflictDoUpdate({ target: caseView.caseId, set: values });
		onView(caseId);
	};
	const run = async () => {
		for (const roomId of [...waiting]) {
			waiting.delete(roomId);
			const [room] = await store.db.select().from(caseRoom).where(eq(caseRoom.id, roomId));
			if (room && room.scope !== 'private') await project(room.caseId);
		}
	};
	return {
		notice(roomId: string, _seq: number) {
			waiting.add(roomId);
			work = work.then(run).catch(() => undefined);
		},
		async catchUp() {
			await work;
			await run();
		},
		lag: () => waiting.size,
		close: () => work,
	};
}
