import { paper, type Rule } from '../../rule.ts';
import { afterCourse, dutyRule, dutyVerdict } from './duty.ts';

const duty = {
	path: 'coordination.referredBackOn',
	label: 'The day of the referral back',
	done: 'The patient was referred back to the primary oncologist.',
	open: 'The course has ended; the patient is not yet referred back.',
	askRole: 'netSpecialist',
} as const;

/** S32, S33: after the course the patient is referred back. */
export const refBack: Rule = {
	...dutyRule,
	id: 'REF-BACK',
	title: 'Referral back',
	source: paper('Referral', 'patients should be referred back to the primary physician after'),
	reads: [duty.path, 'course.status', 'doses[].n', 'plan.nextDoseAt'],
	policyKeys: [],
	judge: (chart) => [afterCourse(chart, () => dutyVerdict(duty, chart.facts.coordination.referredBackOn))],
};
