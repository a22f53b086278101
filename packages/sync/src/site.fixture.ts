import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import {
	createMemoryCaseLog,
	joinRoom,
	type MemoryCaseLog,
	type RoomClient,
	type RoomClientOptions,
} from '@consilium/testkit';
import { onTestFinished } from 'vitest';
import {
	createSyncServer,
	type Admission,
	type CaseLog,
	type Limits,
	type Member,
	type NotAdmitted,
	type SyncReport,
	type SyncServer,
	type Ticket,
} from './index.ts';

export const roomId = 'room-of-the-first-case';
export const otherRoom = 'room-of-the-other-case';

const person = (personId: string, name: string, centerId: string): Member => ({
	personId,
	name,
	initials: name.slice(0, 2).toUpperCase(),
	role: 'netSpecialist',
	centerId,
	centerName: `Center ${centerId}`,
	centerKind: 'specialty',
});

export const people = {
	ada: person('person-ada', 'Ada', 'center-r'),
	ben: person('person-ben', 'Ben', 'center-n'),
	eve: person('person-eve', 'Eve', 'center-l'),
};
export type Name = keyof typeof people;

type Right = 'read' | 'write' | 'locked';

/** Who may do what, changed by a test as a command would; sessions are cookies `session=<name>`. */
export interface Rights {
	readonly admission: Admission;
	readonly signedOut: Set<Name>;
	/** `<name> <room>` → right; absent: not theirs. */
	readonly rights: Map<string, Right>;
	delayMs: number;
	down: boolean;
}

const isName = (text: string): text is Name => text in people;

function createRights(): Rights {
	const rights = new Map<string, Right>([
		[`ada ${roomId}`, 'write'],
		[`ben ${roomId}`, 'write'],
		[`ada ${otherRoom}`, 'write'],
		[`ben ${otherRoom}`, 'write'],
	]);
	const signedOut = new Set<Name>();
	const decide = (cookie: string | undefined, room: string): Ticket | NotAdmitted => {
		const name = /session=(\w+)/.exec(cookie ?? '')?.[1] ?? '';
		if (!isName(name) || signedOut.has(name)) return { ok: false, code: 'signed-out' };
		const right = rights.get(`${name} ${room}`);
		if (!right) return { ok: false, code: 'not-found' };
		const access = right === 'write' ? 'write' : 'read';
		const locked = right === 'locked' ? { locked: true } : {};
		return {
			ok: true,
			sessionId: `session-${name}`,
			caseId: 'case-1',
			roomId: room,
			access,
			who: people[name],
			...locked,
		};
	};
	const state: Rights = {
		rights,
		signedOut,
		delayMs: 0,
		down: false,
		admission: {
			admit: async ({ cookie, origin, host, roomId: room }) => {
				if (state.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, state.delayMs));
				if (state.down) throw new Error('the database is away');
				if (origin !== `http://${host}`) return { ok: false, code: 'origin' };
				return decide(cookie, room);
			},
		},
	};
	return state;
}

export interface Site {
	readonly sync: SyncServer;
	readonly log: MemoryCaseLog;
	readonly rights: Rights;
	readonly reports: SyncReport[];
	readonly port: number;
	readonly url: string;
	join(name: Name, options?: Partial<RoomClientOptions>): RoomClient;
	/** As `kill -9` does: sockets break, nothing is flushed, memory is gone. */
	kill(): Promise<void>;
}

async function listen(http: Server, port: number): Promise<number> {
	await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
	const address = http.address() as AddressInfo;
	return address.port;
}

interface SiteOptions {
	readonly limits?: Partial<Limits>;
	readonly log?: MemoryCaseLog;
	/** Stands between the server and its log. */
	readonly wrap?: (log: CaseLog) => CaseLog;
	readonly port?: number;
	readonly onCommitted?: (roomId: string, seq: number) => void;
	readonly onReport?: (event: SyncReport) => void;
}

/** A sync server on a real port over a log in memory. Stopped when the test ends. */
export async function openSite(options: SiteOptions = {}): Promise<Site> {
	const log = options.log ?? createMemoryCaseLog([roomId, otherRoom]);
	const rights = createRights();
	const reports: SyncReport[] = [];
	let alive = true;
	const through = options.wrap?.(log) ?? log;
	const never = new Promise<never>(() => undefined);
	const mortal: CaseLog = {
		append: (batch) => (alive ? through.append(batch) : never),
		load: (id) => through.load(id),
		since: (id, seq) => through.since(id, seq),
		saveSnapshot: (id, seq, update) => (alive ? through.saveSnapshot(id, seq, update) : never),
	};
	const sync = createSyncServer({
		admission: rights.admission,
		log: mortal,
		versions: { caseShape: 'shape-1', ruleSet: 'rules-1' },
		limits: { commitWindowMs: 2, retryMs: [20], ...options.limits },
		report: (event) => {
			reports.push(event);
			options.onReport?.(event);
		},
		...(options.onCommitted ? { onCommitted: options.onCommitted } : {}),
	});
	const http = createServer((_, response) => response.end('ok'));
	const sockets = new Set<Duplex>();
	http.on('upgrade', (request, socket, head) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
		sync.handleUpgrade(request, socket, head);
	});
	const port = await listen(http, options.port ?? 0);
	const url = `ws://127.0.0.1:${port}`;
	const stop = async (): Promise<void> => {
		for (const socket of sockets) socket.destroy();
		await new Promise((resolve) => http.close(resolve));
	};
	onTestFinished(async () => {
		await sync.close(200);
		await stop();
	});
	return {
		sync,
		log,
		rights,
		reports,
		port,
		url,
		join: (name, more) => {
			const client = joinRoom({ server: url, roomId, cookie: `session=${name}`, ...more });
			onTestFinished(() => client.destroy());
			return client;
		},
		kill: async () => {
			alive = false;
			await stop();
		},
	};
}
