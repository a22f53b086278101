import type { RoomScope } from '@consilium/case-model';
import { eq, inArray, ne } from 'drizzle-orm';
import type { Db } from '../db.ts';
import type { CaseLog, LogRow } from '../log/case-log.ts';
import { caseRoom, caseView } from '../schema/index.ts';
import { viewOfRooms, type ProjectedView } from './case-projection.ts';
import { isHopeless, storable } from './storable.ts';
import { createRoomProjection, type RoomProjection } from './room-projection.ts';

/** A room whose log could not be read on; its case is shown as it was before that row. */
export interface ProjectorTrouble {
	readonly roomId: string;
	/** The row that failed. */
	readonly seq: number;
	readonly error: unknown;
}

/** Turns the log into case views, off the hot path: each room's rows in order, each case's rooms as one. */
export interface Projector {
	/** The room's log has grown to `seq`. Returns at once. */
	notice(roomId: string, seq: number): void;
	/** Resolves when the views hold these rows (room id → seq), or never can. Rejects when the store does not answer. */
	reach(rows: Iterable<readonly [roomId: string, seq: number]>): Promise<void>;
	/** Brings every view up to the log as it is now: for the start, and for whoever wrote to the log unnoticed. */
	catchUp(): Promise<void>;
	/** Log rows, as far as noticed, that no case view holds yet. */
	lag(): number;
	troubles(): readonly ProjectorTrouble[];
	close(): Promise<void>;
}

export interface ProjectorOptions {
	readonly store: { readonly db: Db; readonly log: CaseLog };
	/** Called after a view was saved. Must not throw. */
	readonly onView?: (caseId: string, view: ProjectedView) => void;
	readonly now?: () => Date;
}

interface Place {
	readonly caseId: string;
	readonly scope: RoomScope;
}

/** Somebody who waits for rows to be in their views. */
interface Waiter {
	readonly targets: Map<string, number>;
	readonly resolve: () => void;
	readonly reject: (error: unknown) => void;
}

interface LiveCase {
	readonly rooms: Map<string, RoomProjection>;
	lastUsed: number;
}

