import { paper, type Rule } from '../../rule.ts';
import { dutyRule, dutyVerdict } from './duty.ts';

const duty = {
	path: 'coordination.resultsTransferRoute',
	label: 'How results and scans are transferred',
	done: 'How results and scans are transferred is agreed.',
	open: 'How results and scans are transferred is not agreed.',
	askRole: 'careCoordinator',
} as const;

/** S31: the route of laboratory results and scans is agreed. */
export const refDataTransfer: Rule = {
	...dutyRule,
	id: 'REF-DATA-TRANSFER',
	title: 'Route of results',
	source: paper(
		'Summary and best practices',
		'Ascertain how the laboratory tests and scans are transferred from primary to NET specialist or treating physicians',
	),
	reads: [duty.path],
	policyKeys: [],
	judge: ({ facts }) => [dutyVerdict(duty, facts.coordination.resultsTransferRoute)],
};
