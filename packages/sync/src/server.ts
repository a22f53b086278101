import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { WebSocketServer, type WebSocket } from 'ws';
import { createFollower } from './fan-out/follower.ts';
import { defaultLimits, type Limits } from './limits.ts';
import type { JoinRequest, NotAdmitted, SyncOptions, SyncReport, Ticket } from './ports.ts';
import { createCommitter } from './room/committer.ts';
import type { Room } from './room/room.ts';
import { createRooms } from './room/rooms.ts';
import { createConnection, type Connection } from './socket/connection.ts';
import { createFailedJoins } from './socket/failed-joins.ts';
import { answerHttp, readUpgrade, within, type Upgrade } from './socket/handshake.ts';
import { recheckEach, type Subject } from './socket/recheck.ts';
import { authDeniedFrame, closeCodes } from './wire.ts';

export interface SyncStats {
	readonly rooms: number;
	readonly sockets: number;
	/** Bytes accepted and not yet committed. */
	readonly behindBytes: number;
	/** Bytes that wait for readers, over all sockets. */
	readonly unsentBytes: number;
	readonly accepted: number;
	readonly refused: Readonly<Record<string, number>>;
	readonly appendFailures: number;
}

export interface SyncServer {
	/** For `upgrade` events whose path begins with `/sync/`. Never throws. */
	handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	/** Asks again for the rights of the sockets concerned; resolves when those that lost them are shut. */
	recheck(subject: Subject): Promise<void>;
	stats(): SyncStats;
	/** Takes no more sockets, waits for the store (at most `ms`), then closes all with 1012. */
	close(ms?: number): Promise<void>;
}

const tickMs = 5_000;
const closing: Record<NotAdmitted['code'], number> = {
	'signed-out': closeCodes.signedOut,
	'not-found': closeCodes.notFound,
	origin: closeCodes.revoked,
};

