import type { When } from '@consilium/case-model';
import type { AskRole } from '../finding.ts';

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

/** One thing to be done, with the days it may be done on and who owns it. Dates come from the findings' windows. */
export interface DueItem {
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
	evidence?: { path: string; id?: string; at?: When }[];
	/** Ids of items it collides with, and why. */
	conflicts: { with: string; why: string }[];
}
