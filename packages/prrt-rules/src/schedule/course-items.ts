import { addDays, addHours, isInstant, type When } from '@consilium/case-model';
import type { Chart } from '../chart/chart.ts';
import { eligibilityApplies } from '../rules/eligibility/applies.ts';
import { completedBy, stateBetween, type DueItem } from './due-item.ts';
import type { FindingOf } from './schedule.ts';

function doseItem(chart: Chart, findingOf: FindingOf): DueItem {
	const window = findingOf('SCHED-DOSE-INTERVAL')?.window;
	const from = window?.windowStart ?? chart.planned ?? undefined;
	const through = window?.windowEnd ?? chart.planned ?? undefined;
	const dueOn = chart.planned ?? window?.dueOn;
	return {
		id: `dose-${chart.given + 1}`,
		kind: 'dose',
		label: `Dose ${chart.given + 1}`,
		owner: 'nuclearMedicine',
		state: stateBetween(chart.today, from, through),
		...(dueOn === undefined ? {} : { dueOn }),
		...(from === undefined ? {} : { from }),
		...(through === undefined ? {} : { through }),
		findingKey: 'SCHED-DOSE-INTERVAL',
		evidence: [],
		conflicts: [],
	};
}

function receptorStudyItem(chart: Chart, findingOf: FindingOf): DueItem[] {
	const finding = findingOf('ELIG-SSTR-IMAGING-CURRENT');
	const through = finding?.window?.validThrough;
	if (!eligibilityApplies(chart) || through === undefined) return [];
	return [
		{
			id: 'receptor-study',
			kind: 'receptor-study',
			label: 'Receptor study valid through',
			owner: 'nuclearMedicine',
			state: stateBetween(chart.today, undefined, through) === 'overdue' ? 'overdue' : 'open',
			through,
			findingKey: 'ELIG-SSTR-IMAGING-CURRENT',
			evidence: completedBy(finding),
			conflicts: [],
		},
	];
}

function longActingItem(chart: Chart, findingOf: FindingOf): DueItem[] {
	const finding = findingOf('HOLD-SSA-LAR');
	const until = finding?.window?.earliestDose;
	if (until === undefined) return [];
	return [
		{
			id: 'washout-long-acting',
			kind: 'washout-long-acting',
			label: 'Earliest dose after the last long-acting analog',
			owner: 'careCoordinator',
			state: chart.today >= until ? 'done' : 'upcoming',
			dueOn: until,
			findingKey: 'HOLD-SSA-LAR',
			evidence: completedBy(finding),
			conflicts: [],
		},
	];
}

function shortActingItem(chart: Chart, planned: When): DueItem[] {
	if (!isInstant(planned) || chart.facts.ssa.shortActingUse === 'none') return [];
	const through = addHours(planned, -chart.policy.ssaShortActingHours);
	return [
		{
			id: 'washout-short-acting',
			kind: 'washout-short-acting',
			label: 'Last moment for short-acting analog',
			owner: 'primaryOncologist',
			state: 'upcoming',
			through,
			findingKey: 'HOLD-SSA-SHORT',
			evidence: [],
			conflicts: [],
		},
	];
}

function labsItem(chart: Chart, findingOf: FindingOf, through: string): DueItem {
	const finding = findingOf('LAB-PANEL-COMPLETE');
	const recent = addDays(through, -chart.policy.labMaxAgeDays);
	const after = chart.lastDose ? addDays(chart.lastDose.date, 1) : recent;
	const from = after > recent ? after : recent;
	const done = finding?.status === 'complete';
	return {
		id: 'labs-before-dose',
		kind: 'labs-before-dose',
		label: 'Blood tests before the dose',
		owner: 'primaryOncologist',
		state: done ? 'done' : stateBetween(chart.today, from, through),
		dueOn: addDays(through, -1),
		from,
		through,
		findingKey: 'LAB-PANEL-COMPLETE',
		evidence: done ? completedBy(finding) : [],
		conflicts: [],
	};
}

/** What leads up to the next dose. */
export function courseItems(chart: Chart, findingOf: FindingOf): DueItem[] {
	if (chart.ended !== false) return [];
	const { planned, plannedDate } = chart;
	const window = findingOf('SCHED-DOSE-INTERVAL')?.window;
	const day = plannedDate ?? window?.dueOn;
	return [
		...(day === undefined ? [] : [doseItem(chart, findingOf), labsItem(chart, findingOf, day.slice(0, 10))]),
		...receptorStudyItem(chart, findingOf),
		...longActingItem(chart, findingOf),
		...(planned === null ? [] : shortActingItem(chart, planned)),
	];
}
