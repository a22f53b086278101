import type { CaseRow } from '#lib/api/shapes.ts';
import { elapsed } from './elapsed.ts';

/** In these stages somebody owes an answer; in the others a center simply has the patient. */
const answerOwed: ReadonlySet<CaseRow['stage']> = new Set([
	'referred',
	'returned',
	'referred-back',
	'declined',
]);

/** True when a center waits for this center to answer, false when it waits for another; null when nobody owes an answer. */
export function owedByUs(row: CaseRow, mine: ReadonlySet<string>): boolean | null {
	if (row.waitingOn === null || !answerOwed.has(row.stage)) return null;
	return mine.has(row.waitingOn.centerId);
}

export interface Court {
	label: 'Waiting on' | 'With';
	center: string;
	/** How long; empty when nobody owes an answer. */
	since: string;
	loud: boolean;
}

/** Who has the case now, in words; null when it is still at home. */
export function courtOf(
	row: CaseRow,
	{ mine, now }: { mine: ReadonlySet<string>; now: number },
): Court | null {
	if (row.waitingOn === null) return null;
	const { centerId, centerName, since } = row.waitingOn;
	const center = mine.has(centerId) ? 'your center' : centerName;
	const owed = owedByUs(row, mine);
	if (owed === null) return { label: 'With', center, since: '', loud: false };
	return { label: 'Waiting on', center, since: elapsed(new Date(since).getTime(), now), loud: owed };
}
