import type { WebSocket } from 'ws';
import type { Limits } from '../limits.ts';
import type { JoinRequest, SyncReport, Ticket, Versions } from '../ports.ts';
import { acceptUpdate, answerJoin, whenDurable, type Peer, type Room } from '../room/room.ts';
import {
	authDeniedFrame,
	awarenessFrame,
	closeCodes,
	helloReply,
	isSyncFrame,
	readFrame,
	refusedFrame,
	savedFrame,
	step1Frame,
	type Frame,
	type RefusalCode,
} from '../wire.ts';
import { createBudget, startWork } from './budget.ts';
import { createTally } from './tally.ts';

/** One open socket in one room. */
export interface Connection extends Peer {
	readonly ticket: Ticket;
	/** What it said when it joined: asked again when rights may have changed. */
	readonly request: JoinRequest;
	readonly isOpen: boolean;
	/** Bytes that wait for the peer to read. */
	readonly unsentBytes: number;
	/** Takes new rights; a reader who may write now is asked for what its tab has kept. */
	grant(ticket: Ticket): void;
	/** Says why in the protocol's own words, then closes. */
	deny(code: number, why: string): void;
	close(code: number): void;
	/** `store`: the store is behind. Nothing is read while any reason holds. */
	hold(reason: 'store', isHeld: boolean): void;
	/** Keeps the peer's watchdog quiet and notices peers that are gone. */
	tick(nowMs: number): void;
}

export interface ConnectionContext {
	readonly limits: Limits;
	readonly versions: Versions;
	readonly now: () => number;
	readonly report: (event: SyncReport) => void;
	readonly onAccepted: (room: Room, bytes: number) => void;
	readonly onBroken: (room: Room, error: unknown) => void;
	readonly onClosed: (connection: Connection) => void;
}

interface Setup {
	readonly ws: WebSocket;
	readonly room: Room;
	readonly ticket: Ticket;
	readonly request: JoinRequest;
	/** The client asked for the frames 100, 101 and 102. */
	readonly wantsAcks: boolean;
}

const keepAlive = awarenessFrame([]);
const closeGraceMs = 5_000;

