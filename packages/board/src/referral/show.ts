import { dateOfWhen, isWhen, singleValue, type CaseRecord, type PlainDate } from '@consilium/case-model';
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
	/** The day the checklist is judged for: asked for, else of the referral, else the next dose as planned on the board. */
	plannedTreatmentOn: PlainDate | null;
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

/** The day of the next dose as both centers planned it on the board; null while nobody has. */
function plannedOnBoard(record: CaseRecord): PlainDate | null {
	const planned = singleValue(record, 'plan', 'nextDoseAt');
	return isWhen(planned) ? dateOfWhen(planned) : null;
}

/** The referral of a case as a person may see it: readiness, preview, history and the moves they could make. */
export async function referralPage(
	board: Board,
	actor: CaseActor,
	askedFor?: PlainDate,
): Promise<ReferralPage> {
	const { db } = board.store;
	const { caseId, timeZone } = actor;
	const referral = await currentReferral(db, caseId);
	const view = await viewOf(db, caseId);
	const { evaluation } = judge(view, { timeZone, asOf: dayIn(board.now(), timeZone) });
	const eligibility = evaluation.findings.filter((finding) => finding.ruleId.startsWith('ELIG-'));
	const count = (status: string) => eligibility.filter((finding) => finding.status === status).length;
	const plannedTreatmentOn = askedFor ?? referral?.plannedTreatmentOn ?? plannedOnBoard(view.record);
	return {
		referral,
		plannedTreatmentOn,
		checklist: await checklistOf(board, actor, plannedTreatmentOn),
		preview: {
			eligibility: evaluation.decisions.eligibility,
			notMet: count('not-met'),
			cannotTell: count('cannot-determine'),
		},
		may: movesOf(actor, referral),
	};
}
