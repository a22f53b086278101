import { and, asc, desc, eq, gt, sql } from 'drizzle-orm';
import type { Pool } from 'pg';
import type { Db } from '../db.ts';
import { caseLog, caseRoom, caseSnapshot } from '../schema/index.ts';
import { type CaseLog, type LogEntry, type LogRow, NoSuchRoom, type RoomLog } from './case-log.ts';
import { sameBytes, snapshotHash } from './chain.ts';
import { verifyRoom } from './verify-room.ts';

const SNAPSHOTS_KEPT = 2;
const NO_DATA_FOUND = 'P0002';

const row = {
	seq: caseLog.seq,
	update: caseLog.update,
	authorId: caseLog.authorId,
	centerId: caseLog.centerId,
	sessionId: caseLog.sessionId,
	seen: caseLog.seen,
	at: caseLog.at,
};

/** The log in SQL, the same on both engines. */
export const createSqlCaseLog = (pool: Pool, db: Db): CaseLog => {
	const since = (roomId: string, seq: number, limit?: number): Promise<LogRow[]> => {
		const rows = db
			.select(row)
			.from(caseLog)
			.where(and(eq(caseLog.roomId, roomId), gt(caseLog.seq, seq)))
			.orderBy(asc(caseLog.seq));
		return limit === undefined ? rows.execute() : rows.limit(limit);
	};
	return {
		append: (batch) => append(pool, batch),
		since,
		load: (roomId) => load(db, roomId, since),
		saveSnapshot: (roomId, seq, update) => saveSnapshot(db, { roomId, seq }, update),
		verify: (roomId) => verifyRoom(db, roomId),
	};
};

const append = async (pool: Pool, batch: readonly LogEntry[]): Promise<{ roomId: string; seq: number }[]> => {
	if (batch.length === 0) return [];
	const values = [
		batch.map((entry) => entry.roomId),
		Buffer.concat(batch.map((entry) => entry.update)),
		batch.map((entry) => entry.update.length),
		batch.map((entry) => entry.authorId),
		batch.map((entry) => entry.centerId),
		batch.map((entry) => entry.sessionId),
		batch.map((entry) => entry.seen ?? null),
	];
	const text =
		'select n, seq from case_log_append($1::text[], $2::bytea, $3::int[], $4::uuid[], $5::uuid[], $6::text[], $7::bigint[])';
	try {
		const { rows } = await pool.query<{ n: number; seq: string }>(text, values);
		const seqs = new Map(rows.map(({ n, seq }) => [n - 1, Number(seq)]));
		return batch.map((entry, place) => ({ roomId: entry.roomId, seq: numberAt(seqs, place) }));
	} catch (error) {
		if ((error as { code?: string }).code === NO_DATA_FOUND) throw new NoSuchRoom((error as Error).message);
		throw error;
	}
};

const numberAt = (seqs: Map<number, number>, place: number): number => {
	const seq = seqs.get(place);
	if (seq === undefined) throw new Error(`the log gave no number for entry ${place} of a batch`);
	return seq;
};

type Since = CaseLog['since'];

const load = async (db: Db, roomId: string, since: Since): Promise<RoomLog | null> => {
	const [room] = await db.select({ id: caseRoom.id }).from(caseRoom).where(eq(caseRoom.id, roomId));
	if (!room) return null;
	const snapshots = await db
		.select({
			seq: caseSnapshot.seq,
			update: caseSnapshot.update,
			hash: caseSnapshot.hash,
			log: caseLog.hash,
		})
		.from(caseSnapshot)
		.leftJoin(caseLog, and(eq(caseLog.roomId, caseSnapshot.roomId), eq(caseLog.seq, caseSnapshot.seq)))
		.where(eq(caseSnapshot.roomId, roomId))
		.orderBy(desc(caseSnapshot.seq));
	const fits = snapshots.find(
		({ seq, update, hash, log }) =>
			log && sameBytes(hash, snapshotHash({ roomId, seq, logHash: log }, update)),
	);
	const snapshot = fits ? { seq: fits.seq, update: fits.update } : null;
	const tail = await since(roomId, snapshot?.seq ?? 0);
	const refused = snapshots.find((stored) => stored.seq > (snapshot?.seq ?? 0));
	if (!refused) return { snapshot, tail };
	return { snapshot, tail, snapshotProblem: `the snapshot at ${refused.seq} does not fit its hash` };
};

const saveSnapshot = (db: Db, at: { roomId: string; seq: number }, update: Uint8Array): Promise<void> =>
	db.transaction(async (tx) => {
		const here = and(eq(caseLog.roomId, at.roomId), eq(caseLog.seq, at.seq));
		const [link] = await tx.select({ hash: caseLog.hash }).from(caseLog).where(here);
		if (!link) throw new Error(`no row ${at.seq} in the log of the room: a snapshot must stand for one`);
		const hash = snapshotHash({ ...at, logHash: link.hash }, update);
		await tx
			.insert(caseSnapshot)
			.values({ ...at, update, hash })
			.onConflictDoUpdate({
				target: [caseSnapshot.roomId, caseSnapshot.seq],
				set: { update, hash, madeAt: sql`now()` },
			});
		const kept = tx
			.select({ seq: caseSnapshot.seq })
			.from(caseSnapshot)
			.where(eq(caseSnapshot.roomId, at.roomId))
			.orderBy(desc(caseSnapshot.seq))
			.limit(SNAPSHOTS_KEPT);
		await tx
			.delete(caseSnapshot)
			.where(and(eq(caseSnapshot.roomId, at.roomId), sql`${caseSnapshot.seq} not in ${kept}`));
	});
