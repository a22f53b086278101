/** Why a center declines: coded, in plain words. */
export const declineReasons = [
	{ value: 'not-a-candidate', label: 'Not a candidate for the treatment' },
	{ value: 'needs-other-treatment-first', label: 'Other treatment comes first' },
	{ value: 'no-capacity', label: 'No capacity in the needed time' },
	{ value: 'outside-service', label: 'Outside what this center offers' },
	{ value: 'patient-preference', label: 'The patient prefers otherwise' },
	{ value: 'other', label: 'Another reason' },
] as const;

const verbs: Record<string, string> = {
	sent: 'sent the referral',
	resent: 'sent the referral again',
	returned: 'returned it for information',
	'returned-for-information': 'returned it for information',
	accepted: 'accepted the referral',
	declined: 'declined the referral',
	'referred-back': 'referred the patient back',
	acknowledged: 'acknowledged the referral-back',
};

/** What somebody did, as the words that follow a name; an unknown kind is shown as it is. */
export const eventWords = (kind: string): string => verbs[kind] ?? kind;

/** `1 not met, 2 cannot tell` in words that say what it means for the sender. */
export function previewWords(preview: { notMet: number; cannotTell: number }): string {
	if (preview.notMet === 0 && preview.cannotTell === 0)
		return 'If sent now: nothing is unmet and nothing is missing.';
	return `If sent now: ${preview.notMet} not met, ${preview.cannotTell} cannot tell.`;
}
