import * as decoding from 'lib0/decoding';
import type * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

export interface RoomClientOptions {
	/** e.g. `ws://127.0.0.1:4320`; rooms are under `/sync`. */
	readonly server: string;
	readonly roomId: string;
	/** The whole Cookie header. */
	readonly cookie?: string;
	/** What a browser would send; the server's own http address by default. */
	readonly origin?: string | null;
	/** Ask for the frames 100–102. Without it the client is y-websocket exactly as it comes. */
	readonly ack?: boolean;
	readonly doc?: Y.Doc;
	/** Presence or nothing. Nothing by default. */
	readonly presence?: Record<string, unknown>;
	/** y-websocket waits at most this long before it tries again. */
	readonly maxBackoffMs?: number;
}

export interface Refusal {
	/** Which sync frame of the connection, from 1. */
	readonly count: number;
	readonly code: string;
}

/** y-websocket's own provider in Node, with the cookie of a session and an ear for what the server says. */
export interface RoomClient {
	readonly doc: Y.Doc;
	readonly provider: WebsocketProvider;
	readonly refusals: readonly Refusal[];
	readonly hello: { caseShape: string; ruleSet: string; serverTimeMs: number } | null;
	/** The reason of an auth-denied message. */
	readonly denied: string | null;
	/** Codes of the connections that ended, in order. */
	readonly closeCodes: readonly number[];
	/** Sync frames sent on this connection, and how many of them are settled. */
	readonly sent: number;
	readonly saved: number;
	/** Update frames that came on this connection. */
	readonly received: number;
	/** The room's log position of the last `saved`. */
	readonly seq: number;
	/** Resolves when the content is there. */
	synced(): Promise<void>;
	/** Resolves when all that was sent until now is durable; rejects after `ms`. */
	allSaved(ms?: number): Promise<void>;
	/** Ends the socket without a close frame, as a broken network does; the provider tries again. */
	cut(): void;
	destroy(): void;
}

const pollMs = 5;

/** Resolves when `isSo` holds; rejects after `ms`, naming what was waited for. */
export async function until(isSo: () => boolean, what: string, ms = 10_000): Promise<void> {
	const end = Date.now() + ms;
	while (!isSo()) {
		if (Date.now() > end) throw new Error(`waited ${ms} ms for ${what}`);
		await new Promise((resolve) => setTimeout(resolve, pollMs));
	}
}

interface Told {
	refusals: Refusal[];
	hello: RoomClient['hello'];
	denied: string | null;
	closeCodes: number[];
	sent: number;
	saved: number;
	received: number;
	seq: number;
	socket: WebSocket | null;
}

type SocketClass = new (address: string | URL, protocols?: string | string[]) => WebSocket;

/** A `ws` socket that brings headers and counts the sync frames that leave. */
function socketClass(options: RoomClientOptions, told: Told): SocketClass {
	const origin = options.origin === undefined ? options.server.replace(/^ws/, 'http') : options.origin;
	const headers: Record<string, string> = {
		...(options.cookie === undefined ? {} : { cookie: options.cookie }),
		...(origin === null ? {} : { origin }),
	};
	return class CountingSocket extends WebSocket {
		constructor(address: string | URL, protocols?: string | string[]) {
			super(address, protocols, { headers });
			told.sent = 0;
			told.saved = 0;
			told.received = 0;
			told.socket = this;
			this.on('close', (code: number) => told.closeCodes.push(code));
			this.on('message', (data: ArrayBuffer) => {
				const [type, step] = new Uint8Array(data);
				if (type === 0 && step === 2) told.received += 1;
			});
		}
		override send(data: Uint8Array): void {
			if (data[0] === 0) told.sent += 1;
			super.send(data);
		}
	};
}

type Handler = (encoder: encoding.Encoder, decoder: decoding.Decoder) => void;

function listen(provider: WebsocketProvider, told: Told): void {
	const handlers: Record<number, Handler> = {
		2: (_, decoder) => {
			decoding.readVarUint(decoder);
			told.denied = decoding.readVarString(decoder);
		},
		100: (_, decoder) => {
			told.saved = decoding.readVarUint(decoder);
			told.seq = decoding.readVarUint(decoder);
		},
		101: (_, decoder) => {
			told.refusals.push({ count: decoding.readVarUint(decoder), code: decoding.readVarString(decoder) });
		},
		102: (_, decoder) => {
			const caseShape = decoding.readVarString(decoder);
			const ruleSet = decoding.readVarString(decoder);
			told.hello = { caseShape, ruleSet, serverTimeMs: decoding.readVarUint(decoder) };
		},
	};
	for (const [type, handler] of Object.entries(handlers)) provider.messageHandlers[Number(type)] = handler;
}

/** Joins a room as a stock client does. */
export function joinRoom(options: RoomClientOptions): RoomClient {
	const told: Told = {
		refusals: [],
		hello: null,
		denied: null,
		closeCodes: [],
		sent: 0,
		saved: 0,
		received: 0,
		seq: 0,
		socket: null,
	};
	const doc = options.doc ?? new Y.Doc();
	const provider = new WebsocketProvider(`${options.server}/sync`, options.roomId, doc, {
		connect: false,
		disableBc: true,
		params: options.ack === false ? {} : { ack: '1' },
		maxBackoffTime: options.maxBackoffMs ?? 300,
		// y-websocket asks for the DOM's class; `ws` has the part of it that is used.
		WebSocketPolyfill: socketClass(options, told) as unknown as typeof globalThis.WebSocket,
	});
	if (options.ack !== false) listen(provider, told);
	else
		provider.messageHandlers[2] = (_, decoder) => {
			decoding.readVarUint(decoder);
			told.denied = decoding.readVarString(decoder);
		};
	provider.awareness.setLocalState(options.presence ?? null);
	provider.connect();
	return {
		doc,
		provider,
		get refusals() {
			return told.refusals;
		},
		get hello() {
			return told.hello;
		},
		get denied() {
			return told.denied;
		},
		get closeCodes() {
			return told.closeCodes;
		},
		get sent() {
			return told.sent;
		},
		get saved() {
			return told.saved;
		},
		get received() {
			return told.received;
		},
		get seq() {
			return told.seq;
		},
		synced: () => until(() => provider.synced, 'the content of the room'),
		allSaved: (ms) =>
			until(
				() => provider.wsconnected && told.sent > 0 && told.saved >= told.sent,
				'all edits to be saved',
				ms,
			),
		cut: () => told.socket?.terminate(),
		destroy: () => {
			provider.destroy();
			doc.destroy();
		},
	};
}
