import {
	analyteEntry,
	dateOfWhen,
	formatQuantity,
	plain,
	plainNumber,
	unitLabel,
	type Analyte,
	type Decimal,
	type PlainDate,
	type When,
} from '@consilium/case-model';
import type { Evidence, Missing, MissingReason } from '../finding.ts';
import { analyteName, type LabPoint, type NoValue } from './lab-series.ts';

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A date as clinicians write it without doubt: 04-Mar-2025. */
export function day(date: PlainDate): string {
	const month = monthNames[Number(date.slice(5, 7)) - 1] ?? '';
	return `${date.slice(8, 10)}-${month}-${date.slice(0, 4)}`;
}

/** A date or an instant; of an instant also the clock at the place of recording. */
export const moment = (when: When): string =>
	when.length > 10 ? `${day(dateOfWhen(when))} ${when.slice(11, 16)}` : day(when);

/** 1 dose, 2 doses. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Words in a row: 'a, b and c'. */
export const listed = (words: readonly string[]): string =>
	words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** An exact value in the canonical unit of its analyte: '80 g/L'. */
export const inCanonical = (analyte: Analyte, value: Decimal): string =>
	`${plain(value, 2)} ${unitLabel(analyteEntry(analyte).canonical)}`;

/** As recorded, with the canonical value beside it when the unit differs: '8 g/dL (80 g/L)'. */
export function shownPoint(point: LabPoint): string {
	const raw = formatQuantity(point.lab.q);
	if (point.value === null || isCanonical(point)) return raw;
	return `${raw} (${inCanonical(point.analyte, point.value)})`;
}

const isCanonical = (point: LabPoint): boolean => point.lab.q.unit === analyteEntry(point.analyte).canonical;

/** The evidence row of a lab point. */
export function labEvidence(point: LabPoint, used: Evidence['used'], why?: string): Evidence {
	const { q } = point.lab;
	const row: Evidence = {
		path: 'labs[].q',
		id: point.lab.id,
		label: analyteEntry(point.analyte).label,
		value: `${q.comparator ?? ''}${plainNumber(q.value)}`,
		at: point.when,
		used,
	};
	if (q.unit) row.unit = q.unit;
	if (point.value !== null && !isCanonical(point)) row.canonical = inCanonical(point.analyte, point.value);
	if (why !== undefined) row.why = why;
	return row;
}

const reasonOf: Record<NoValue, MissingReason> = {
	'no-unit': 'no-unit',
	unit: 'no-unit',
	implausible: 'implausible',
	comparator: 'precision',
	conflict: 'conflict',
};

const unreadableBecause: Record<NoValue, string> = {
	'no-unit': 'its unit is not recorded',
	unit: 'its unit does not belong to this analyte',
	implausible: 'it lies outside what a person can have',
	comparator: 'it is only a bound',
	conflict: 'another result of the same time differs',
};

/** Why a lab point has no usable value, inside a sentence; null when it has one. */
export const unreadable = (point: LabPoint): string | null =>
	point.reason === null ? null : unreadableBecause[point.reason];

/** The missing item of a lab point that cannot be read. */
export const unreadableMissing = (point: LabPoint): Missing => ({
	path: 'labs[].q',
	id: point.lab.id,
	need: `A readable ${analyteName(point.analyte)} result of ${moment(point.when)}: ${unreadable(point) ?? 'it can be read'}`,
	reason: point.reason === null ? 'absent' : reasonOf[point.reason],
	askRole: 'primaryOncologist',
});

/** A missing item for an analyte without a result where one is needed. */
export const absentLab = (analyte: Analyte, need: string): Missing => ({
	path: 'labs[].q',
	need: `${analyteEntry(analyte).label}: ${need}`,
	reason: 'absent',
	askRole: 'primaryOncologist',
});

/** A missing item for a result that is too old on the reference day. */
export const staleLab = (point: LabPoint, need: string): Missing => ({
	path: 'labs[].q',
	id: point.lab.id,
	need: `${analyteEntry(point.analyte).label}: ${need}`,
	reason: 'stale',
	askRole: 'primaryOncologist',
});
