import * as Y from 'yjs';
import type { Limits } from '../limits.ts';
import type { CaseLog, LogEntry, LogRow, SyncReport } from '../ports.ts';
import { noteCommitted, type Room, type Waiting } from './room.ts';

/** Brings what rooms accepted into the log: one transaction per window for all rooms, in each room's order. */
export interface Committer {
	/** The room has something waiting. */
	notice(room: Room, bytes: number): void;
	/** Bytes accepted and not yet committed. */
	readonly behind: number;
	/** Resolves when nothing waits any more, or after `ms`. */
	drain(ms: number): Promise<void>;
}

interface Options {
	readonly log: CaseLog;
	readonly limits: Limits;
	readonly report: (event: SyncReport) => void;
	readonly onCommitted: (room: Room) => void;
	/** A commit could not be told to everybody: those in the room must load it anew. */
	readonly onUntold: (room: Room, error: unknown) => void;
	/** The backlog shrank. */
	readonly onRelief: () => void;
}

/** Consecutive updates of one connection: one row of the log. */
interface Row {
	readonly entry: LogEntry;
	readonly updates: readonly Waiting[];
}

/** What goes to the store of one room at once; fixed when it is first tried, so that a repeat is the same bytes. */
interface Parcel {
	readonly room: Room;
	readonly rows: readonly Row[];
	readonly bytes: number;
	/** Its rows stand somewhere after this position of the log. */
	readonly after: number;
	attempts: number;
	notBefore: number;
}

function entryOf(room: Room, update: Uint8Array, updates: readonly [Waiting, ...Waiting[]]): LogEntry {
	const [{ peer, seen }] = updates;
	const isSeen = seen !== undefined && updates.every((one) => one.seen !== undefined);
	return {
		roomId: room.id,
		update,
		authorId: peer.who.personId,
		centerId: peer.who.centerId,
		sessionId: peer.sessionId,
		...(isSeen ? { seen } : {}),
	};
}

/** Neighbours of one connection as one row; as one row each should Yjs fail to merge them. */
function rowsOf(room: Room, updates: readonly [Waiting, ...Waiting[]]): Row[] {
	const single = (one: Waiting): Row => ({ entry: entryOf(room, one.update, [one]), updates: [one] });
	if (updates.length === 1) return [single(updates[0])];
	try {
		const merged = Y.mergeUpdates(updates.map((one) => one.update));
		return [{ entry: entryOf(room, merged, updates), updates }];
	} catch {
		return updates.map(single);
	}
}

/** Takes the front of a room's queue. Only neighbours are merged: every row rests on the rows before it. */
function takeParcel(room: Room, limits: Limits): Parcel {
	const groups: [Waiting, ...Waiting[]][] = [];
	let bytes = 0;
	let taken = 0;
	for (const one of room.waiting) {
		if (bytes >= limits.batchBytes || groups.length >= limits.batchRows) break;
		bytes += one.update.byteLength;
		taken += 1;
		const last = groups.at(-1);
		if (last?.[0].peer === one.peer) last.push(one);
		else groups.push([one]);
	}
	room.waiting.splice(0, taken);
	const rows = groups.flatMap((group) => rowsOf(room, group));
	return { room, rows, bytes, after: room.seq, attempts: 0, notBefore: 0 };
}

const isRow = (row: LogRow | undefined, entry: LogEntry): boolean =>
	row?.authorId === entry.authorId && Buffer.compare(row.update, entry.update) === 0;

