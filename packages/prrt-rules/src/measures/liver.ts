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

/** The upper limit of normal of a bilirubin result, canonical and exact; null when absent or not believable. */
export function upperLimit(point: LabPoint): Decimal | null {
	const high = point.lab.ref?.high;
	const { unit } = point.lab.q;
	if (high === undefined || unit === undefined) return null;
	const read = toCanonical('bilirubin', { value: high, unit });
	if (!read.ok) return null;
	const believable =
		compareDecimals(read.value, plausibleUln.low) >= 0 && compareDecimals(read.value, plausibleUln.high) <= 0;
	return believable ? read.value : null;
}

interface Limb {
	readonly holds: Tri;
	readonly because: readonly string[];
	readonly missing: readonly Missing[];
}

function bilirubinLimb({ point, value, because, missing }: Latest, xUln: number): Limb {
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
	const holds = isAbove(value, times(decimal(xUln), uln));
	const ratio = plain(over(value, uln), 2);
	return {
		holds,
		because: [
			`Bilirubin ${shownPoint(point)} on ${day(point.date)} is ${ratio} times its upper limit of normal; the limit is above ${xUln} times.`,
		],
		missing: [],
	};
}

function belowLimb({ point, value, because, missing }: Latest, limit: number): Limb {
	if (point === null || value === null) return { holds: null, because, missing };
	const holds = isBelow(value, decimal(limit));
	const text = `${analyteEntry(point.analyte).label} ${shownPoint(point)} on ${day(point.date)} is ${holds ? 'below' : 'not below'} ${inCanonical(point.analyte, decimal(limit))}.`;
	return { holds, because: [text], missing: [] };
}

const inrStandsApart = (inr: LabPoint | null): string[] =>
	inr
		? [
				`An INR of ${plain(decimal(inr.lab.q.value), 2)} cannot be turned into a prothrombin ratio without the reagent.`,
			]
		: [];

/**
 * Table 3: bilirubin above three times its upper limit of normal, or albumin below 30 g/L together with a
 * prothrombin ratio below 70 %. The prothrombin ratio is asked for only when albumin does not settle it.
 */
export function liverToxicity(values: LiverValues, limits: LiverLimits): LiverReading {
	const bilirubin = bilirubinLimb(values.bilirubin, limits.bilirubinXuln);
	const albumin = belowLimb(values.albumin, limits.albumin);
	const ratio = belowLimb(values.prothrombinRatio, limits.prothrombinRatio);
	const synthesis = and3([albumin.holds, ratio.holds]);
	const ratioMatters = albumin.holds !== false;
	const askRatio = ratioMatters && ratio.holds === null;
	return {
		toxic: or3([bilirubin.holds, synthesis]),
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
