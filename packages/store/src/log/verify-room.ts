import { and, asc, eq, gt } from 'drizzle-orm';
import type { Db } from '../db.ts';
import { caseLog, caseRoom } from '../schema/index.ts';
import type { LogVerdict } from './case-log.ts';
import { logHash, logSeed, sameBytes } from './chain.ts';

const PAGE = 500;

/** See `CaseLog.verify`. Reads page by page; a room of any length fits. */
export const verifyRoom = async (db: Db, roomId: string): Promise<LogVerdict> => {
	let hash = logSeed(roomId);
	let seq = 0;
	for (;;) {
		const rows = await db
			.select()
			.from(caseLog)
			.where(and(eq(caseLog.roomId, roomId), gt(caseLog.seq, seq)))
			.orderBy(asc(caseLog.seq))
			.limit(PAGE);
		for (const row of rows) {
			if (row.seq !== seq + 1) return { ok: false, seq: seq + 1, why: 'the row is missing' };
			hash = logHash(hash, row);
			if (!sameBytes(hash, row.hash))
				return { ok: false, seq: row.seq, why: 'the row does not fit its hash' };
			seq = row.seq;
		}
		if (rows.length < PAGE) break;
	}
	const [head] = await db.select().from(caseRoom).where(eq(caseRoom.id, roomId));
	if (!head) return { ok: false, seq: 0, why: 'there is no such room' };
	if (head.headSeq !== seq)
		return { ok: false, seq: seq + 1, why: `the rows up to ${head.headSeq} are cut off` };
	if (seq > 0 && !sameBytes(head.headHash, hash))
		return { ok: false, seq, why: 'the room has another last hash' };
	return { ok: true, rows: seq };
};
