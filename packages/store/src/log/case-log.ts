/** One update of one room, with who sent it over which connection. */
export interface LogEntry {
	roomId: string;
	update: Uint8Array;
	authorId: string;
	centerId: string;
	sessionId: string;
	/**
	 * The room's log position that the author's connection had been sent when this update came. Absent where the
	 * update may be older than that (made offline): then nobody can tell what its author had seen.
	 */
	seen?: number;
}

/** An update as it stands in the log. */
export interface LogRow {
	seq: number;
	update: Uint8Array;
	authorId: string;
	centerId: string;
	sessionId: string;
	seen: number | null;
	at: Date;
}

/** What a room loads from: a snapshot where one can be trusted, and every row after it. */
export interface RoomLog {
	snapshot: { seq: number; update: Uint8Array } | null;
	tail: LogRow[];
	/** Why a stored snapshot was not used; the tail then reaches further back. */
	snapshotProblem?: string;
}

export type LogVerdict = { ok: true; rows: number } | { ok: false; seq: number; why: string };

/** A batch named a room that is not there. Nothing of the batch was written. */
export class NoSuchRoom extends Error {
	constructor(detail: string) {
		super(detail);
		this.name = 'NoSuchRoom';
	}
}

/** The durable, ordered record of every update of every room. The contract suite is in `testkit`. */
export interface CaseLog {
	/**
	 * Appends a batch, all of it or nothing, in the batch's order; rooms may be mixed and repeated. Resolves after
	 * the commit with one number per entry, in the batch's order; numbers of a room have no gaps. Rejects with
	 * `NoSuchRoom`, or with the store's failure: then the caller cannot know whether the batch was written.
	 */
	append(batch: readonly LogEntry[]): Promise<{ roomId: string; seq: number }[]>;
	/** Null when there is no such room. */
	load(roomId: string): Promise<RoomLog | null>;
	/** Rows after `seq`, in order; at most `limit` of them when it is given. */
	since(roomId: string, seq: number, limit?: number): Promise<LogRow[]>;
	/** Keeps `update` as the room's content up to `seq`, which must be a row of the log. */
	saveSnapshot(roomId: string, seq: number, update: Uint8Array): Promise<void>;
	/** Recomputes the room's hash chain; names the first row that is missing, altered or cut off. */
	verify(roomId: string): Promise<LogVerdict>;
}
