import { daysBetween, type Analyte, type Decimal, type PlainDate } from '@consilium/case-model';
import type { Evidence, Missing } from '../finding.ts';
import type { Chart } from './chart.ts';
import { analyteName, type LabPoint } from './lab-series.ts';
import {
	absentLab,
	day,
	labEvidence,
	moment,
	shownPoint,
	staleLab,
	unreadable,
	unreadableMissing,
} from './words.ts';

/** The newest result of an analyte for a decision on the reference day, or why there is no usable one. */
export interface Latest {
	readonly point: LabPoint | null;
	/** Null when there is none, it is unreadable, too old, or contradicted by a newer preliminary result. */
	readonly value: Decimal | null;
	readonly evidence: readonly Evidence[];
	readonly missing: readonly Missing[];
	readonly because: readonly string[];
}

const nothing = (missing: Missing, because: string, evidence: readonly Evidence[] = []): Latest => ({
	point: null,
	value: null,
	evidence,
	missing: [missing],
	because: [because],
});

/** Points usable on the reference day: after `after` (if given) and not later than that day. */
export function pointsSince(chart: Chart, analyte: Analyte, after: PlainDate | null): LabPoint[] {
	const { points } = chart.series(analyte);
	return points.filter((point) => (after === null || point.date > after) && point.date <= chart.reference);
}

function tooOld(chart: Chart, point: LabPoint): Latest {
	const age = daysBetween(point.date, chart.reference);
	const limit = chart.policy.labMaxAgeDays;
	const text = `${shownPoint(point)} of ${day(point.date)} is ${age} days old on ${day(chart.reference)}; the limit is ${limit}`;
	return nothing(
		staleLab(point, `a result at most ${limit} days old on ${day(chart.reference)}`),
		`The newest ${analyteName(point.analyte)}, ${text}.`,
		[labEvidence(point, 'decisive', 'too old')],
	);
}

/**
 * The newest result, which never falls back to an older one when it is unreadable or stale.
 * `after`: only results collected on a later date count (the last dose).
 */
export function latestOf(chart: Chart, analyte: Analyte, after: PlainDate | null = null): Latest {
	const point = pointsSince(chart, analyte, after).at(-1);
	const name = analyteName(analyte);
	if (!point) {
		const since = after === null ? '' : ` since ${day(after)}`;
		return nothing(
			absentLab(analyte, `a final result${since}`),
			`No final ${name} result is recorded${since}.`,
		);
	}
	if (point.value === null) {
		const text = `The newest ${name}, ${shownPoint(point)} of ${moment(point.when)}, cannot be used: ${unreadable(point)}.`;
		return nothing(unreadableMissing(point), text, [
			labEvidence(point, 'decisive', point.reason ?? undefined),
		]);
	}
	if (!chart.isRecent(point.date)) return tooOld(chart, point);
	return { point, value: point.value, evidence: [labEvidence(point, 'decisive')], missing: [], because: [] };
}
