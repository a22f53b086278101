import * as Y from 'yjs';
import type { Limits } from '../limits.ts';
import { checkPlaces } from './places.ts';
import { conflictSteps } from './conflict-steps.ts';
import { BadUpdate, decodeChecked, type DecodedUpdate } from './decode.ts';
import { isComplete, runsOf, type Run } from './runs.ts';

export type Verdict =
	| {
			readonly ok: true;
			/** What the document does not know yet, ready to apply and to log; null when there is nothing new. */
			readonly update: Uint8Array | null;
			/** Client ids that the update adds content for. */
			readonly clients: readonly number[];
	  }
	| { readonly ok: false; readonly code: 'malformed' | 'resync' | 'limit' };

const refuse = (code: 'malformed' | 'resync' | 'limit'): Verdict => ({ ok: false, code });
const mostClients = 5_000;

type Known = (client: number) => number;

const withoutSkips = (decoded: DecodedUpdate): DecodedUpdate => ({
	structs: decoded.structs.filter((struct) => !(struct instanceof Y.Skip)),
	ds: decoded.ds,
});

function hasGap(decoded: DecodedUpdate, runs: ReadonlyMap<number, Run>, known: Known): boolean {
	const skipped = decoded.structs.some(
		(struct) => struct instanceof Y.Skip && struct.id.clock + struct.length > known(struct.id.client),
	);
	return skipped || [...runs.values()].some((run) => run.from > known(run.client));
}

/** Deletes of what does not exist yet would take a colleague's future words away. */
function deletesFuture(decoded: DecodedUpdate, runs: ReadonlyMap<number, Run>, known: Known): boolean {
	for (const [client, ranges] of decoded.ds.clients) {
		const end = Math.max(known(client), runs.get(client)?.to ?? 0);
		if (ranges.some((range) => range.clock + range.len > end)) return true;
	}
	return false;
}

function hasEmptyDelete(decoded: DecodedUpdate): boolean {
	return [...decoded.ds.clients.values()].some((ranges) => ranges.some((range) => range.len < 1));
}

function isTooMuch(decoded: DecodedUpdate, limits: Limits): boolean {
	let deletes = 0;
	for (const ranges of decoded.ds.clients.values()) deletes += ranges.length;
	return decoded.structs.length > limits.updateStructs || deletes > limits.updateDeletes;
}

const isEmpty = (decoded: DecodedUpdate): boolean =>
	decoded.structs.length === 0 && decoded.ds.clients.size === 0;

/** Content the document has already is cut off: what is left can neither split nor contradict it. */
function newPart(update: Uint8Array, doc: Y.Doc, runs: ReadonlyMap<number, Run>, known: Known): Uint8Array {
	const overlaps = [...runs.values()].some((run) => run.from < known(run.client));
	return overlaps ? Y.diffUpdate(update, Y.encodeStateVector(doc)) : update;
}

function inspect(update: Uint8Array, doc: Y.Doc, limits: Limits): Verdict {
	const known: Known = (client) => Y.getState(doc.store, client);
	const whole = decodeChecked(update);
	if (isTooMuch(whole, limits)) return refuse('limit');
	const wholeRuns = runsOf(whole);
	if (wholeRuns.size > mostClients) return refuse('limit');
	if (hasEmptyDelete(whole)) return refuse('malformed');
	if (hasGap(whole, wholeRuns, known) || deletesFuture(whole, wholeRuns, known)) return refuse('resync');
	const part = newPart(update, doc, wholeRuns, known);
	const decoded = part === update ? whole : decodeChecked(part);
	if (isEmpty(decoded)) return { ok: true, update: null, clients: [] };
	const runs = part === update ? wholeRuns : runsOf(withoutSkips(decoded));
	if (!isComplete(runs, known)) return refuse('resync');
	checkPlaces(doc, runs, limits);
	if (conflictSteps(doc, runs, limits.conflictSteps) >= limits.conflictSteps) return refuse('limit');
	return { ok: true, update: part, clients: [...runs.keys()] };
}

/**
 * Judges one update against the room's document before it may touch it. Never throws and changes nothing. An
 * update that passes leaves nothing pending. This is the one place to harden: whatever replaces it keeps the type.
 */
export function inspectUpdate(update: Uint8Array, doc: Y.Doc, limits: Limits): Verdict {
	try {
		return inspect(update, doc, limits);
	} catch (error) {
		// Decoding hostile bytes throws whatever lib0 and Yjs throw; all of it means the same.
		return refuse(error instanceof BadUpdate || error instanceof Error ? 'malformed' : 'limit');
	}
}
