/** The id of one assignment in the document: its Yjs client and clock. */
export interface ItemId {
	readonly client: number;
	readonly clock: number;
}

/** Who said something, and where in the log it stands. */
export interface Saying {
	readonly personId: string;
	readonly centerId: string;
	/** Time of the log row, ISO 8601. */
	readonly at: string;
	readonly seq: number;
	readonly roomId: string;
}

/** One value given to one field. */
export interface Assignment {
	readonly id: ItemId;
	/** What the author saw in the field; null when it was empty. */
	readonly predecessor: ItemId | null;
	readonly raw: unknown;
	/** Replaced by its own author within the same update: it never stood. */
	readonly isGone: boolean;
	readonly saying: Saying;
	/** Log position that the author's connection had been sent; undefined where the log does not say. */
	readonly seen: number | undefined;
}

/** What a register asks of the document and log around it. */
export interface Surroundings {
	/** True when `a` stands before `b` in the field's history as the document orders it. */
	isBefore(a: ItemId, b: ItemId): boolean;
	/** The log row that brought an item. */
	seqOf(id: ItemId): number;
	/** A log position that this client is known to have had, from what it built on earlier. */
	knownTo(client: number): number;
}

export const isSameId = (a: ItemId | null, b: ItemId | null): boolean =>
	a === b || (a !== null && b !== null && a.client === b.client && a.clock === b.clock);

/**
 * The log position up to which the author of an assignment certainly had everything: edits reach a client in log
 * order, so whoever saw a colleague's item had all rows before it.
 */
export function certainUpTo(next: Assignment, around: Surroundings): number {
	const { predecessor, seen } = next;
	const shown = predecessor && predecessor.client !== next.id.client ? around.seqOf(predecessor) : 0;
	return Math.max(shown, seen ?? 0, around.knownTo(next.id.client));
}

/**
 * True when the author of `next` had `before` on the screen. A value that stands behind the predecessor in the
 * document's order was not seen, or it would have been the predecessor. Of those in front, the ones in the log up to
 * a certain position were. Where the log does not say how far the author was, building on a colleague's value counts
 * as having seen what it had won against; building on one's own does not.
 */
function hasSeen(next: Assignment, before: Assignment, around: Surroundings): boolean {
	const { predecessor, seen, id } = next;
	if (before.id.client === id.client || isSameId(before.id, predecessor)) return true;
	if (!predecessor || !around.isBefore(before.id, predecessor)) return false;
	if (before.saying.seq <= certainUpTo(next, around)) return true;
	return seen === undefined && predecessor.client !== id.client;
}

/** The values that stand after an assignment: what its author had not seen stays beside it until somebody chooses. */
export function assign(
	standing: readonly Assignment[],
	next: Assignment,
	around: Surroundings,
): readonly Assignment[] {
	return [...standing.filter((before) => !hasSeen(next, before, around)), next];
}

/** The values that stand after somebody emptied the field while `current` was shown in it. */
export function empty(
	standing: readonly Assignment[],
	current: ItemId,
	seen: number | undefined,
): readonly Assignment[] {
	return standing.filter(
		(before) => !isSameId(before.id, current) && seen !== undefined && before.saying.seq > seen,
	);
}