export function createCommitter({
	log,
	limits,
	report,
	onCommitted,
	onUntold,
	onRelief,
}: Options): Committer {
	const rooms = new Set<Room>();
	const parcels = new Map<Room, Parcel>();
	const idle: (() => void)[] = [];
	let behind = 0;
	let running = false;
	let lastStart = -Infinity;

	/** What is committed stays committed, whatever those who are told of it make of it. */
	const done = (parcel: Parcel, seqs: readonly number[]): void => {
		const { room, rows, bytes } = parcel;
		parcels.delete(room);
		behind -= bytes;
		if (room.waiting.length === 0) rooms.delete(room);
		const seq = seqs.at(-1) ?? room.seq;
		try {
			noteCommitted(room, { rows: rows.length, seq, updates: rows.flatMap((row) => row.updates) });
			onCommitted(room);
		} catch (error) {
			onUntold(room, error);
		}
	};

	const append = async (batch: readonly Parcel[]): Promise<void> => {
		let answers: Awaited<ReturnType<CaseLog['append']>>;
		try {
			const entries = batch.flatMap((parcel) => parcel.rows.map((row) => row.entry));
			answers = await log.append(entries);
			if (answers.length !== entries.length) throw new Error('the log did not answer for every entry');
		} catch (error) {
			failed(batch, error);
			return;
		}
		let at = 0;
		for (const parcel of batch) {
			done(
				parcel,
				answers.slice(at, at + parcel.rows.length).map((answer) => answer.seq),
			);
			at += parcel.rows.length;
		}
	};

	/**
	 * After a failure nobody knows whether the batch was written: look before writing it again. Written is only the
	 * whole of it in a row: another node may have logged a part, resent to it by a client.
	 */
	const wasWritten = async (parcel: Parcel): Promise<readonly number[] | null> => {
		const rows = await log.since(parcel.room.id, parcel.after);
		const start = rows.findIndex((_, at) => parcel.rows.every(({ entry }, i) => isRow(rows[at + i], entry)));
		if (start < 0) return null;
		return rows.slice(start, start + parcel.rows.length).map((row) => row.seq);
	};

	const failed = (batch: readonly Parcel[], error: unknown): void => {
		for (const parcel of batch) {
			const pause = limits.retryMs[Math.min(parcel.attempts, limits.retryMs.length - 1)] ?? 1_000;
			parcel.attempts += 1;
			parcel.notBefore = performance.now() + pause;
		}
		const attempt = Math.max(...batch.map((parcel) => parcel.attempts));
		report({ kind: 'append-failed', rooms: batch.length, attempt, error });
	};

	const retry = async (parcel: Parcel): Promise<void> => {
		try {
			const seqs = await wasWritten(parcel);
			if (seqs) done(parcel, seqs);
			else await append([parcel]);
		} catch (error) {
			failed([parcel], error);
		}
	};

	/** One at a time, so that a room the store refuses keeps nobody else waiting; stops early when the store is down. */
	const retryEach = async (batch: readonly Parcel[]): Promise<void> => {
		let failures = 0;
		for (const parcel of batch) {
			if (failures >= 3) return;
			await retry(parcel);
			failures = parcels.has(parcel.room) ? failures + 1 : 0;
		}
	};

	const attempt = async (): Promise<void> => {
		const now = performance.now();
		for (const room of rooms) if (!parcels.has(room)) parcels.set(room, takeParcel(room, limits));
		const due = [...parcels.values()].filter((parcel) => parcel.notBefore <= now);
		const fresh = due.filter((parcel) => parcel.attempts === 0);
		const again = due.filter((parcel) => parcel.attempts > 0).sort((a, b) => a.notBefore - b.notBefore);
		if (fresh.length > 0) await append(fresh);
		await retryEach(again);
	};

	const pause = (): number => {
		const now = performance.now();
		const waits = [...rooms].map((room) => (parcels.get(room)?.notBefore ?? 0) - now);
		return Math.max(lastStart + limits.commitWindowMs - now, Math.min(...waits), 0);
	};

	const run = async (): Promise<void> => {
		running = true;
		while (rooms.size > 0) {
			const ms = pause();
			// Not less than one turn of the event loop: what was read together is written together.
			await new Promise<void>((resolve) => (ms >= 1 ? setTimeout(resolve, ms) : setImmediate(resolve)));
			lastStart = performance.now();
			try {
				await attempt();
			} catch (error) {
				// A bug. Whoever types must be written down all the same.
				report({ kind: 'append-failed', rooms: rooms.size, attempt: 0, error });
			}
			onRelief();
		}
		running = false;
		for (const resolve of idle.splice(0)) resolve();
	};

	return {
		notice: (room, bytes) => {
			behind += bytes;
			rooms.add(room);
			if (!running) void run();
		},
		get behind() {
			return behind;
		},
		drain: (ms) =>
			running
				? new Promise((resolve) => {
						const timer = setTimeout(resolve, ms);
						idle.push(() => {
							clearTimeout(timer);
							resolve();
						});
					})
				: Promise.resolve(),
	};
}
