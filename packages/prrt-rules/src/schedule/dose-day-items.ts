import { addDays, addHours, dateOfWhen, isInstant, type When } from '@consilium/case-model';
import type { Chart, GivenDose } from '../chart/chart.ts';
import { completedBy, stateBetween, type DueItem } from './due-item.ts';
import type { FindingOf } from './schedule.ts';

/** The hours around a planned infusion; only where its clock time is known. */
function aroundPlanned(chart: Chart, planned: When): DueItem[] {
	if (!isInstant(planned)) return [];
	const n = chart.given + 1;
	const { policy } = chart;
	const aminoStart = addHours(planned, -policy.aminoStartMinutes / 60);
	const shared = { owner: 'nuclearMedicine', state: 'upcoming', evidence: [], conflicts: [] } as const;
	return [
		{
			...shared,
			id: `antiemetic-${n}`,
			kind: 'antiemetic',
			label: 'Antiemetic before the amino acids',
			through: aminoStart,
			evidence: [],
			conflicts: [],
		},
		{
			...shared,
			id: `amino-acids-${n}`,
			kind: 'amino-acids',
			label: `Amino acids until about ${policy.aminoAfterHours} h after the infusion ends`,
			from: aminoStart,
			evidence: [],
			conflicts: [],
		},
	];
}

const larState = { due: 'open', missed: 'overdue', 'cannot-determine': 'open' } as const;

function larItem(chart: Chart, { n }: GivenDose, findingOf: FindingOf): DueItem[] {
	const findingKey = `LAR-POST-DOSE@${n}`;
	const finding = findingOf(findingKey);
	if (!finding) return [];
	const { earliest, through } = finding.window ?? {};
	const pending = Object.entries(larState).find(([status]) => status === finding.status)?.[1];
	const early = pending === 'open' && stateBetween(chart.today, earliest, undefined) === 'upcoming';
	return [
		{
			id: `lar-after-dose-${n}`,
			kind: 'lar-after-dose',
			label: `Octreotide LAR after dose ${n}`,
			owner: 'careCoordinator',
			state: early ? 'upcoming' : (pending ?? 'done'),
			...(earliest === undefined ? {} : { from: earliest }),
			...(through === undefined ? {} : { through }),
			findingKey,
			evidence: pending === undefined ? completedBy(finding) : [],
			conflicts: [],
		},
	];
}

function precautionItems(chart: Chart, { n, date }: GivenDose, findingOf: FindingOf): DueItem[] {
	const findingKey = `RAD-PRECAUTIONS@${n}`;
	const through = findingOf(findingKey)?.window?.through;
	if (through === undefined) return [];
	const over = chart.today > dateOfWhen(through);
	const shared = { owner: 'careCoordinator', findingKey } as const;
	return [
		{
			...shared,
			state: over ? 'done' : 'open',
			id: `precautions-${n}`,
			kind: 'precautions',
			label: `Radiation precautions after dose ${n}`,
			from: date,
			through,
			evidence: [],
			conflicts: [],
		},
		{
			...shared,
			state: over ? 'done' : 'upcoming',
			id: `routine-draws-${n}`,
			kind: 'routine-draws',
			label: `Routine blood draws again after dose ${n}`,
			from: addDays(dateOfWhen(through), 1),
			evidence: [],
			conflicts: [],
		},
	];
}

/** The hours of the planned infusion, and for the newest dose given what follows it. */
export function doseDayItems(chart: Chart, findingOf: FindingOf): DueItem[] {
	const { lastDose, planned, ended } = chart;
	return [
		...(ended === false && planned !== null ? aroundPlanned(chart, planned) : []),
		...(lastDose
			? [...larItem(chart, lastDose, findingOf), ...precautionItems(chart, lastDose, findingOf)]
			: []),
	];
}
