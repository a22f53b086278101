/** Budgets of the live room. Every one is a promise about the worst case, not a tuning knob. */
export interface Limits {
	/** A frame above this is refused by name (`too-large`) and the socket closed with 4413. */
	readonly frameBytes: number;
	/** A frame above this is not read at all; the socket is closed by the protocol (1009). */
	readonly unreadBytes: number;
	/** Per socket and second, with a burst of four seconds. Above it the socket is not read until it has paid. */
	readonly framesPerSecond: number;
	readonly bytesPerSecond: number;
	readonly cpuMsPerSecond: number;
	/** A socket that owes more than this is closed with 4429. */
	readonly debtMs: number;
	/** A socket whose updates rest on something unknown is asked for it at most this often. */
	readonly resyncPauseMs: number;
	/** Unsent bytes of one socket; a reader for whom more would wait is too slow and closed with 1013. */
	readonly bufferedBytes: number;
	/** Bytes waiting for the store; above it no socket is read. */
	readonly storeBehindBytes: number;
	/** Bytes and rows of one transaction. */
	readonly batchBytes: number;
	readonly batchRows: number;
	/** Between the starts of two commits. */
	readonly commitWindowMs: number;
	/** Pauses between attempts after a failed commit. */
	readonly retryMs: readonly number[];
	readonly presenceWindowMs: number;
	readonly presenceStateBytes: number;
	readonly presenceIdsPerSocket: number;
	/** Nothing sent for this long: an empty presence frame keeps the stock client from reconnecting. */
	readonly keepAliveMs: number;
	/** No sign of life for this long: the peer is gone. */
	readonly deadPeerMs: number;
	readonly admissionMs: number;
	/** Answer to a recheck that takes longer closes the socket: better shut than wrongly open. */
	readonly recheckMs: number;
	/** Every open socket is rechecked this often, whatever else is told. */
	readonly sweepMs: number;
	readonly joinsAtOnce: number;
	readonly socketsPerPerson: number;
	/** Joins answered `not-found` per cookie and minute. */
	readonly failedJoinsPerMinute: number;
	/** A room without members is unloaded after this. */
	readonly idleRoomMs: number;
	/** Rows after the snapshot that make a new one worth its while. */
	readonly compactAfterRows: number;
	/** Structs, delete ranges, nesting, roots and conflict steps that one update may carry or cause. */
	readonly updateStructs: number;
	readonly updateDeletes: number;
	readonly nesting: number;
	readonly roots: number;
	readonly conflictSteps: number;
}

const MiB = 1024 * 1024;

export const defaultLimits: Limits = {
	frameBytes: MiB,
	unreadBytes: 8 * MiB,
	framesPerSecond: 4_000,
	bytesPerSecond: 8 * MiB,
	cpuMsPerSecond: 400,
	debtMs: 30_000,
	resyncPauseMs: 2_000,
	bufferedBytes: 8 * MiB,
	storeBehindBytes: 32 * MiB,
	batchBytes: 2 * MiB,
	batchRows: 1_000,
	commitWindowMs: 5,
	retryMs: [50, 100, 250, 500, 1_000, 2_000],
	presenceWindowMs: 50,
	presenceStateBytes: 2_048,
	presenceIdsPerSocket: 4,
	keepAliveMs: 10_000,
	deadPeerMs: 40_000,
	admissionMs: 10_000,
	recheckMs: 800,
	sweepMs: 30_000,
	joinsAtOnce: 500,
	socketsPerPerson: 2_000,
	failedJoinsPerMinute: 10,
	idleRoomMs: 4_000,
	compactAfterRows: 500,
	updateStructs: 100_000,
	updateDeletes: 100_000,
	nesting: 48,
	roots: 4_096,
	conflictSteps: 1_000_000,
};
