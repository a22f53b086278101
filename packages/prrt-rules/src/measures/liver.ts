import {
	analyteEntry,
	compareDecimals,
	decimal,
	isAbove,
	isBelow,
	over,
	plain,
	times,
	toCanonical,
	type Decimal,
} from '@consilium/case-model';
import type { LabPoint } from '../chart/lab-series.ts';
import type { Latest } from '../chart/latest.ts';
import { day, inCanonical, labEvidence, shownPoint } from '../chart/words.ts';
import { and3, or3, type Tri } from '../exact/kleene.ts';
import type { Evidence, Missing } from '../finding.ts';

/** Limits of Table 3's hepatotoxicity (defaults 3, 30 g/L, 70 %). */
export interface LiverLimits {
	readonly bilirubinXuln: number;
	readonly albumin: number;
	readonly prothrombinRatio: number;
}

export interface LiverValues {
	readonly bilirubin: Latest;
	readonly albumin: Latest;
	readonly prothrombinRatio: Latest;
	/** Only to say that it cannot stand in for the prothrombin ratio. */
	readonly inr: LabPoint | null;
}

export interface LiverReading {
	readonly toxic: Tri;
	readonly because: readonly string[];
	readonly evidence: readonly Evidence[];
	readonly missing: readonly Missing[];
}

const plausibleUln = { low: decimal(0.3), high: decimal(5) };

/** Each point is asked several times: for its toxicity, its release and its words. */
const upperLimits = new WeakMap<LabPoint, { readonly limit: Decimal | null }>();

/** The upper limit of normal of a bilirubin result, canonical and exact; null when absent or not believable. */
export function upperLimit(point: LabPoint): Decimal | null {
	const known = upperLimits.get(point) ?? { limit: readUpperLimit(point) };
	upperLimits.set(point, known);
	return known.limit;
}

function readUpperLimit(point: LabPoint): Decimal | null {
	const high = point.lab.ref?.high;
	const { unit } = point.lab.q;
	if (high === undefined || unit === undefined) return null;
	const read = toCanonical('bilirubin', { value: high, unit });
	if (!read.ok) return null;
	const believable =
		compareDecimals(read.value, plausibleUln.low) >= 0 && compareDecimals(read.value, plausibleUln.high) <= 0;
	return believable ? read.value : null;
}

/** The three results that Table 3's hepatotoxicity looks at; null where there is none. */
export interface LiverPoints {
	readonly bilirubin: LabPoint | null;
	readonly albumin: LabPoint | null;
	readonly prothrombinRatio: LabPoint | null;
}

/** Which parts of the definition hold. */
export interface LiverLimbs {
	readonly bilirubin: Tri;
	readonly albumin: Tri;
	readonly prothrombinRatio: Tri;
	readonly toxic: Tri;
}

function bilirubinHigh(point: LabPoint | null, xUln: number): Tri {
	const uln = point === null ? null : upperLimit(point);
	if (point === null || point.value === null || uln === null) return null;
	return isAbove(point.value, times(decimal(xUln), uln));
}

const low = (point: LabPoint | null, limit: number): Tri =>
	point === null || point.value === null ? null : isBelow(point.value, decimal(limit));

/**
 * Table 3: bilirubin above three times its upper limit of normal, or albumin below 30 g/L together with a
 * prothrombin ratio below 70 %.
 */
export function liverLimbs(points: LiverPoints, limits: LiverLimits): LiverLimbs {
	const bilirubin = bilirubinHigh(points.bilirubin, limits.bilirubinXuln);
	const albumin = low(points.albumin, limits.albumin);
	const prothrombinRatio = low(points.prothrombinRatio, limits.prothrombinRatio);
	return { bilirubin, albumin, prothrombinRatio, toxic: or3([bilirubin, and3([albumin, prothrombinRatio])]) };
}

interface Limb {
	readonly holds: Tri;
	readonly because: readonly string[];
	readonly missing: readonly Missing[];
}

function bilirubinLimb({ point, value, because, missing }: Latest, holds: Tri, xUln: number): Limb {
	if (point === null || value === null) return { holds: null, because, missing };
	const uln = upperLimit(point);
	if (uln === null) {
		const need = `The upper limit of normal of the bilirubin result of ${day(point.date)}`;
		const absent: Missing = {
			path: 'labs[].ref.high',
			id: point.lab.id,
			need,
			reason: point.lab.ref?.high === undefined ? 'absent' : 'implausible',
			askRole: 'primaryOncologist',
		};
		return {
			holds: null,
			because: [`Bilirubin ${shownPoint(point)} of ${day(point.date)} has no usable upper limit of normal.`],
			missing: [absent],
		};
	}
	const ratio = plain(over(value, uln), 2);
	return {
		holds,
		because: [
			`Bilirubin ${shownPoint(point)} on ${day(point.date)} is ${ratio} times its upper limit of normal; the limit is above ${xUln} times.`,
		],
		missing: [],
	};
}

function belowLimb({ point, value, because, missing }: Latest, holds: Tri, limit: number): Limb {
	if (point === null || value === null) return { holds: null, because, missing };
	const text = `${analyteEntry(point.analyte).label} ${shownPoint(point)} on ${day(point.date)} is ${holds ? 'below' : 'not below'} ${inCanonical(point.analyte, decimal(limit))}.`;
	return { holds, because: [text], missing: [] };
}

const inrStandsApart = (inr: LabPoint | null): string[] =>
	inr
		? [
				`An INR of ${plain(decimal(inr.lab.q.value), 2)} cannot be turned into a prothrombin ratio without the reagent.`,
			]
		: [];

/** `liverLimbs` in words. The prothrombin ratio is asked for only when albumin does not settle it. */
export function liverToxicity(values: LiverValues, limits: LiverLimits): LiverReading {
	const holds = liverLimbs(
		{
			bilirubin: values.bilirubin.point,
			albumin: values.albumin.point,
			prothrombinRatio: values.prothrombinRatio.point,
		},
		limits,
	);
	const bilirubin = bilirubinLimb(values.bilirubin, holds.bilirubin, limits.bilirubinXuln);
	const albumin = belowLimb(values.albumin, holds.albumin, limits.albumin);
	const ratio = belowLimb(values.prothrombinRatio, holds.prothrombinRatio, limits.prothrombinRatio);
	const synthesis = and3([albumin.holds, ratio.holds]);
	const ratioMatters = albumin.holds !== false;
	const askRatio = ratioMatters && ratio.holds === null;
	return {
		toxic: holds.toxic,
		because: [
			...bilirubin.because,
			...albumin.because,
			...(ratioMatters ? ratio.because : []),
			...(askRatio ? inrStandsApart(values.inr) : []),
		],
		evidence: [
			...values.bilirubin.evidence,
			...values.albumin.evidence,
			...(ratioMatters ? values.prothrombinRatio.evidence : []),
			...(askRatio && values.inr
				? [labEvidence(values.inr, 'ignored', 'not convertible to a prothrombin ratio')]
				: []),
		],
		missing: [
			...bilirubin.missing,
			...(synthesis === null ? albumin.missing : []),
			...(synthesis === null && askRatio ? ratio.missing : []),
		],
	};
}
