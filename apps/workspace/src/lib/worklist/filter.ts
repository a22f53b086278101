import type { CaseRow } from '#lib/api/shapes.ts';
import { owedByUs } from './court.ts';
import { stageLabels, type Stage } from './stage.ts';

/** What the worklist is narrowed to. It lives in the address, so that a list can be bookmarked and sent on. */
export interface Filter {
	court: 'ours' | 'theirs' | null;
	stop: boolean;
	stage: Stage | null;
	closed: boolean;
}

const isStage = (text: string): text is Stage => Object.hasOwn(stageLabels, text);

/** Reads a filter; anything that is not understood is left out, never guessed. */
export function readFilter(search: Pick<URLSearchParams, 'get'>): Filter {
	const court = search.get('court');
	const stage = search.get('stage') ?? '';
	return {
		court: court === 'ours' || court === 'theirs' ? court : null,
		stop: search.get('findings') === 'stop',
		stage: isStage(stage) ? stage : null,
		closed: search.get('closed') === 'shown',
	};
}

/** The address of the worklist with this filter; `/` when nothing is narrowed. */
export function filterHref(filter: Filter): string {
	const search = new URLSearchParams();
	if (filter.court !== null) search.set('court', filter.court);
	if (filter.stop) search.set('findings', 'stop');
	if (filter.stage !== null) search.set('stage', filter.stage);
	if (filter.closed) search.set('closed', 'shown');
	const text = search.toString();
	return text === '' ? '/' : `/?${text}`;
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * True when every word of the text is in the name, record number or question. The text never goes into the address:
 * addresses are kept by browsers and logs, and a name there would say who is a patient.
 */
export function speaksOf(row: CaseRow, text: string): boolean {
	const { familyName, givenName, mrn } = row.patient;
	const haystack = plain(
		[familyName, givenName, mrn, row.question].filter((part) => part !== null).join(' '),
	);
	return plain(text)
		.split(/[\s,]+/)
		.every((word) => haystack.includes(word));
}

function inCourt(row: CaseRow, court: Filter['court'], mine: ReadonlySet<string>): boolean {
	if (court === null) return true;
	return owedByUs(row, mine) === (court === 'ours');
}

/** A case that could not be judged is kept among those with a stop: nothing says that it has none. */
const hasStop = (row: CaseRow): boolean => row.findings === null || row.findings.critical > 0;

/** True when the row stays on the narrowed list. Closed cases are hidden unless asked for. */
export function passes(row: CaseRow, filter: Filter, mine: ReadonlySet<string>): boolean {
	const over = row.stage === 'closed' || row.stage === 'declined';
	if (over && !filter.closed && filter.stage !== row.stage) return false;
	if (filter.stage !== null && row.stage !== filter.stage) return false;
	if (filter.stop && !hasStop(row)) return false;
	return inCourt(row, filter.court, mine);
}
