import * as Y from 'yjs';
import { inspectUpdate } from '../guard/inspect.ts';
import type { Limits } from '../limits.ts';
import type { Member } from '../ports.ts';
import { step2Frame, updateFrame, type RefusalCode } from '../wire.ts';
import type { Presence } from './presence.ts';

/** A connection as its room sees it. */
export interface Peer {
	readonly sessionId: string;
	readonly who: Member;
	send(frame: Uint8Array): void;
	/** The room has been closed under its members; they come back and load it again. */
	dismiss(): void;
	/** The room's log position that this peer has been sent; undefined before it has the content. */
	sent: number | undefined;
}

/** An update that was accepted and waits for the store. */
export interface Waiting {
	readonly peer: Peer;
	readonly update: Uint8Array;
	readonly seen: number | undefined;
	readonly settle: (seq: number) => void;
}

/** The live document of one room. `doc` is what was accepted; `seq` is how far of it is committed. */
export interface Room {
	readonly id: string;
	readonly doc: Y.Doc;
	readonly peers: Set<Peer>;
	readonly presence: Presence;
	/** Whose client ids these are, for as long as the room is live. */
	readonly owners: Map<number, string>;
	/** Accepted and not committed, in order. The committer takes from the front. */
	readonly waiting: Waiting[];
	/** Called once all that waits now is durable. */
	readonly afterCommit: { readonly upTo: number; readonly run: () => void }[];
	/** The highest position of the log that is known here. */
	seq: number;
	/** Up to here the log is in `doc` and was sent; below `seq` while rows of another node are missing. */
	told: number;
	/** Own commits behind such a gap, in order: durable and acknowledged, sent when it is their turn. */
	readonly ahead: Committed[];
	/** Updates accepted and updates committed since the room was loaded. */
	accepted: number;
	committed: number;
	/** Rows since the last snapshot. */
	tailRows: number;
	/** The encoded whole, until the next update. */
	whole: Uint8Array | undefined;
	broken: boolean;
}

export function createRoom(
	at: Pick<Room, 'id' | 'doc' | 'seq' | 'tailRows' | 'peers'>,
	presence: Presence,
): Room {
	return {
		...at,
		told: at.seq,
		ahead: [],
		presence,
		owners: new Map(),
		waiting: [],
		afterCommit: [],
		accepted: 0,
		committed: 0,
		whole: undefined,
		broken: false,
	};
}

/** Runs when everything accepted so far is durable: at once when nothing waits. */
export function whenDurable(room: Room, run: () => void): void {
	if (room.committed === room.accepted) run();
	else room.afterCommit.push({ upTo: room.accepted, run });
}

/** The answer to a SyncStep1, sent once all that it holds is durable. Throws on a state vector that is none. */
export function answerJoin(room: Room, peer: Peer, stateVector: Uint8Array): void {
	const isFresh = stateVector.byteLength === 1 && stateVector[0] === 0;
	const content = isFresh
		? (room.whole ??= Y.encodeStateAsUpdate(room.doc))
		: Y.encodeStateAsUpdate(room.doc, stateVector);
	whenDurable(room, () => {
		peer.send(step2Frame(content));
		peer.sent = Math.max(peer.sent ?? 0, room.told);
	});
}

export type Acceptance =
	| { readonly ok: true; readonly isNew: boolean }
	| { readonly ok: false; readonly code: RefusalCode }
	/** Yjs failed on an update that had passed: the document in memory cannot be trusted any more. */
	| { readonly ok: false; readonly code: 'broken'; readonly error: unknown };

function leftPending(doc: Y.Doc): boolean {
	return doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
}

function applied(room: Room, update: Uint8Array): boolean {
	let changed = false;
	const notice = (): void => {
		changed = true;
	};
	room.doc.on('update', notice);
	try {
		Y.applyUpdate(room.doc, update);
	} finally {
		room.doc.off('update', notice);
	}
	if (leftPending(room.doc)) throw new Error('an inspected update stayed pending');
	return changed;
}

function isTaken(room: Room, clients: readonly number[], personId: string): boolean {
	return clients.some((client) => (room.owners.get(client) ?? personId) !== personId);
}

/**
 * Takes one update into the room: judged, applied, queued for the store. `settle` is called when it is durable;
 * for what the room had already, when that is durable.
 */
export function acceptUpdate(
	room: Room,
	from: Omit<Waiting, 'update'> & { readonly update: Uint8Array },
	limits: Limits,
): Acceptance {
	const verdict = inspectUpdate(from.update, room.doc, limits);
	if (!verdict.ok) return verdict;
	if (isTaken(room, verdict.clients, from.peer.who.personId)) return { ok: false, code: 'client-taken' };
	let changed: boolean;
	try {
		changed = verdict.update !== null && applied(room, verdict.update);
	} catch (error) {
		return { ok: false, code: 'broken', error };
	}
	if (!changed || verdict.update === null) {
		whenDurable(room, () => from.settle(room.seq));
		return { ok: true, isNew: false };
	}
	for (const client of verdict.clients) room.owners.set(client, from.peer.who.personId);
	room.whole = undefined;
	room.accepted += 1;
	// A copy: the bytes of the frame share their memory with whatever else the socket read.
	room.waiting.push({ ...from, update: verdict.update.slice() });
	return { ok: true, isNew: true };
}

/** What one commit made durable of a room: `rows` neighbours in the log, the last of them at `seq`. */
export interface Committed {
	readonly rows: number;
	readonly seq: number;
	readonly updates: readonly Waiting[];
}

/**
 * The only place from which peers get edits, and the fan-out policy: after the commit, so that nobody is shown what
 * a crash could take away and a resend can never make somebody else its author.
 */
function fanOut(room: Room, committed: Committed): void {
	const authors = new Set(committed.updates.map((one) => one.peer));
	const only = authors.size === 1 ? committed.updates[0]?.peer : undefined;
	const frames = framesOf(committed.updates);
	room.told = committed.seq;
	for (const peer of room.peers) {
		if (peer !== only) for (const frame of frames) peer.send(frame);
		if (peer.sent !== undefined) peer.sent = committed.seq;
	}
}

/** One frame for all; one each should Yjs fail to merge them. */
function framesOf(updates: readonly Waiting[]): Uint8Array[] {
	const each = updates.map((one) => one.update);
	if (each.length < 2) return each.map(updateFrame);
	try {
		return [updateFrame(Y.mergeUpdates(each))];
	} catch {
		return each.map(updateFrame);
	}
}

/** Sends own commits as far as nothing is missing before them; what the log has told already is passed over. */
export function sendAhead(room: Room): void {
	for (let next = room.ahead[0]; next && next.seq - next.rows <= room.told; next = room.ahead[0]) {
		room.ahead.shift();
		if (next.seq > room.told) fanOut(room, next);
	}
}

/** Tells everybody concerned that the front of the queue is durable. */
export function noteCommitted(room: Room, committed: Committed): void {
	room.seq = Math.max(room.seq, committed.seq);
	room.tailRows += committed.rows;
	room.committed += committed.updates.length;
	room.ahead.push(committed);
	sendAhead(room);
	for (const one of committed.updates) one.settle(committed.seq);
	while ((room.afterCommit[0]?.upTo ?? Infinity) <= room.committed) room.afterCommit.shift()?.run();
}
