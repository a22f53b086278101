import { createHash } from 'node:crypto';
import { NoSuchRoom, type CaseLog, type LogEntry, type LogRow } from '@consilium/store';

interface StoredRow extends LogRow {
	hash: string;
}

interface StoredSnapshot {
	seq: number;
	update: Uint8Array;
	hash: string;
}

interface StoredRoom {
	rows: StoredRow[];
	snapshots: StoredSnapshot[];
}

/** A case log in memory, for tests of what stands on the log: it holds the same contract and can be made to fail. */
export interface MemoryCaseLog extends CaseLog {
	addRoom(roomId: string): void;
	/** Runs before each append; a rejection is a store that failed before it wrote. */
	beforeAppend: (batch: readonly LogEntry[]) => Promise<void>;
	/** Runs after each append was written; a rejection is an answer that got lost. */
	afterAppend: (batch: readonly LogEntry[]) => Promise<void>;
	beforeLoad: (roomId: string) => Promise<void>;
	spoilSnapshot(roomId: string, seq: number): void;
}

const digest = (...parts: (string | Uint8Array)[]): string => {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part).update('\0');
	return hash.digest('hex');
};

const rowHash = (before: string, row: LogRow): string =>
	digest(
		before,
		String(row.seq),
		row.at.toISOString(),
		row.authorId,
		row.centerId,
		row.sessionId,
		String(row.seen ?? ''),
		row.update,
	);

const plainRow = ({ hash: _, ...row }: StoredRow): LogRow => row;

function newest(room: StoredRoom): { snapshot: StoredSnapshot | null; problem?: string } {
	const byAge = [...room.snapshots].sort((a, b) => b.seq - a.seq);
	const fits = byAge.find(({ update, hash }) => digest(update) === hash) ?? null;
	const refused = byAge.find(({ seq }) => seq > (fits?.seq ?? 0));
	return refused
		? { snapshot: fits, problem: `the snapshot at ${refused.seq} does not fit its hash` }
		: { snapshot: fits };
}

function appendTo(room: StoredRoom, entry: LogEntry, at: Date): number {
	const seq = room.rows.length + 1;
	const row: LogRow = { ...entry, seen: entry.seen ?? null, seq, at, update: entry.update.slice() };
	room.rows.push({ ...row, hash: rowHash(room.rows.at(-1)?.hash ?? '', row) });
	return seq;
}

/** `now` is the clock of the rows. */
export function createMemoryCaseLog(
	roomIds: readonly string[] = [],
	now: () => Date = () => new Date(),
): MemoryCaseLog {
	const rooms = new Map<string, StoredRoom>(roomIds.map((id) => [id, { rows: [], snapshots: [] }]));
	const roomOf = (roomId: string): StoredRoom => {
		const room = rooms.get(roomId);
		if (!room) throw new NoSuchRoom(`no room ${roomId}`);
		return room;
	};
	const log: MemoryCaseLog = {
		beforeAppend: async () => undefined,
		afterAppend: async () => undefined,
		beforeLoad: async () => undefined,
		addRoom: (roomId) => void rooms.set(roomId, { rows: [], snapshots: [] }),
		append: async (batch) => {
			await log.beforeAppend(batch);
			for (const entry of batch) roomOf(entry.roomId);
			const answers = batch.map((entry) => ({
				roomId: entry.roomId,
				seq: appendTo(roomOf(entry.roomId), entry, now()),
			}));
			await log.afterAppend(batch);
			return answers;
		},
		load: async (roomId) => {
			await log.beforeLoad(roomId);
			const room = rooms.get(roomId);
			if (!room) return null;
			const { snapshot, problem } = newest(room);
			const tail = room.rows.slice(snapshot?.seq ?? 0).map(plainRow);
			const used = snapshot && { seq: snapshot.seq, update: snapshot.update };
			return problem === undefined
				? { snapshot: used, tail }
				: { snapshot: used, tail, snapshotProblem: problem };
		},
		since: async (roomId, seq, limit) =>
			(rooms.get(roomId)?.rows ?? []).slice(seq, limit === undefined ? undefined : seq + limit).map(plainRow),
		saveSnapshot: async (roomId, seq, update) => {
			const room = roomOf(roomId);
			if (seq < 1 || seq > room.rows.length) throw new Error(`no row ${seq} in the log of the room`);
			const others = room.snapshots.filter((one) => one.seq !== seq);
			room.snapshots = [...others, { seq, update: update.slice(), hash: digest(update) }];
		},
		spoilSnapshot: (roomId, seq) => {
			for (const one of roomOf(roomId).snapshots) if (one.seq === seq) one.update = Uint8Array.from([66]);
		},
		verify: async (roomId) => {
			let before = '';
			for (const { hash, ...row } of roomOf(roomId).rows) {
				if (rowHash(before, row) !== hash) return { ok: false, seq: row.seq, why: 'altered' };
				before = hash;
			}
			return { ok: true, rows: roomOf(roomId).rows.length };
		},
	};
	return log;
}
