import { may, type CaseActor } from '../access/case-access.ts';
import { done, refused, type Outcome } from '../refused.ts';
import { transitionOf, whyNot, type ReferralMove, type ReferralState, type Transition } from './machine.ts';

export interface MoveRequest {
	move: ReferralMove;
	actor: CaseActor;
	/** Null: no referral of this case was ever sent. */
	state: ReferralState | null;
	fromCenterId: string;
	toCenterId: string;
}

/** Whether a person may make a move on a referral as it stands, and where that leads. Pure. */
export function decideMove({
	move,
	actor,
	state,
	fromCenterId,
	toCenterId,
}: MoveRequest): Outcome<Transition> {
	const transition = transitionOf(move, state);
	if (!transition) return refused('wrong-state', whyNot(state));
	const wanted = transition.by === 'from' ? fromCenterId : toCenterId;
	if (actor.centerId !== wanted || !may(actor, transition.action))
		return refused('not-allowed', 'Your role on this case does not include this step.');
	return done(transition);
}

/** Which moves a person could make now, for a page that shows its verbs. */
export function possibleMoves(request: Omit<MoveRequest, 'move'>): Record<ReferralMove, boolean> {
	const can = (move: ReferralMove) => decideMove({ ...request, move }).ok;
	return {
		send: can('send'),
		accept: can('accept'),
		return: can('return'),
		resend: can('resend'),
		decline: can('decline'),
		referBack: can('referBack'),
		acknowledge: can('acknowledge'),
	};
}
