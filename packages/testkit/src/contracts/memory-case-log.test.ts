import { randomUUID } from 'node:crypto';
import { createMemoryCaseLog } from '../memory-case-log.ts';
import { caseLogContract } from './case-log-contract.ts';

caseLogContract('memory', async () => {
	const log = createMemoryCaseLog();
	return {
		log,
		newRoom: async () => {
			const roomId = randomUUID();
			log.addRoom(roomId);
			return roomId;
		},
		author: { authorId: randomUUID(), centerId: randomUUID() },
		spoilSnapshot: async (roomId, seq) => log.spoilSnapshot(roomId, seq),
		close: async () => undefined,
	};
});