export function createSyncServer(options: SyncOptions & { readonly limits?: Partial<Limits> }): SyncServer {
	const limits: Limits = { ...defaultLimits, ...options.limits };
	const { admission, log, versions, fanOut, now = Date.now } = options;
	const isSecure = options.isSecure ?? ((request) => request.socket instanceof TLSSocket);
	const wss = new WebSocketServer({
		noServer: true,
		maxPayload: limits.unreadBytes,
		perMessageDeflate: false,
	});
	const connections = new Map<Connection, Room>();
	const refused: Record<string, number> = {};
	const failedJoins = createFailedJoins(limits.failedJoinsPerMinute, now);
	let accepted = 0;
	let appendFailures = 0;
	let joining = 0;
	let isStoreBehind = false;
	let isClosed = false;

	const report = (event: SyncReport): void => {
		if (event.kind === 'refused') refused[event.code] = (refused[event.code] ?? 0) + 1;
		if (event.kind === 'append-failed') appendFailures += 1;
		try {
			options.report?.(event);
		} catch {
			// Whoever listens badly must not stop the room.
		}
	};
	const rooms = createRooms({ log, limits, now, report });
	const follower = createFollower({ log, rooms, report, retryMs: limits.retryMs });
	const unsubscribe = fanOut?.subscribe(follower.hear);
	const poller = fanOut?.pollMs ? setInterval(follower.poll, fanOut.pollMs).unref() : undefined;
	const holdAll = (isHeld: boolean): void => {
		isStoreBehind = isHeld;
		for (const connection of connections.keys()) connection.hold('store', isHeld);
	};
	const committer = createCommitter({
		log,
		limits,
		report,
		onCommitted: (room) => {
			rooms.settle(room);
			if (room.told < room.seq) follower.follow(room);
			try {
				fanOut?.publish({ roomId: room.id, seq: room.seq });
				options.onCommitted?.(room.id, room.seq);
			} catch (error) {
				report({ kind: 'listener-failed', roomId: room.id, error });
			}
		},
		onUntold: (room, error) => rooms.restart(room, error),
		onRelief: () => {
			if (isStoreBehind && committer.behind < limits.storeBehindBytes / 2) holdAll(false);
		},
	});

	const refuseSocket = (ws: WebSocket, code: number, why: string): void => {
		ws.on('error', () => ws.terminate());
		ws.send(authDeniedFrame(why));
		ws.close(code);
		setTimeout(() => ws.terminate(), tickMs).unref();
	};

	const attach = (ws: WebSocket, room: Room, upgrade: Upgrade, ticket: Ticket): void => {
		const connection = createConnection(
			{ ws, room, ticket, request: upgrade.join, wantsAcks: upgrade.wantsAcks },
			{
				limits,
				versions,
				now,
				report,
				onAccepted: (at, bytes) => {
					accepted += 1;
					committer.notice(at, bytes);
					if (!isStoreBehind && committer.behind > limits.storeBehindBytes) holdAll(true);
				},
				onBroken: (at, error) => rooms.restart(at, error),
				onClosed: (closed) => {
					connections.delete(closed);
					rooms.leave(room, closed);
				},
			},
		);
		connections.set(connection, room);
		rooms.join(room, connection);
		if (isStoreBehind) connection.hold('store', true);
	};

	const admit = async (join: JoinRequest): Promise<Ticket | NotAdmitted | null> => {
		try {
			return await within(limits.admissionMs, admission.admit(join));
		} catch (error) {
			report({ kind: 'admission-failed', error });
			return null;
		}
	};

	const socketsOf = (personId: string): number => {
		let count = 0;
		for (const one of connections.keys()) if (one.who.personId === personId) count += 1;
		return count;
	};

	/** What the upgrade leads to: a room and its ticket, a close code said over a socket, or an HTTP status. */
	type Outcome =
		| { readonly room: Room; readonly ticket: Ticket }
		| { readonly code: number; readonly why: string }
		| { readonly status: 403 | 503 };
	const decide = async ({ join }: Upgrade): Promise<Outcome> => {
		if (failedJoins.isBlocked(join.cookie)) return { code: closeCodes.tooFast, why: 'too many attempts' };
		const ticket = await admit(join);
		if (!ticket) return { status: 503 };
		if (!ticket.ok) {
			report({ kind: 'not-admitted', code: ticket.code });
			if (ticket.code === 'not-found') failedJoins.note(join.cookie);
			return ticket.code === 'origin' ? { status: 403 } : { code: closing[ticket.code], why: ticket.code };
		}
		if (socketsOf(ticket.who.personId) >= limits.socketsPerPerson)
			return { code: closeCodes.tooFast, why: 'too many sockets' };
		const opening = await within(limits.admissionMs, rooms.open(join.roomId));
		if (!opening) return { status: 503 };
		if (opening.ok) return { room: opening.room, ticket };
		if (opening.code === 'unloadable') return { code: closeCodes.retry, why: 'unloadable' };
		return { code: closeCodes.notFound, why: 'not-found' };
	};

	const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
		const asked = readUpgrade(request, isSecure(request));
		const outcome: Outcome = asked ? await decide(asked) : { code: closeCodes.notFound, why: 'not-found' };
		if (socket.destroyed || !socket.writable) return;
		if (isClosed) return answerHttp(socket, 503);
		if ('status' in outcome) return answerHttp(socket, outcome.status);
		wss.handleUpgrade(request, socket, head, (ws) => {
			if (asked && 'room' in outcome) attach(ws, outcome.room, asked, outcome.ticket);
			else if ('code' in outcome) refuseSocket(ws, outcome.code, outcome.why);
		});
	};

	const recheck = (subject: Subject, unknown: 'shut' | 'keep'): Promise<void> =>
		recheckEach([...connections.keys()], { subject, admission, limits, report, unknown });

	const ticker = setInterval(() => {
		for (const connection of connections.keys()) connection.tick(now());
	}, tickMs);
	const sweeper = setInterval(() => void recheck({}, 'keep'), limits.sweepMs);
	ticker.unref();
	sweeper.unref();

	return {
		handleUpgrade: (request, socket, head) => {
			const ignore = (): void => undefined;
			socket.on('error', ignore);
			if (isClosed || joining >= limits.joinsAtOnce) return answerHttp(socket, 503);
			joining += 1;
			upgrade(request, socket, head)
				.catch((error: unknown) => {
					report({ kind: 'admission-failed', error });
					socket.destroy();
				})
				.finally(() => {
					joining -= 1;
				});
		},
		recheck: (subject) => recheck(subject, 'shut'),
		stats: () => ({
			rooms: [...rooms.all()].length,
			sockets: connections.size,
			behindBytes: committer.behind,
			unsentBytes: [...connections.keys()].reduce((sum, one) => sum + one.unsentBytes, 0),
			accepted,
			refused: { ...refused },
			appendFailures,
		}),
		close: async (ms = 5_000) => {
			if (isClosed) return;
			isClosed = true;
			clearInterval(ticker);
			clearInterval(sweeper);
			clearInterval(poller);
			unsubscribe?.();
			for (const connection of connections.keys()) connection.hold('store', true);
			await committer.drain(ms);
			for (const connection of [...connections.keys()]) connection.close(closeCodes.restart);
			rooms.close();
			wss.close();
		},
	};
}
