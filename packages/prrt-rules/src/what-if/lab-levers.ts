import {
	analyteEntry,
	formatQuantity,
	over,
	decimal,
	times,
	toNumber,
	type Analyte,
	type LabResult,
	type PlainDate,
	type Unit,
} from '@consilium/case-model';
import type { Chart } from '../chart/chart.ts';
import { analyteName, type LabPoint } from '../chart/lab-series.ts';
import { day } from '../chart/words.ts';
import type { Lever } from './lever.ts';

/** What helps: a higher or a lower value. Analytes that no hold speaks of are not moved. */
const better: Partial<Record<Analyte, 'up' | 'down'>> = {
	platelets: 'up',
	hemoglobin: 'up',
	neutrophils: 'up',
	albumin: 'up',
	prothrombinRatio: 'up',
	creatinine: 'down',
	bilirubin: 'down',
};

/** A plausible limit of an analyte in a unit that it may come in. */
function limitIn(unit: Unit, analyte: Analyte, side: 'low' | 'high'): number {
	const { accepted, plausible } = analyteEntry(analyte);
	const conversion = accepted[unit];
	const limit = decimal(plausible[side]);
	if (!conversion) return plausible[side];
	return toNumber(
		'times' in conversion ? over(limit, decimal(conversion.times)) : times(limit, decimal(conversion.over)),
	);
}

/** The third significant digit of a value: the smallest step that a laboratory would print. */
const stepOf = (value: number): number => 10 ** (Math.floor(Math.log10(value)) - 2);
const rounded = (value: number): number => Number(value.toPrecision(9));

/** The newest readable result up to the reference day: what a next one is compared with. */
const newestReadable = (chart: Chart, analyte: Analyte): LabPoint | undefined =>
	chart.series(analyte).points.findLast((point) => point.value !== null && point.date <= chart.reference);

const resultLike = (like: LabResult, value: number, on: PlainDate): LabResult => ({
	...like,
	id: `what-if-${like.analyte}`,
	q: { value, ...(like.q.unit ? { unit: like.q.unit } : {}) },
	collected: on,
	status: 'final',
});

/** A further result of one analyte on a day, from the newest readable value towards the healthy side. */
function labLever(chart: Chart, analyte: Analyte, on: PlainDate): Lever[] {
	const towards = better[analyte];
	const newest = newestReadable(chart, analyte)?.lab;
	const unit = newest?.q.unit;
	if (!towards || !newest || !unit || newest.q.value <= 0) return [];
	const step = stepOf(newest.q.value);
	const start = Math.round(newest.q.value / step);
	const end = limitIn(unit, analyte, towards === 'up' ? 'high' : 'low') / step;
	const last = 1 + Math.floor(towards === 'up' ? end - start : start - Math.ceil(end));
	if (last < 1) return [];
	/** Step 1 is the same value once more: a newer result may be all that lacks. */
	const valueAt = (count: number): number =>
		rounded((towards === 'up' ? start + count - 1 : start - count + 1) * step);
	return [
		{
			last,
			apply: (draft, count) => ({
				...draft,
				facts: {
					...draft.facts,
					labs: [...draft.facts.labs, resultLike(newest, valueAt(count), on)],
				},
			}),
			change: (count) => {
				const to = formatQuantity({ value: valueAt(count), unit });
				const bound = towards === 'up' ? 'at least' : 'at most';
				return { path: 'labs[].q', to, says: `${analyteName(analyte)} ${bound} ${to} on ${day(on)}` };
			},
		},
	];
}

/** The same body weight measured again on a day: clearance needs a recent one. */
function weightLever(chart: Chart, on: PlainDate): Lever[] {
	const { weights } = chart.facts.patient;
	const newest = [...weights].sort((a, b) => (a.measuredOn < b.measuredOn ? 1 : -1))[0];
	if (!newest) return [];
	const to = formatQuantity(newest.q);
	return [
		{
			last: 1,
			apply: (draft) => ({
				...draft,
				facts: {
					...draft.facts,
					patient: { ...draft.facts.patient, weights: [...weights, { ...newest, measuredOn: on }] },
				},
			}),
			change: () => ({ path: 'patient.weights[].q', to, says: `body weight measured on ${day(on)}` }),
		},
	];
}

/** Levers on laboratory results: those of the analytes given, and the weight where a clearance is computed. */
export function labLevers(analytes: readonly Analyte[], on: PlainDate, chart: Chart): Lever[] {
	const results = analytes.flatMap((analyte) => labLever(chart, analyte, on));
	return analytes.includes('creatinine') ? [...results, ...weightLever(chart, on)] : results;
}
