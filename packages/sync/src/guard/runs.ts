import * as Y from 'yjs';
import { BadUpdate, type DecodedUpdate, type Struct } from './decode.ts';

/** The structs of one client in one update, in the order of their clocks. */
export interface Run {
	readonly client: number;
	readonly structs: Struct[];
	readonly from: number;
	to: number;
}

/** Finds the struct that holds a clock. */
export function structAt(run: Run, clock: number): Struct | undefined {
	let low = 0;
	let high = run.structs.length - 1;
	while (low <= high) {
		const middle = (low + high) >> 1;
		const struct = run.structs[middle];
		if (!struct) return undefined;
		if (clock < struct.id.clock) high = middle - 1;
		else if (clock >= struct.id.clock + struct.length) low = middle + 1;
		else return struct;
	}
	return undefined;
}

/** One run per client. Throws where a client comes twice or a struct has no length. */
export function runsOf(decoded: DecodedUpdate): Map<number, Run> {
	const runs = new Map<number, Run>();
	let current: Run | undefined;
	for (const struct of decoded.structs) {
		const { client, clock } = struct.id;
		if (struct.length < 1) throw new BadUpdate('a struct without length');
		if (!Number.isSafeInteger(clock + struct.length)) throw new BadUpdate('a clock beyond counting');
		if (current?.client !== client) {
			if (runs.has(client)) throw new BadUpdate('a client twice');
			current = { client, structs: [], from: clock, to: clock };
			runs.set(client, current);
		}
		current.structs.push(struct);
		current.to = clock + struct.length;
	}
	return runs;
}

export const idsOf = (item: Y.Item): Y.ID[] => {
	const parent: unknown = item.parent;
	return [item.origin, item.rightOrigin, parent instanceof Y.ID ? parent : null].filter((id) => id !== null);
};

interface Cursor {
	readonly run: Run;
	next: number;
}

/** The first id that must be there before this struct can be and is not; null when there is none. */
function missingOf(struct: Struct, has: (id: Y.ID) => boolean): Y.ID | null {
	if (!(struct instanceof Y.Item)) return null;
	for (const id of idsOf(struct)) {
		if (id.client === struct.id.client && id.clock >= struct.id.clock)
			throw new BadUpdate('an origin in the future');
		if (!has(id)) return id;
	}
	return null;
}

/**
 * True when every struct can be integrated on top of the given state, in some order, with nothing left pending.
 * `known(client)` is how far the document has that client. Expects no struct that is known already.
 */
export function isComplete(runs: ReadonlyMap<number, Run>, known: (client: number) => number): boolean {
	const reached = new Map<number, number>();
	const has = (id: Y.ID): boolean => id.clock < (reached.get(id.client) ?? known(id.client));
	const waiting = new Map<number, Cursor[]>();
	const ready: Cursor[] = [...runs.values()].map((run) => ({ run, next: 0 }));
	let done = 0;
	for (let cursor = ready.pop(); cursor; cursor = ready.pop()) {
		const { client } = cursor.run;
		const before = cursor.next;
		const missing = advance(cursor, has, reached);
		if (missing === null) done += 1;
		else waiting.set(missing.client, [...(waiting.get(missing.client) ?? []), cursor]);
		if (cursor.next === before) continue;
		ready.push(...(waiting.get(client) ?? []));
		waiting.delete(client);
	}
	return done === runs.size;
}

function advance(cursor: Cursor, has: (id: Y.ID) => boolean, reached: Map<number, number>): Y.ID | null {
	const { run } = cursor;
	for (; cursor.next < run.structs.length; cursor.next++) {
		const struct = run.structs[cursor.next];
		if (!struct) break;
		const missing = missingOf(struct, has);
		if (missing) return missing;
		reached.set(run.client, struct.id.clock + struct.length);
	}
	return null;
}
