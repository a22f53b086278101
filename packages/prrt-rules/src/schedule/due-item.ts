import { dateOfWhen, type PlainDate, type When } from '@consilium/case-model';
import type { AskRole, Finding } from '../finding.ts';

export type DueKind =
	| 'dose'
	| 'receptor-study'
	| 'washout-long-acting'
	| 'washout-short-acting'
	| 'labs-before-dose'
	| 'antiemetic'
	| 'amino-acids'
	| 'lar-after-dose'
	| 'precautions'
	| 'routine-draws'
	| 'ct-mri'
	| 'labs-after-treatment'
	| 'receptor-pet'
	| 'lar-maintenance'
	| 'referral-back';

export interface Conflict {
	/** The id of the item it collides with, or the key of the finding that says so. */
	with: string;
	why: string;
}

/** One thing to be done or observed, with the days it may be done on and who owns it. */
export interface DueItem {
	/** Stable across evaluations: the kind, and the dose number where there is one. */
	id: string;
	kind: DueKind;
	label: string;
	owner: AskRole;
	state: 'upcoming' | 'open' | 'overdue' | 'done';
	dueOn?: When;
	from?: When;
	through?: When;
	/** The finding whose window this is. */
	findingKey?: string;
	/** What on record shows that it is done. */
	evidence: { path: string; id?: string; at?: When }[];
	conflicts: Conflict[];
}

/** Upcoming before its first day, open through its last one, overdue after it. */
export function stateBetween(
	today: PlainDate,
	from: When | undefined,
	through: When | undefined,
): 'upcoming' | 'open' | 'overdue' {
	if (from !== undefined && today < dateOfWhen(from)) return 'upcoming';
	return through !== undefined && today > dateOfWhen(through) ? 'overdue' : 'open';
}

/** What a finding used, as evidence of completion. */
export const completedBy = (finding: Finding | undefined): DueItem['evidence'] =>
	(finding?.evidence ?? [])
		.filter((row) => row.used === 'decisive')
		.map((row) => ({
			path: row.path,
			...(row.id === undefined ? {} : { id: row.id }),
			...(row.at === undefined ? {} : { at: row.at }),
		}));
