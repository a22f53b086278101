import {
	ageInYears,
	daysBetween,
	decimal,
	fixed,
	formatQuantity,
	isEqual,
	measured,
	plain,
	type BodyWeight,
	type Decimal,
	type PlainDate,
} from '@consilium/case-model';
import type { Chart } from '../chart/chart.ts';
import type { LabPoint } from '../chart/lab-series.ts';
import { day } from '../chart/words.ts';
import type { Evidence, Missing } from '../finding.ts';
import { cockcroftGault } from './cockcroft-gault.ts';

const oldestAge = 120;

/** A creatinine clearance with what it was computed from, or what is missing for it. */
export interface Clearance {
	readonly value: Decimal | null;
	readonly missing: readonly Missing[];
	/** The words for it: asked for only where the clearance is told. */
	tell(): { readonly says: string; readonly evidence: readonly Evidence[] };
}

const missingOf = (path: string, need: string, reason: Missing['reason']): Missing => ({
	path,
	need,
	reason,
	askRole: 'primaryOncologist',
});

interface WeightReading {
	readonly kg: Decimal | null;
	readonly weight: BodyWeight | null;
	readonly missing: Missing | null;
}

const weightPath = 'patient.weights[].q';

/** The newest weight on or before a day; never an older one in place of an unreadable or contradicted one. */
function weightOn(chart: Chart, date: PlainDate): WeightReading {
	const { weights } = chart.facts.patient;
	let newest: PlainDate = '';
	for (const { measuredOn } of weights) if (measuredOn <= date && measuredOn > newest) newest = measuredOn;
	const own = weights.filter((weight) => weight.measuredOn === newest);
	const weight = own[0] ?? null;
	const refuse = (need: string, reason: Missing['reason']): WeightReading => ({
		kg: null,
		weight,
		missing: missingOf(weightPath, need, reason),
	});
	if (!weight) return refuse(`A body weight on or before ${day(date)}`, 'absent');
	const limit = chart.policy.weightMaxAgeDays;
	if (daysBetween(newest, date) > limit)
		return refuse(`A body weight at most ${limit} days before ${day(date)}`, 'stale');
	const read = own.map((one) => measured('weight', one.q));
	const first = read[0];
	if (!first?.ok)
		return refuse(
			`A readable body weight of ${day(newest)}`,
			first?.reason === 'no-unit' ? 'no-unit' : 'implausible',
		);
	const agree = read.every((one) => one.ok && isEqual(one.value, first.value));
	return agree
		? { kg: first.value, weight, missing: null }
		: refuse(`One body weight for ${day(newest)}`, 'conflict');
}

function ageOn(chart: Chart, date: PlainDate): number | Missing {
	const { birthDate } = chart.facts.patient;
	if (birthDate === undefined) return missingOf('patient.birthDate', 'The birth date', 'absent');
	const age = ageInYears(birthDate, date);
	return age >= 0 && age <= oldestAge
		? age
		: missingOf(
				'patient.birthDate',
				`A birth date that gives an age of 0 to ${oldestAge} years`,
				'implausible',
			);
}

const weightEvidence = (weight: BodyWeight): Evidence => ({
	path: weightPath,
	id: weight.measuredOn,
	label: 'Body weight',
	value: plain(decimal(weight.q.value), 6),
	...(weight.q.unit ? { unit: weight.q.unit } : {}),
	at: weight.measuredOn,
	used: 'decisive',
});

/** The clearance at a creatinine result: age and weight as they were on the day of collection. */
export function clearanceAt(chart: Chart, point: LabPoint): Clearance {
	const { sex } = chart.facts.patient;
	const age = ageOn(chart, point.date);
	const { kg, weight, missing: noWeight } = weightOn(chart, point.date);
	const evidence = (): Evidence[] => (weight ? [weightEvidence(weight)] : []);
	const missing: Missing[] = [];
	if (typeof age !== 'number') missing.push(age);
	if (noWeight) missing.push(noWeight);
	if (sex === undefined)
		missing.push(missingOf('patient.sex', 'The sex parameter of the Cockcroft-Gault formula', 'absent'));
	const { value: creatinine } = point;
	if (typeof age !== 'number' || kg === null || sex === undefined || creatinine === null) {
		const says = `The creatinine clearance of ${day(point.date)} cannot be computed.`;
		return { value: null, missing, tell: () => ({ says, evidence: evidence() }) };
	}
	const value = cockcroftGault({ age, weightKg: kg, creatinine, sex });
	const says = (): string =>
		`Creatinine clearance on ${day(point.date)} is ${fixed(value, 2)} mL/min (Cockcroft-Gault: ${age} years, ${weight ? formatQuantity(weight.q) : ''} actual weight, ${sex}, creatinine ${plain(creatinine, 3)} mg/dL).`;
	return { value, missing, tell: () => ({ says: says(), evidence: evidence() }) };
}
