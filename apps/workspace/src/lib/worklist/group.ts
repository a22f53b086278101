import { dateOfWhen, daysBetween, type PlainDate } from '@consilium/case-model';
import type { CaseRow } from '#lib/api/shapes.ts';
import { owedByUs } from './court.ts';
import type { Stage } from './stage.ts';

/** The groups of the worklist, in the order in which they are read. */
export const groups = [
	{ id: 'ours', label: 'Needs action here' },
	{ id: 'theirs', label: 'Waiting on others' },
	{ id: 'scheduled', label: 'Scheduled' },
	{ id: 'treatment', label: 'In treatment' },
	{ id: 'preparing', label: 'Being prepared' },
	{ id: 'followUp', label: 'Follow-up' },
	{ id: 'closed', label: 'Closed' },
] as const;
export type GroupId = (typeof groups)[number]['id'];

export interface Place {
	group: GroupId;
	/** Why the case needs somebody at this center; empty in the other groups. */
	why: string;
}

export interface Viewpoint {
	/** The reader's centers. */
	mine: ReadonlySet<string>;
	today: PlainDate;
}

const doseIsNear = (row: CaseRow, today: PlainDate): boolean => {
	if (row.nextDoseAt === null) return false;
	const days = daysBetween(today, dateOfWhen(row.nextDoseAt));
	return days >= 0 && days <= 14;
};

const stops = (row: CaseRow): number => row.findings?.critical ?? 0;
const isOver = (row: CaseRow): boolean => row.stage === 'closed' || row.stage === 'declined';

const owedWords: Partial<Record<Stage, string>> = {
	referred: 'Answer the referral',
	returned: 'Information is asked for',
	'referred-back': 'Acknowledge the referral-back',
};

function needed(row: CaseRow, at: Viewpoint): string | null {
	if (owedByUs(row, at.mine) === true) return owedWords[row.stage] ?? 'Your center’s turn';
	if (stops(row) > 0 && doseIsNear(row, at.today)) return 'Stop finding before a dose that is near';
	return null;
}

function planned(row: CaseRow, today: PlainDate): GroupId {
	if (row.nextDoseAt !== null && dateOfWhen(row.nextDoseAt) >= today) return 'scheduled';
	if (row.stage === 'in-treatment') return 'treatment';
	return row.stage === 'referred-back' ? 'followUp' : 'preparing';
}

/** Where a case stands on the reader's worklist. A case that is over never asks for action. */
export function placeOf(row: CaseRow, at: Viewpoint): Place {
	if (isOver(row)) return { group: 'closed', why: '' };
	const why = needed(row, at);
	if (why !== null) return { group: 'ours', why };
	if (owedByUs(row, at.mine) === false) return { group: 'theirs', why: '' };
	return { group: planned(row, at.today), why: '' };
}

function urgency(a: CaseRow, b: CaseRow): number {
	if (stops(a) !== stops(b)) return stops(b) - stops(a);
	const [first, second] = [a.nextDoseAt ?? '9999', b.nextDoseAt ?? '9999'];
	if (first !== second) return first < second ? -1 : 1;
	return a.caseId < b.caseId ? -1 : 1;
}

export interface Group {
	id: GroupId;
	label: string;
	rows: { row: CaseRow; why: string }[];
}

/** The whole list in groups, most urgent first; groups without a case are left out. */
export function grouped(rows: readonly CaseRow[], at: Viewpoint): Group[] {
	const placed = rows.map((row) => ({ row, ...placeOf(row, at) }));
	return groups
		.map(({ id, label }) => ({
			id,
			label,
			rows: placed
				.filter((item) => item.group === id)
				.toSorted((a, b) => urgency(a.row, b.row))
				.map(({ row, why }) => ({ row, why })),
		}))
		.filter((group) => group.rows.length > 0);
}
