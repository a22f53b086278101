import { paper, type Rule } from '../../rule.ts';
import { dutyRule, dutyVerdict } from './duty.ts';

const duty = {
	path: 'coordination.postTreatmentTestsAgreed',
	label: 'Whether the tests after treatment are agreed',
	done: 'The tests required after treatment are agreed.',
	open: 'The tests required after treatment are not agreed.',
	askRole: 'netSpecialist',
} as const;

/** S30: the tests after treatment are agreed. */
export const refPosttxTestsAgreed: Rule = {
	...dutyRule,
	id: 'REF-POSTTX-TESTS-AGREED',
	title: 'Tests after treatment agreed',
	source: paper(
		'Summary and best practices',
		'Establish who will be responsible for SSA injections during treatment and what tests are required after treatment',
	),
	reads: [duty.path],
	policyKeys: [],
	judge: ({ facts }) => [dutyVerdict(duty, facts.coordination.postTreatmentTestsAgreed)],
};
