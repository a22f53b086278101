import type { ChecklistItem } from '@consilium/handoff';
import type { CaseActor } from '../access/case-access.ts';
import type { Board } from '../board.ts';
import { checklistOf } from '../case/checklist.ts';
import { dayIn, judge } from '../case/judge.ts';
import { viewOf } from '../case/view.ts';
import { possibleMoves } from './decide.ts';
import type { ReferralMove } from './machine.ts';
import { currentReferral, type Referral } from './referral.ts';

export interface ReferralPage {
	referral: Referral | null;
	checklist: ChecklistItem[];
	/** What the receiving center's rules would say now. */
	preview: { eligibility: string; notMet: number; cannotTell: number };
	may: Record<ReferralMove, boolean>;
}

function movesOf(actor: CaseActor, referral: Referral | null): Record<ReferralMove, boolean> {
	return possibleMoves({
		actor,
		state: referral?.state ?? null,
		fromCenterId: referral?.fromCenter.id ?? actor.originCenterId,
		toCenterId: referral?.toCenter.id ?? '',
	});
}

/** The referral of a case as a person may see it: readiness, preview, history and the moves they could make. */
export async function referralPage(
	board: Board,
	actor: CaseActor,
	plannedTreatmentOn?: string,
): Promise<ReferralPage> {
	const { db } = board.store;
	const { caseId, timeZone } = actor;
	const referral = await currentReferral(db, caseId);
	const view = await viewOf(db, caseId);
	const { evaluation } = judge(view, { timeZone, asOf: dayIn(board.now(), timeZone) });
	const eligibility = evaluation.findings.filter((finding) => finding.ruleId.startsWith('ELIG-'));
	const count = (status: string) => eligibility.filter((finding) => finding.status === status).length;
	return {
		referral,
		checklist: await checklistOf(board, actor, plannedTreatmentOn ?? referral?.plannedTreatmentOn ?? null),
		preview: {
			eligibility: evaluation.decisions.eligibility,
			notMet: count('not-met'),
			cannotTell: count('cannot-determine'),
		},
		may: movesOf(actor, referral),
	};
}
