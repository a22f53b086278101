import { paper, type Rule } from '../../rule.ts';
import { dutyRule, dutyVerdict } from './duty.ts';

const duty = {
	path: 'coordination.ssaResponsible',
	label: 'Who is responsible for somatostatin analog injections',
	done: 'Who gives the somatostatin analog injections is agreed.',
	open: 'Who gives the somatostatin analog injections is not agreed.',
	askRole: 'careCoordinator',
} as const;

/** S30, S41: who is responsible for the injections is agreed. */
export const refSsaOwner: Rule = {
	...dutyRule,
	id: 'REF-SSA-OWNER',
	title: 'Responsible for injections',
	source: paper(
		'Summary and best practices',
		'Establish who will be responsible for SSA injections during treatment and what tests are required after treatment',
	),
	reads: [duty.path],
	policyKeys: [],
	judge: ({ facts }) => [dutyVerdict(duty, facts.coordination.ssaResponsible)],
};
