import { checklist, type ChecklistItem } from '@consilium/handoff';
import type { CaseActor } from '../access/case-access.ts';
import type { Board } from '../board.ts';
import { dayIn, judge } from './judge.ts';
import { viewOf } from './view.ts';

/** What a referral of this case has, lacks or has let grow old, judged for the day of treatment. */
export async function checklistOf(
	board: Board,
	actor: CaseActor,
	plannedTreatmentOn: string | null,
): Promise<ChecklistItem[]> {
	const view = await viewOf(board.store.db, actor.caseId);
	const asOf = dayIn(board.now(), actor.timeZone);
	const { evaluation } = judge(view, { timeZone: actor.timeZone, asOf });
	const conflicted = new Set(view.conflicts.map(({ path }) => path));
	return checklist({ record: view.record, evaluation, plannedTreatmentOn, conflicted });
}
