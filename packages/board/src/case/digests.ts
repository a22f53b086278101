import type { Store } from '@consilium/store';
import { setImmediate } from 'node:timers/promises';
import { digestOf, type CaseDigest } from './digest.ts';
import { dayIn } from './judge.ts';
import { plainViewsOf, viewVersionsOf } from './view.ts';

interface Kept {
	version: string;
	digest: CaseDigest;
}

/** Cases whose digest is kept in this process; the ones asked for longest ago go first. */
export const keptDigests = 2_000;
/** Records read from the store at a time, and how long (ms) rules may run before others get a turn. */
const batch = 25;
const turnMs = 20;

const memories = new WeakMap<Store, Map<string, Kept>>();

function memoryOf(store: Store): Map<string, Kept> {
	const memory = memories.get(store) ?? new Map<string, Kept>();
	memories.set(store, memory);
	return memory;
}

function keep(memory: Map<string, Kept>, caseId: string, kept: Kept): void {
	memory.delete(caseId);
	memory.set(caseId, kept);
	for (const oldest of memory.keys()) {
		if (memory.size <= keptDigests) return;
		memory.delete(oldest);
	}
}

interface AskedCase {
	caseId: string;
	timeZone: string;
}

export interface Digested {
	digest: CaseDigest;
	/** When the case was last projected; null when it never was. */
	updatedAt: Date | null;
}

/**
 * The digests of cases as of a moment. A digest is drawn anew only when the view of its case has another version or the
 * day at its center is another; only then is the record itself read.
 */
export async function digestsOf(
	store: Store,
	cases: readonly AskedCase[],
	now: Date,
): Promise<ReadonlyMap<string, Digested>> {
	const memory = memoryOf(store);
	const views = await viewVersionsOf(
		store.db,
		cases.map(({ caseId }) => caseId),
	);
	const asked = cases.map(({ caseId, timeZone }) => {
		const asOf = dayIn(now, timeZone);
		const { seqs, updatedAt } = views(caseId);
		return { caseId, timeZone, asOf, updatedAt, version: JSON.stringify([seqs, updatedAt, timeZone, asOf]) };
	});
	const digests = new Map<string, Digested>();
	const stale: typeof asked = [];
	for (const one of asked) {
		const kept = memory.get(one.caseId);
		if (kept?.version !== one.version) stale.push(one);
		else {
			keep(memory, one.caseId, kept);
			digests.set(one.caseId, { digest: kept.digest, updatedAt: one.updatedAt });
		}
	}
	let turn = performance.now();
	for (let from = 0; from < stale.length; from += batch) {
		const part = stale.slice(from, from + batch);
		const viewOf = await plainViewsOf(
			store.db,
			part.map(({ caseId }) => caseId),
		);
		for (const { caseId, timeZone, asOf } of part) {
			const view = viewOf(caseId);
			const { seqs, updatedAt } = view;
			const digest = digestOf(view, { timeZone, asOf });
			keep(memory, caseId, { version: JSON.stringify([seqs, updatedAt, timeZone, asOf]), digest });
			digests.set(caseId, { digest, updatedAt });
			if (performance.now() - turn < turnMs) continue;
			await setImmediate();
			turn = performance.now();
		}
	}
	return digests;
}
