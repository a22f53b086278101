import { dateOfWhen } from '@consilium/case-model';
import type { Chart } from '../chart/chart.ts';
import { day } from '../chart/words.ts';
import type { Finding } from '../finding.ts';
import { datedAdministrations } from '../rules/washout/washout.ts';
import type { Conflict, DueItem } from './due-item.ts';

type Colliding = (chart: Chart, items: readonly DueItem[], findings: readonly Finding[]) => Conflict[];

/** Findings that say that the planned dose collides with something. */
const against: Readonly<Record<string, readonly string[]>> = {
	'HOLD-SSA-LAR': ['not-met'],
	'HOLD-SSA-SHORT': ['not-met'],
	'SCHED-DOSE-INTERVAL': ['too-early', 'late'],
	'ELIG-SSTR-IMAGING-CURRENT': ['not-met'],
};

const doseConflicts: Colliding = (_chart, _items, findings) =>
	findings
		.filter(({ ruleId, status }) => against[ruleId]?.includes(status))
		.map(({ key, headline }) => ({ with: key, why: headline }));

const drawConflicts: Colliding = (_chart, _items, findings) =>
	findings
		.filter(({ ruleId, status }) => ruleId === 'RAD-BLOOD-DRAW' && status === 'avoid')
		.map(({ key, headline }) => ({ with: key, why: headline }));

/** A long-acting injection between today and the planned dose falls into its washout. */
const injectionConflicts: Colliding = (chart) => {
	const { plannedDate } = chart;
	if (plannedDate === null) return [];
	return datedAdministrations(chart, 'long-acting')
		.filter((one) => dateOfWhen(one.at) > chart.today && dateOfWhen(one.at) <= plannedDate)
		.map((one) => ({
			with: `dose-${chart.given + 1}`,
			why: `A long-acting injection on ${day(dateOfWhen(one.at))} lies in the washout before the dose of ${day(plannedDate)}.`,
		}));
};

const collisions: Partial<Record<DueItem['kind'], Colliding>> = {
	dose: doseConflicts,
	'routine-draws': drawConflicts,
	'washout-long-acting': injectionConflicts,
};

/** Every item with what it collides with. */
export const withConflicts = (
	chart: Chart,
	items: readonly DueItem[],
	findings: readonly Finding[],
): DueItem[] =>
	items.map((item) => ({ ...item, conflicts: collisions[item.kind]?.(chart, items, findings) ?? [] }));
