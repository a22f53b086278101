import * as Y from 'yjs';
import type { Limits } from '../limits.ts';
import type { CaseLog, SyncReport } from '../ports.ts';
import { createPresence } from './presence.ts';
import { createRoom, whenDurable, type Peer, type Room } from './room.ts';

export type Opening =
	| { readonly ok: true; readonly room: Room }
	| { readonly ok: false; readonly code: 'not-found' | 'unloadable' };

/**
 * The live rooms. A room is loaded whole before anybody joins it and unloaded when nobody is in it and nothing of
 * it waits for the store. A room without a Y.Doc (state vector, delete ranges, encoded frames) would live here.
 */
export interface Rooms {
	open(roomId: string): Promise<Opening>;
	join(room: Room, peer: Peer): void;
	leave(room: Room, peer: Peer): void;
	/** The document in memory is wrong: send everybody away and load it again from the log. */
	restart(room: Room, error: unknown): void;
	/** After a commit: a snapshot when the tail has outgrown the last one. */
	settle(room: Room): void;
	all(): Iterable<Room>;
	/** The room if it is here, or once it is loaded when somebody is opening it; loads nothing itself. */
	reach(roomId: string): Promise<Room | null>;
	/** Neither unloaded nor restarted. */
	isLive(room: Room): boolean;
	close(): void;
}

interface Options {
	readonly log: CaseLog;
	readonly limits: Limits;
	readonly now: () => number;
	readonly report: (event: SyncReport) => void;
}

interface Loaded {
	readonly doc: Y.Doc;
	readonly seq: number;
	readonly tailRows: number;
	/** Rows rested on something the log does not have; that part stays out, so that no later edit rests on it. */
	readonly wasPending: boolean;
}

type RoomLog = NonNullable<Awaited<ReturnType<CaseLog['load']>>>;

function build({ snapshot, tail }: RoomLog): Loaded {
	const doc = new Y.Doc();
	try {
		doc.transact(() => {
			if (snapshot) Y.applyUpdate(doc, snapshot.update);
			for (const row of tail) Y.applyUpdate(doc, row.update);
		});
	} catch (error) {
		doc.destroy();
		throw error;
	}
	const wasPending = doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
	doc.store.pendingStructs = null;
	doc.store.pendingDs = null;
	return { doc, seq: tail.at(-1)?.seq ?? snapshot?.seq ?? 0, tailRows: tail.length, wasPending };
}

export function createRooms({ log, limits, now, report }: Options): Rooms {
	const live = new Map<string, Room>();
	const opening = new Map<string, Promise<Opening>>();
	const idleTimers = new Map<Room, NodeJS.Timeout>();
	const snapshotting = new Set<Room>();

	/** The snapshot first; the log alone where that does not lead to a document. */
	const load = async (roomId: string): Promise<Loaded | null> => {
		const stored = await log.load(roomId);
		if (!stored) return null;
		try {
			return build(stored);
		} catch (error) {
			if (!stored.snapshot) throw error;
			report({ kind: 'snapshot-failed', roomId, error });
			return build({ snapshot: null, tail: await log.since(roomId, 0) });
		}
	};

	const openNow = async (roomId: string): Promise<Opening> => {
		try {
			const loaded = await load(roomId);
			if (!loaded) return { ok: false, code: 'not-found' };
			if (loaded.wasPending) report({ kind: 'pending-left-out', roomId });
			const { doc, seq, tailRows } = loaded;
			const peers = new Set<Peer>();
			const room = createRoom({ id: roomId, doc, seq, tailRows, peers }, createPresence(peers, limits, now));
			live.set(roomId, room);
			waitIdle(room);
			return { ok: true, room };
		} catch (error) {
			report({ kind: 'room-unloadable', roomId, error });
			return { ok: false, code: 'unloadable' };
		}
	};

	const unload = (room: Room): void => {
		clearTimeout(idleTimers.get(room));
		idleTimers.delete(room);
		if (live.get(room.id) === room) live.delete(room.id);
		room.presence.close();
		room.doc.destroy();
	};

	const waitIdle = (room: Room): void => {
		clearTimeout(idleTimers.get(room));
		const timer = setTimeout(() => {
			if (room.peers.size > 0) return;
			if (room.committed < room.accepted || snapshotting.has(room)) waitIdle(room);
			else unload(room);
		}, limits.idleRoomMs);
		idleTimers.set(room, timer);
	};

	/** Taken in one step while nothing waits: exactly what the log holds up to `seq`. */
	const snapshot = async (room: Room): Promise<void> => {
		if (snapshotting.has(room) || room.broken || room.committed < room.accepted) return;
		if (room.told < room.seq) return;
		const [seq, update] = [room.seq, Y.encodeStateAsUpdate(room.doc)];
		snapshotting.add(room);
		room.tailRows = 0;
		try {
			await log.saveSnapshot(room.id, seq, update);
		} catch (error) {
			report({ kind: 'snapshot-failed', roomId: room.id, error });
		} finally {
			snapshotting.delete(room);
		}
	};

	/** A restarted room is loaded only when the log has all that was accepted of it. */
	const durable = (room: Room): Promise<void> => new Promise((resolve) => whenDurable(room, resolve));

	const openAfter = async (roomId: string): Promise<Opening> => {
		const before = live.get(roomId);
		if (before?.broken) {
			await durable(before);
			unload(before);
		}
		return openNow(roomId);
	};

	return {
		open: async (roomId) => {
			const room = live.get(roomId);
			if (room && !room.broken) return { ok: true, room };
			const pending = opening.get(roomId);
			if (pending) return pending;
			const started = openAfter(roomId).finally(() => opening.delete(roomId));
			opening.set(roomId, started);
			return started;
		},
		join: (room, peer) => {
			clearTimeout(idleTimers.get(room));
			idleTimers.delete(room);
			room.peers.add(peer);
		},
		leave: (room, peer) => {
			if (!room.peers.delete(peer)) return;
			room.presence.leave(peer);
			if (room.peers.size === 0) waitIdle(room);
		},
		restart: (room, error) => {
			if (room.broken) return;
			room.broken = true;
			report({ kind: 'room-restarted', roomId: room.id, error });
			for (const peer of [...room.peers]) peer.dismiss();
		},
		settle: (room) => {
			if (room.tailRows >= limits.compactAfterRows) void snapshot(room);
		},
		all: () => live.values(),
		reach: async (roomId) => {
			const room = live.get(roomId);
			if (room && !room.broken) return room;
			const opened = await opening.get(roomId);
			return opened?.ok ? opened.room : null;
		},
		isLive: (room) => live.get(room.id) === room && !room.broken,
		close: () => {
			for (const room of [...live.values()]) unload(room);
		},
	};
}
