import type { Action } from '../permission/table.ts';

export const referralStates = [
	'sent',
	'returned',
	'accepted',
	'declined',
	'referred-back',
	'acknowledged',
] as const;
export type ReferralState = (typeof referralStates)[number];

export const referralMoves = [
	'send',
	'accept',
	'return',
	'resend',
	'decline',
	'referBack',
	'acknowledge',
] as const;
export type ReferralMove = (typeof referralMoves)[number];

/** One row of the machine. `by` is the center whose move it is; `court` has the ball afterwards. */
export interface Transition {
	move: ReferralMove;
	/** Null: there is no open referral. */
	from: ReferralState | null;
	to: ReferralState;
	by: 'from' | 'to';
	action: Action;
	court: 'from' | 'to' | 'nobody';
	/** Whether the originating center may still write the `referral` room afterwards. */
	referralRoom: 'open' | 'locked';
	/** Whether the receiving center's people are on the case afterwards. */
	receiver: 'on' | 'off';
}

/** The whole machine as data. What has no row here is refused. */
export const transitions: readonly Transition[] = [
	{
		move: 'send',
		from: null,
		to: 'sent',
		by: 'from',
		action: 'sendReferral',
		court: 'to',
		referralRoom: 'locked',
		receiver: 'on',
	},
	{
		move: 'accept',
		from: 'sent',
		to: 'accepted',
		by: 'to',
		action: 'acceptReferral',
		court: 'to',
		referralRoom: 'locked',
		receiver: 'on',
	},
	{
		move: 'return',
		from: 'sent',
		to: 'returned',
		by: 'to',
		action: 'returnReferral',
		court: 'from',
		referralRoom: 'open',
		receiver: 'on',
	},
	{
		move: 'decline',
		from: 'sent',
		to: 'declined',
		by: 'to',
		action: 'declineReferral',
		court: 'from',
		referralRoom: 'open',
		receiver: 'off',
	},
	{
		move: 'resend',
		from: 'returned',
		to: 'sent',
		by: 'from',
		action: 'sendReferral',
		court: 'to',
		referralRoom: 'locked',
		receiver: 'on',
	},
	{
		move: 'referBack',
		from: 'accepted',
		to: 'referred-back',
		by: 'to',
		action: 'signReferralBack',
		court: 'from',
		referralRoom: 'locked',
		receiver: 'on',
	},
	{
		move: 'acknowledge',
		from: 'referred-back',
		to: 'acknowledged',
		by: 'from',
		action: 'acknowledgeReferralBack',
		court: 'nobody',
		referralRoom: 'locked',
		receiver: 'on',
	},
];

const terminal: ReadonlySet<ReferralState> = new Set(['declined', 'acknowledged']);

/** After these a new referral of the same case may be sent. */
export const isOver = (state: ReferralState): boolean => terminal.has(state);

/** The row that a move takes from a state; null when the machine has none. */
export function transitionOf(move: ReferralMove, state: ReferralState | null): Transition | null {
	const from = state !== null && move === 'send' && isOver(state) ? null : state;
	return transitions.find((row) => row.move === move && row.from === from) ?? null;
}

const stateWords: Record<ReferralState, string> = {
	sent: 'has been sent and waits for an answer',
	returned: 'was returned for information',
	accepted: 'has been accepted',
	declined: 'was declined',
	'referred-back': 'has been referred back and waits to be acknowledged',
	acknowledged: 'is closed: the referral-back was acknowledged',
};

/** Why a move is refused in a state, as a sentence. */
export function whyNot(state: ReferralState | null): string {
	return state === null ? 'No referral of this case has been sent.' : `The referral ${stateWords[state]}.`;
}

/** Which of the two centers has the ball. */
export function courtOf(state: ReferralState): 'from' | 'to' | 'nobody' {
	return transitions.find((row) => row.to === state)?.court ?? 'nobody';
}
