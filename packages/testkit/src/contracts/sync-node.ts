import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { CaseLog } from '@consilium/store';

/** The fan-out port as `@consilium/sync` has it; that room's tests use this package, so it is told, not imported. */
export interface FanOutLike {
	publish(notice: NoticeLike): void;
	subscribe(heard: (notice: NoticeLike) => void): () => void;
	readonly pollMs: number | null;
	close(): Promise<void>;
}
export interface NoticeLike {
	readonly roomId: string;
	readonly seq: number;
}

interface Member {
	personId: string;
	name: string;
	initials: string;
	role: string;
	centerId: string;
	centerName: string;
	centerKind: string;
}
interface Ticket {
	ok: true;
	sessionId: string;
	caseId: string;
	roomId: string;
	access: 'write';
	who: Member;
}

/** `createSyncServer`. */
export type NodeMaker = (options: {
	admission: { admit(join: { cookie: string | undefined; roomId: string }): Promise<Ticket> };
	log: CaseLog;
	versions: { caseShape: string; ruleSet: string };
	fanOut: FanOutLike;
	limits: { commitWindowMs: number; retryMs: number[]; compactAfterRows: number };
	report(event: { kind: string }): void;
}) => {
	handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	close(ms?: number): Promise<void>;
};

/** One node: a sync server on a port of its own. Everybody may write; the cookie is the name. */
export interface SyncNode {
	readonly url: string;
	/** Kinds of what went wrong. */
	readonly reports: readonly string[];
	close(): Promise<void>;
}

const ticketOf = (name: string, roomId: string): Ticket => ({
	ok: true,
	sessionId: `session-${name}`,
	caseId: 'case-1',
	roomId,
	access: 'write',
	who: {
		personId: `person-${name}`,
		name,
		initials: name.slice(0, 2),
		role: 'netSpecialist',
		centerId: 'center-1',
		centerName: 'Center',
		centerKind: 'specialty',
	},
});

export async function openNode(
	createSyncServer: NodeMaker,
	{ log, fanOut }: { log: CaseLog; fanOut: FanOutLike },
): Promise<SyncNode> {
	const reports: string[] = [];
	const sync = createSyncServer({
		admission: { admit: async ({ cookie, roomId }) => ticketOf(cookie ?? '', roomId) },
		log,
		fanOut,
		versions: { caseShape: 'shape-1', ruleSet: 'rules-1' },
		limits: { commitWindowMs: 2, retryMs: [20], compactAfterRows: 3 },
		report: ({ kind }) => void (kind === 'closed' || reports.push(kind)),
	});
	const http = createServer((_, response) => response.end());
	const sockets = new Set<Duplex>();
	http.on('upgrade', (request, socket, head) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
		sync.handleUpgrade(request, socket, head);
	});
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
	const { port } = http.address() as AddressInfo;
	let closing: Promise<void> | undefined;
	const close = async (): Promise<void> => {
		await sync.close(500);
		for (const socket of sockets) socket.destroy();
		await new Promise((resolve) => http.close(resolve));
	};
	return { url: `ws://127.0.0.1:${port}`, reports, close: () => (closing ??= close()) };
}