export function createConnection(setup: Setup, context: ConnectionContext): Connection {
	const { ws, room, wantsAcks } = setup;
	const { limits, now, report } = context;
	const clock = (): number => performance.now();
	const budget = createBudget(limits, clock);
	const tally = createTally();
	const held = new Set<'store' | 'budget'>();
	let ticket = setup.ticket;
	let isClosing = false;
	let savedTold = 0;
	let savedDue = false;
	let lastSent = clock();
	let lastHeard = clock();
	let lastResync = -Infinity;
	let askTimer: NodeJS.Timeout | undefined;

	/** One large frame, the content of a room, may wait alone; nothing else is put on top of what is too much. */
	const isTooSlowFor = (bytes: number): boolean =>
		ws.bufferedAmount > limits.bufferedBytes / 8 && ws.bufferedAmount + bytes > limits.bufferedBytes;

	const send = (frame: Uint8Array): void => {
		if (isClosing || ws.readyState !== ws.OPEN) return;
		if (isTooSlowFor(frame.byteLength)) return close(closeCodes.tooSlow);
		lastSent = clock();
		ws.send(frame);
	};

	function close(code: number): void {
		if (isClosing) return;
		isClosing = true;
		clearTimeout(askTimer);
		report({ kind: 'closed', roomId: room.id, personId: ticket.who.personId, code });
		// A socket that is not read does not hear the peer's answer to the close frame.
		if (held.size > 0) ws.resume();
		ws.close(code);
		// A peer that does not read never sees the close frame: do not wait for it.
		setTimeout(() => ws.terminate(), closeGraceMs).unref();
		context.onClosed(connection);
	}

	const deny = (code: number, why: string): void => {
		send(authDeniedFrame(why));
		close(code);
	};

	const tellSaved = (): void => {
		savedDue = false;
		if (tally.settled === savedTold) return;
		savedTold = tally.settled;
		send(savedFrame(savedTold, room.seq));
	};

	/** One `saved` for all that one commit settles. */
	const settle = (number: number): void => {
		tally.settle(number);
		if (!wantsAcks || savedDue) return;
		savedDue = true;
		queueMicrotask(tellSaved);
	};

	const refuse = (number: number, code: RefusalCode): void => {
		report({ kind: 'refused', roomId: room.id, personId: ticket.who.personId, code });
		if (wantsAcks) send(refusedFrame(number, code));
		settle(number);
	};

	const askForAll = (): void => send(step1Frame(room.doc));

	/**
	 * What is missing is asked for: at once, then at most once in a while, but never not at all, for the refused
	 * update may be the last one. An answer that was refused itself is not asked for again: that tab cannot give it.
	 */
	const askAgain = (refusedKind: 'step2' | 'update'): void => {
		const wait = lastResync + limits.resyncPauseMs - clock();
		if (wait <= 0) {
			lastResync = clock();
			askForAll();
		} else if (refusedKind === 'update')
			askTimer ??= setTimeout(() => {
				askTimer = undefined;
				askAgain('update');
			}, wait + 1).unref();
	};

	const step1 = (number: number, stateVector: Uint8Array): void => {
		try {
			answerJoin(room, connection, stateVector);
		} catch {
			return close(closeCodes.malformed);
		}
		whenDurable(room, () => settle(number));
	};

	const isNothing = (update: Uint8Array): boolean =>
		update.byteLength === 2 && update[0] === 0 && update[1] === 0;

	const edit = (number: number, frame: Extract<Frame, { update: Uint8Array }>): void => {
		if (isNothing(frame.update)) return whenDurable(room, () => settle(number));
		if (ticket.access !== 'write') return refuse(number, ticket.locked === true ? 'locked' : 'read-only');
		// Offline edits come as the answer to our SyncStep1: they were made before what this socket has been sent.
		const seen = frame.kind === 'update' ? connection.sent : undefined;
		const accepted = acceptUpdate(
			room,
			{ peer: connection, update: frame.update, seen, settle: () => settle(number) },
			limits,
		);
		if (accepted.ok) {
			if (accepted.isNew) context.onAccepted(room, room.waiting.at(-1)?.update.byteLength ?? 0);
			return;
		}
		if (accepted.code === 'broken') return context.onBroken(room, accepted.error);
		refuse(number, accepted.code);
		if (accepted.code === 'resync') askAgain(frame.kind);
		if (accepted.code === 'malformed' || accepted.code === 'limit') close(closeCodes.malformed);
	};

	const take = (frame: Frame): void => {
		switch (frame.kind) {
			case 'step1':
				return step1(tally.open(), frame.stateVector);
			case 'step2':
			case 'update':
				return edit(tally.open(), frame);
			case 'awareness':
				return room.presence.receive(connection, frame.states) ? undefined : close(closeCodes.malformed);
			case 'query-awareness':
				return room.presence.tell(connection);
			case 'hello':
				if (!room.presence.claim(connection, frame.clientId) && wantsAcks)
					send(refusedFrame(0, 'client-taken'));
		}
	};

	const hold = (reason: 'store' | 'budget', isHeld: boolean): void => {
		const wasHeld = held.size > 0;
		if (isHeld) held.add(reason);
		else held.delete(reason);
		if (held.size > 0 === wasHeld || ws.readyState !== ws.OPEN) return;
		lastHeard = clock();
		if (wasHeld) ws.resume();
		else ws.pause();
	};

	const charge = (bytes: number, cpuMs: number): void => {
		const owed = budget.spend({ bytes, cpuMs });
		if (owed > limits.debtMs) return close(closeCodes.tooFast);
		if (owed < 1 || held.has('budget')) return;
		hold('budget', true);
		setTimeout(() => hold('budget', false), owed).unref();
	};

	const receive = (bytes: Uint8Array, isBinary: boolean): void => {
		if (isClosing) return;
		const worked = startWork();
		lastHeard = clock();
		if (bytes.byteLength > limits.frameBytes) {
			if (isSyncFrame(bytes)) refuse(tally.open(), 'too-large');
			return close(closeCodes.tooLarge);
		}
		const frame = isBinary ? readFrame(bytes) : null;
		if (!frame) return close(closeCodes.malformed);
		take(frame);
		charge(bytes.byteLength, worked());
	};

	const connection: Connection = {
		get ticket() {
			return ticket;
		},
		get sessionId() {
			return ticket.sessionId;
		},
		get who() {
			return ticket.who;
		},
		get isOpen() {
			return !isClosing;
		},
		get unsentBytes() {
			return ws.bufferedAmount;
		},
		request: setup.request,
		sent: undefined,
		send,
		deny,
		close,
		hold,
		dismiss: () => close(closeCodes.retry),
		grant: (next) => {
			const couldWrite = ticket.access === 'write';
			ticket = next;
			room.presence.rename(connection);
			if (!couldWrite && next.access === 'write') askForAll();
		},
		tick: () => {
			const at = clock();
			if (held.size === 0 && at - lastHeard > limits.deadPeerMs) {
				ws.terminate();
				return;
			}
			if (at - lastSent >= limits.keepAliveMs) send(keepAlive);
			ws.ping();
		},
	};

	ws.on('message', (data: Buffer, isBinary: boolean) => receive(data, isBinary));
	ws.on('pong', () => (lastHeard = clock()));
	ws.on('error', () => close(closeCodes.retry));
	ws.on('close', (code: number) => close(code));
	if (wantsAcks) send(helloReply(context.versions, now()));
	if (ticket.access === 'write') askForAll();
	room.presence.tell(connection);
	return connection;
}
