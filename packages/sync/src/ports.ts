import type { IncomingMessage } from 'node:http';
import type { FanOut } from './fan-out/fan-out.ts';

/** Who a connection is, as its session says. */
export interface Member {
	readonly personId: string;
	readonly name: string;
	readonly initials: string;
	/** The person's role on this case. */
	readonly role: string;
	readonly centerId: string;
	readonly centerName: string;
	readonly centerKind: string;
}

/** The right of one connection to one room. */
export interface Ticket {
	readonly ok: true;
	readonly sessionId: string;
	readonly caseId: string;
	readonly roomId: string;
	readonly access: 'read' | 'write';
	/** With `access: 'read'`: the person could write, but the room is closed to edits now. */
	readonly locked?: boolean;
	readonly who: Member;
}

/** `not-found` is one answer for "no such room" and "not yours". */
export interface NotAdmitted {
	readonly ok: false;
	readonly code: 'signed-out' | 'not-found' | 'origin';
}

/** What the socket's upgrade request said about itself. */
export interface JoinRequest {
	readonly cookie: string | undefined;
	readonly origin: string | undefined;
	readonly host: string | undefined;
	/** The browser speaks https to the outermost proxy. */
	readonly secure: boolean;
	readonly roomId: string;
	/** A `recheck` asks about a socket that is open and must not prolong its session. */
	readonly purpose: 'join' | 'recheck';
}

/** Decides who may join a room. Must answer from committed data; a rejection means "cannot say now". */
export interface Admission {
	admit(request: JoinRequest): Promise<Ticket | NotAdmitted>;
}

export interface LogEntry {
	readonly roomId: string;
	readonly update: Uint8Array;
	readonly authorId: string;
	readonly centerId: string;
	readonly sessionId: string;
	/**
	 * The room's log position that the author's connection had been sent when the update came; absent where the
	 * update may have been made before (offline edits).
	 */
	readonly seen?: number;
}

export interface LogRow {
	readonly seq: number;
	readonly update: Uint8Array;
	readonly authorId: string;
}

/** The durable log, as this room needs it; `@consilium/store` has it. */
export interface CaseLog {
	/**
	 * All or nothing; resolves after the commit, one number per entry in the batch's order. The rows of a room in
	 * one batch are neighbours.
	 */
	append(batch: readonly LogEntry[]): Promise<readonly { readonly roomId: string; readonly seq: number }[]>;
	/** Null when there is no such room. */
	load(roomId: string): Promise<{
		readonly snapshot: { readonly seq: number; readonly update: Uint8Array } | null;
		readonly tail: readonly LogRow[];
	} | null>;
	since(roomId: string, seq: number): Promise<readonly LogRow[]>;
	saveSnapshot(roomId: string, seq: number, update: Uint8Array): Promise<void>;
}

/** What happened that an operator may want to know. Carries ids and counts, never content. */
export type SyncReport =
	| { readonly kind: 'refused'; readonly roomId: string; readonly personId: string; readonly code: string }
	| { readonly kind: 'closed'; readonly roomId: string; readonly personId: string; readonly code: number }
	| { readonly kind: 'not-admitted'; readonly code: string }
	| {
			readonly kind: 'append-failed';
			readonly rooms: number;
			readonly attempt: number;
			readonly error: unknown;
	  }
	| { readonly kind: 'listener-failed'; readonly roomId: string; readonly error: unknown }
	| { readonly kind: 'room-unloadable'; readonly roomId: string; readonly error: unknown }
	| { readonly kind: 'pending-left-out'; readonly roomId: string }
	| { readonly kind: 'room-restarted'; readonly roomId: string; readonly error: unknown }
	| { readonly kind: 'snapshot-failed'; readonly roomId: string; readonly error: unknown }
	| { readonly kind: 'follow-failed'; readonly roomId: string; readonly error: unknown }
	| { readonly kind: 'admission-failed'; readonly error: unknown };

/** What the server says of itself in the hello frame. */
export interface Versions {
	readonly caseShape: string;
	readonly ruleSet: string;
}

export interface SyncOptions {
	readonly admission: Admission;
	readonly log: CaseLog;
	readonly versions: Versions;
	/** Milliseconds since 1970; the clock told to clients and used for sweeps. */
	readonly now?: () => number;
	readonly isSecure?: (request: IncomingMessage) => boolean;
	/** Called after each commit, once per room. What it throws is reported and changes nothing. */
	readonly onCommitted?: (roomId: string, seq: number) => void;
	/** Connects this node with others on the same log. Without it their rows come in with the room's next commit. */
	readonly fanOut?: FanOut;
	readonly report?: (event: SyncReport) => void;
}
