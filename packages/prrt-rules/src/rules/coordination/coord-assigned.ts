import { paper, type Rule } from '../../rule.ts';
import { dutyRule, dutyVerdict } from './duty.ts';

const duty = {
	path: 'coordination.careCoordinator',
	label: 'The care coordinator',
	done: 'A care coordinator is designated.',
	open: 'No care coordinator is designated.',
	askRole: 'primaryOncologist',
} as const;

/** S59: a care coordinator is designated. */
export const coordAssigned: Rule = {
	...dutyRule,
	id: 'COORD-ASSIGNED',
	title: 'Care coordinator',
	source: paper('Treatment', 'best practice includes the designation of a care coordinator'),
	reads: [duty.path],
	policyKeys: [],
	judge: ({ facts }) => [dutyVerdict(duty, facts.coordination.careCoordinator)],
};
