import type { Inputs, Referral } from '#lib/api/shapes.ts';

type DeclineReason = Inputs['referrals']['decline']['reason'];

const declineWords: Record<DeclineReason, string> = {
	'no-indication': 'No indication for the treatment',
	'medical-reason': 'A medical reason against it',
	'other-therapy-chosen': 'Another therapy comes first',
	'no-capacity': 'No capacity in the needed time',
	'out-of-area': 'Outside the area or service of this center',
	'patient-wish': 'The patient’s wish',
	other: 'Another reason',
};

/** Why a center declines: coded, in plain words. */
export const declineReasons = Object.entries(declineWords).map(([value, label]) => ({ value, label }));

export const isDeclineReason = (text: string): text is DeclineReason => Object.hasOwn(declineWords, text);

/** The words for a stored reason; one that is not in the list is shown as it is. */
export const reasonWords = (reason: string): string =>
	isDeclineReason(reason) ? declineWords[reason] : reason;

const deeds: Record<Referral['events'][number]['kind'], string> = {
	send: 'sent the referral',
	resend: 'sent it again',
	accept: 'accepted it',
	return: 'returned it for information',
	decline: 'declined it',
	referBack: 'referred the patient back',
	acknowledge: 'acknowledged the referral-back',
};

/** What somebody did, as the words that follow a name. */
export const deedWords = (kind: Referral['events'][number]['kind']): string => deeds[kind];

/** What the receiving center's rules would say, in words for the sender. */
export function previewWords(preview: { notMet: number; cannotTell: number }): string {
	if (preview.notMet === 0 && preview.cannotTell === 0)
		return 'If sent now: nothing is unmet, and nothing is missing to judge eligibility.';
	return `If sent now: ${preview.notMet} not met, ${preview.cannotTell} cannot tell.`;
}
