import { paper, type Rule } from '../../rule.ts';
import { afterCourse, dutyRule, dutyVerdict } from './duty.ts';

const duty = {
	path: 'coordination.scanTimingSentOn',
	label: 'The day the timing of follow-up scans was sent',
	done: 'The recommended timing of follow-up scans was sent.',
	open: 'No recommendation for the timing of follow-up scans is recorded.',
	askRole: 'netSpecialist',
} as const;

/** S71: the specialist sends the timing of follow-up scans. */
export const refScanTimingSent: Rule = {
	...dutyRule,
	id: 'REF-SCAN-TIMING-SENT',
	title: 'Timing of follow-up scans',
	source: paper(
		'Posttreatment care',
		'send a recommendation for the timing of ordering follow-up scans to the referring physician',
	),
	reads: [duty.path, 'course.status', 'doses[].n', 'plan.nextDoseAt'],
	policyKeys: [],
	judge: (chart) => [afterCourse(chart, () => dutyVerdict(duty, chart.facts.coordination.scanTimingSentOn))],
};
