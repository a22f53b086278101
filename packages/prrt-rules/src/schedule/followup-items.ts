import { addMonthsClamped } from '@consilium/case-model';
import type { Chart } from '../chart/chart.ts';
import type { Finding, Window } from '../finding.ts';
import { completedBy, stateBetween, type DueItem } from './due-item.ts';
import type { FindingOf } from './schedule.ts';

const states: Partial<Record<string, DueItem['state']>> = {
	'not-due': 'upcoming',
	due: 'open',
	overdue: 'overdue',
	incomplete: 'open',
	done: 'done',
	open: 'open',
};

const dates = ({ dueOn, windowStart, windowEnd }: Window): Pick<DueItem, 'dueOn' | 'from' | 'through'> => ({
	...(dueOn === undefined ? {} : { dueOn }),
	...(windowStart === undefined ? {} : { from: windowStart }),
	...(windowEnd === undefined ? {} : { through: windowEnd }),
});

type Named = Pick<DueItem, 'id' | 'kind' | 'label' | 'owner'>;

function itemOf(finding: Finding | undefined, named: Named): DueItem[] {
	const state = finding && states[finding.status];
	if (!finding || state === undefined) return [];
	return [
		{
			...named,
			state,
			...dates(finding.window ?? {}),
			findingKey: finding.key,
			evidence: state === 'done' ? completedBy(finding) : [],
			conflicts: [],
		},
	];
}

function receptorPet(chart: Chart): DueItem[] {
	const { lastDose } = chart;
	if (!lastDose || !chart.ended) return [];
	const from = addMonthsClamped(lastDose.date, chart.policy.sstrPetMonths);
	return [
		{
			id: 'receptor-pet',
			kind: 'receptor-pet',
			label: 'Receptor PET for response not before',
			owner: 'nuclearMedicine',
			state: stateBetween(chart.today, from, undefined),
			from,
			evidence: [],
			conflicts: [],
		},
	];
}

function maintenance(findingOf: FindingOf): DueItem[] {
	const finding = findingOf('LAR-MAINTENANCE');
	const { dueOn, limit } = finding?.window ?? {};
	if (dueOn !== undefined && limit !== undefined && dueOn > limit) return [];
	return itemOf(finding, {
		id: 'lar-maintenance',
		kind: 'lar-maintenance',
		label: 'Maintenance octreotide LAR',
		owner: 'primaryOncologist',
	});
}

/** What is due by the calendar after doses and after the course. */
export const followupItems = (chart: Chart, findingOf: FindingOf): DueItem[] => [
	...itemOf(findingOf('IMG-CT-MRI-3M'), {
		id: 'ct-mri',
		kind: 'ct-mri',
		label: 'CT or MRI',
		owner: 'primaryOncologist',
	}),
	...itemOf(findingOf('LAB-POST-5W'), {
		id: 'labs-after-treatment',
		kind: 'labs-after-treatment',
		label: 'Blood tests after treatment',
		owner: 'primaryOncologist',
	}),
	...receptorPet(chart),
	...maintenance(findingOf),
	...itemOf(findingOf('REF-BACK'), {
		id: 'referral-back',
		kind: 'referral-back',
		label: 'Referral back to the primary oncologist',
		owner: 'netSpecialist',
	}),
];
