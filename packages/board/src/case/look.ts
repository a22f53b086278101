import { appendAudit } from '@consilium/store';
import type { CaseActor } from '../access/case-access.ts';
import type { Board } from '../board.ts';

/** What somebody looked at. A page asks again and again: one row tells of a quarter of an hour. */
export type Look = 'case.read' | 'case.join';

const quietMs = 15 * 60_000;
const mostKept = 10_000;

const lately = new WeakMap<Board['store'], Map<string, number>>();

function seenIn(store: Board['store']): Map<string, number> {
	const seen = lately.get(store) ?? new Map<string, number>();
	lately.set(store, seen);
	return seen;
}

function remember(seen: Map<string, number>, key: string, at: number): void {
	seen.delete(key);
	seen.set(key, at);
	const [oldest] = seen.keys();
	if (seen.size > mostKept && oldest !== undefined) seen.delete(oldest);
}

/**
 * Writes who looked at a case into the chain of their center, before anything is shown. Kept in this process only: after
 * a restart a look is told once more, never once less.
 */
export async function noteLook(
	{ store, now }: Pick<Board, 'store' | 'now'>,
	{ personId, centerId, caseId }: Pick<CaseActor, 'personId' | 'centerId' | 'caseId'>,
	look: Look,
): Promise<void> {
	const seen = seenIn(store);
	const key = `${look} ${personId} ${caseId} ${centerId}`;
	const at = now().getTime();
	const last = seen.get(key);
	if (last !== undefined && at - last < quietMs) return;
	await appendAudit(store.db, { centerId, personId, action: look, caseId, detail: {} });
	remember(seen, key, at);
}
