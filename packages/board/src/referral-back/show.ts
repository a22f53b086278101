import { changedSince } from '@consilium/handoff';
import type { CaseActor } from '../access/case-access.ts';
import { may } from '../access/case-access.ts';
import type { Board } from '../board.ts';
import { decideMove } from '../referral/decide.ts';
import { currentReferral, type Referral } from '../referral/referral.ts';
import { whyNotWriter } from './commands.ts';
import { composeNow } from './compose.ts';
import { referralBacksOf, type ReferralBack } from './referral-back.ts';

export interface ReferralBackPage {
	current: ReferralBack | null;
	earlier: ReferralBack[];
	/** What a draft says that the board no longer says; the draft itself is left alone. */
	changedFacts: string[];
	may: { generate: boolean; edit: boolean; sign: boolean; acknowledge: boolean };
}

function mayOn(
	actor: CaseActor,
	referral: Referral | null,
	current: ReferralBack | null,
): ReferralBackPage['may'] {
	if (!referral) return { generate: false, edit: false, sign: false, acknowledge: false };
	const { state, fromCenter, toCenter } = referral;
	const places = { state, fromCenterId: fromCenter.id, toCenterId: toCenter.id };
	const writes = whyNotWriter(actor, referral) === null && state === 'accepted';
	const draft = current?.state === 'draft' && current.referralId === referral.id;
	return {
		generate: writes,
		edit: writes && draft,
		sign: draft && may(actor, 'signReferralBack') && decideMove({ move: 'referBack', actor, ...places }).ok,
		acknowledge:
			current?.state === 'signed' &&
			current.referralId === referral.id &&
			decideMove({ move: 'acknowledge', actor, ...places }).ok,
	};
}

/** The referral-back of a case as a person may see it. Drafts are for the center that writes them. */
export async function referralBackPage(board: Board, actor: CaseActor): Promise<ReferralBackPage> {
	const { db } = board.store;
	const referral = await currentReferral(db, actor.caseId);
	const all = (await referralBacksOf(db, actor.caseId)).filter(
		(one) => one.state !== 'draft' || one.fromCenterId === actor.centerId,
	);
	const [current = null, ...earlier] = all;
	const fresh = referral && current?.state === 'draft' ? await composeNow(board, actor, referral) : null;
	return {
		current,
		earlier,
		changedFacts: current && fresh ? changedSince(current.document, fresh.document) : [],
		may: mayOn(actor, referral, current),
	};
}
