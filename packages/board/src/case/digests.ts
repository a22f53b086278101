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

interface Version {
	seqs: Record<string, number>;
	updatedAt: Date | null;
}

const versionOf = ({ seqs, updatedAt }: Version, timeZone: string, asOf: string): string =>
	JSON.stringify([seqs, updatedAt, timeZone, asOf]);

/** Lets whatever else waits in this process run, once this work has had its turn. */
function turns(): () => Promise<void> {
	let began = performance.now();
	return async () => {
		if (performance.now() - began < turnMs) return;
		await setImmediate();
		began = performance.now();
	};
}

/** Those whose kept digest still holds, straight from memory. */
async function remembered(
	store: Store,
	cases: readonly AskedCase[],
	now: Date,
): Promise<Map<string, Digested>> {
	const memory = memoryOf(store);
	const ids = cases.map(({ caseId }) => caseId);
	const versions = await viewVersionsOf(store.db, ids);
	return new Map(
		cases.flatMap(({ caseId, timeZone }): [string, Digested][] => {
			const kept = memory.get(caseId);
			const version = versions(caseId);
			if (kept?.version !== versionOf(version, timeZone, dayIn(now, timeZone))) return [];
			keep(memory, caseId, kept);
			return [[caseId, { digest: kept.digest, updatedAt: version.updatedAt }]];
		}),
	);
}

/** Reads and judges; the version that is kept is that of the very record that was judged. */
async function* drawn(
	store: Store,
	cases: readonly AskedCase[],
	now: Date,
): AsyncGenerator<[string, Digested]> {
	const memory = memoryOf(store);
	const turn = turns();
	for (let from = 0; from < cases.length; from += batch) {
		const part = cases.slice(from, from + batch);
		const ids = part.map(({ caseId }) => caseId);
		const viewOf = await plainViewsOf(store.db, ids);
		for (const { caseId, timeZone } of part) {
			const view = viewOf(caseId);
			const asOf = dayIn(now, timeZone);
			const digest = digestOf(view, { timeZone, asOf });
			keep(memory, caseId, { version: versionOf(view, timeZone, asOf), digest });
			yield [caseId, { digest, updatedAt: view.updatedAt }];
			await turn();
		}
	}
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
	const digests = await remembered(store, cases, now);
	const stale = cases.filter(({ caseId }) => !digests.has(caseId));
	for await (const [caseId, digested] of drawn(store, stale, now)) digests.set(caseId, digested);
	return digests;
}