const pageRows = 200;
const casesKept = 64;
const pauseMs = 20;
const retryMs = 500;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function createProjector({ store, onView, now = () => new Date() }: ProjectorOptions): Projector {
	const { db, log } = store;
	const places = new Map<string, Place>();
	const cases = new Map<string, LiveCase>();
	const noticed = new Map<string, number>();
	const done = new Map<string, number>();
	const dirtyRooms = new Set<string>();
	const troubles = new Map<string, ProjectorTrouble>();
	const waiters = new Set<Waiter>();
	let running: Promise<void> | undefined;
	let uses = 0;
	let isClosed = false;

	const findPlaces = async (roomIds: readonly string[]): Promise<void> => {
		const unknown = roomIds.filter((roomId) => !places.has(roomId));
		if (unknown.length === 0) return;
		const rows = await db.select().from(caseRoom).where(inArray(caseRoom.id, unknown));
		for (const { id, caseId, scope } of rows) places.set(id, { caseId, scope });
	};

	const liveCase = async (caseId: string): Promise<LiveCase> => {
		const found = cases.get(caseId);
		const live: LiveCase = found ?? { rooms: new Map(), lastUsed: 0 };
		const rooms = await db.select().from(caseRoom).where(eq(caseRoom.caseId, caseId));
		for (const { id, scope } of rooms) {
			places.set(id, { caseId, scope });
			if (scope !== 'private' && !live.rooms.has(id)) live.rooms.set(id, createRoomProjection(id, scope));
		}
		live.lastUsed = uses++;
		cases.set(caseId, live);
		return live;
	};

	const forget = (caseId: string): void => {
		for (const room of cases.get(caseId)?.rooms.values() ?? []) room.close();
		cases.delete(caseId);
	};

	const forgetOldest = (): void => {
		if (cases.size <= casesKept) return;
		const [oldest] = [...cases].sort(([, a], [, b]) => a.lastUsed - b.lastUsed);
		if (oldest) forget(oldest[0]);
	};

	/** False when a row could not be taken; the room then stays as it was before it. */
	const takeRow = (roomId: string, room: RoomProjection, row: LogRow): boolean => {
		try {
			room.take(row);
			return true;
		} catch (error) {
			troubles.set(roomId, { roomId, seq: row.seq, error });
			return false;
		}
	};

	const readOn = async (roomId: string, room: RoomProjection): Promise<void> => {
		while (!isClosed && !troubles.has(roomId)) {
			const rows = await log.since(roomId, room.seq, pageRows);
			for (const row of rows) if (!takeRow(roomId, room, row)) return;
			if (rows.length < pageRows) return;
			await breathe();
		}
	};

	const save = async (caseId: string, view: ProjectedView): Promise<void> => {
		const values = { ...storable(view), updatedAt: now() };
		await db
			.insert(caseView)
			.values({ caseId, ...values })
			.onConflictDoUpdate({ target: caseView.caseId, set: values });
	};

	const project = async (caseId: string): Promise<void> => {
		const live = await liveCase(caseId);
		for (const [roomId, room] of live.rooms) await readOn(roomId, room);
		if (isClosed) return;
		const view = viewOfRooms(live.rooms);
		await save(caseId, view);
		for (const [roomId, seq] of Object.entries(view.seqs)) done.set(roomId, seq);
		onView?.(caseId, view);
		forgetOldest();
	};

	/** Takes the rooms that are dirty now and projects each of their cases once. */
	const pass = async (): Promise<void> => {
		const roomIds = [...dirtyRooms];
		await findPlaces(roomIds);
		const caseIds = new Map<string, string[]>();
		for (const roomId of roomIds) {
			const place = places.get(roomId);
			if (!place || place.scope === 'private') {
				dirtyRooms.delete(roomId);
				noticed.delete(roomId);
			} else caseIds.set(place.caseId, [...(caseIds.get(place.caseId) ?? []), roomId]);
		}
		for (const [caseId, ofCase] of caseIds) {
			const startedAt = performance.now();
			for (const roomId of ofCase) dirtyRooms.delete(roomId);
			try {
				await project(caseId);
			} catch (error) {
				// What was half taken is read again from the log.
				forget(caseId);
				// The store answers and cannot hold this one view: its case is in trouble, the others go on.
				if (isHopeless(error))
					for (const roomId of ofCase) troubles.set(roomId, { roomId, seq: noticed.get(roomId) ?? 0, error });
				else {
					for (const roomId of ofCase) dirtyRooms.add(roomId);
					throw error;
				}
			}
			// Never more than half of the time: typing goes before projecting.
			answerWaiters();
			await sleep(Math.max(1, performance.now() - startedAt));
		}
	};

	const isReached = (roomId: string, seq: number): boolean =>
		(done.get(roomId) ?? 0) >= seq || troubles.has(roomId) || places.get(roomId)?.scope === 'private';

	const answerWaiters = (): void => {
		for (const waiter of waiters) {
			if (![...waiter.targets].every(([roomId, seq]) => isReached(roomId, seq))) continue;
			waiters.delete(waiter);
			waiter.resolve();
		}
	};

	const failWaiters = (error: unknown): void => {
		for (const waiter of waiters) waiter.reject(error);
		waiters.clear();
	};

	/** One pass after the other until nothing is dirty; a store that does not answer is asked again. */
	const run = async (): Promise<void> => {
		while (dirtyRooms.size > 0 && !isClosed) {
			try {
				await pass();
				answerWaiters();
			} catch (error) {
				failWaiters(error);
				await sleep(retryMs);
			}
		}
		answerWaiters();
		failWaiters(new Error('no such room, or the projector is closed'));
		running = undefined;
	};

	const mark = (roomId: string, seq: number): void => {
		noticed.set(roomId, Math.max(seq, noticed.get(roomId) ?? 0));
		dirtyRooms.add(roomId);
		running ??= sleep(pauseMs).then(run);
	};

	const reach: Projector['reach'] = (rows) => {
		const targets = new Map([...rows].filter(([roomId, seq]) => !isReached(roomId, seq)));
		if (targets.size === 0) return Promise.resolve();
		for (const [roomId, seq] of targets) mark(roomId, seq);
		return new Promise((resolve, reject) => waiters.add({ targets, resolve, reject }));
	};

	return {
		notice: (roomId, seq) => {
			if (!isClosed) mark(roomId, seq);
		},
		reach,
		catchUp: async () => {
			const rooms = await db.select().from(caseRoom).where(ne(caseRoom.scope, 'private'));
			const views = await db.select({ caseId: caseView.caseId, seqs: caseView.seqs }).from(caseView);
			const seqs = new Map(views.map((view) => [view.caseId, view.seqs]));
			for (const { id, caseId, scope } of rooms) {
				places.set(id, { caseId, scope });
				done.set(id, Math.max(seqs.get(caseId)?.[id] ?? 0, done.get(id) ?? 0));
			}
			await reach(rooms.map(({ id, headSeq }) => [id, headSeq] as const));
		},
		lag: () => {
			let rows = 0;
			for (const [roomId, seq] of noticed) rows += Math.max(0, seq - (done.get(roomId) ?? 0));
			return rows;
		},
		troubles: () => [...troubles.values()],
		close: async () => {
			isClosed = true;
			await running;
			for (const caseId of [...cases.keys()]) forget(caseId);
		},
	};
}
