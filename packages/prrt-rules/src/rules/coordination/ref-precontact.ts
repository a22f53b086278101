import { paper, type Rule } from '../../rule.ts';
import { dutyRule, dutyVerdict } from './duty.ts';

const duty = {
	path: 'coordination.specialistContactedOn',
	label: 'The day the NET specialist was contacted',
	done: 'The NET specialist was contacted before the referral.',
	open: 'No contact with the NET specialist before referral is recorded.',
	askRole: 'primaryOncologist',
} as const;

/** S27, S28: the specialist is contacted before the referral. */
export const refPrecontact: Rule = {
	...dutyRule,
	id: 'REF-PRECONTACT',
	title: 'Contact before referral',
	source: paper(
		'Summary and best practices',
		'Contact NET specialists before referral to discuss your patient',
	),
	reads: [duty.path],
	policyKeys: [],
	judge: ({ facts }) => [dutyVerdict(duty, facts.coordination.specialistContactedOn)],
};
