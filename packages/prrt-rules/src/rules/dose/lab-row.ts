import type { Analyte, Decimal } from '@consilium/case-model';
import { analyteEntry } from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import type { LabPoint } from '../../chart/lab-series.ts';
import {
	absentLab,
	day,
	labEvidence,
	moment,
	shownPoint,
	unreadable,
	unreadableMissing,
} from '../../chart/words.ts';
import type { Tri } from '../../exact/kleene.ts';
import type { Missing } from '../../finding.ts';
import type { Observation, RowQuestion } from './row.ts';

/** A sentence that a point is not readable and why. */
export const unreadableSays = (point: LabPoint): string =>
	`${analyteEntry(point.analyte).label} ${shownPoint(point)} of ${moment(point.when)} cannot be used: ${unreadable(point) ?? 'unknown'}.`;

/** A preliminary result that is newer than every final one and toxic if it stood: an observation nobody can rely on. */
export function pendingObservation(
	chart: Chart,
	analyte: Analyte,
	isToxic: (value: Decimal) => boolean,
): Observation[] {
	const { pending } = chart.series(analyte);
	if (!pending || pending.value === null || !isToxic(pending.value)) return [];
	const missing: Missing = {
		path: 'labs[].status',
		id: pending.lab.id,
		need: `The final ${analyteEntry(analyte).label.toLowerCase()} result of ${moment(pending.when)}`,
		reason: 'preliminary',
		askRole: 'primaryOncologist',
	};
	return [
		{
			when: pending.when,
			date: pending.date,
			active: null,
			resolved: null,
			restsOn: pending.date,
			tell: () => ({
				says: `${analyteEntry(analyte).label} ${shownPoint(pending)} of ${moment(pending.when)} is still preliminary.`,
				evidence: [labEvidence(pending, 'decisive', 'preliminary')],
				missing: [missing],
			}),
		},
	];
}

interface CountRow {
	readonly analyte: Analyte;
	/** Below it the row is active; at or above it the row is resolved. */
	readonly limit: Decimal;
	/** '75 ×10⁹/L' */
	readonly shownLimit: string;
	readonly until: string;
}

function observationOf(point: LabPoint, row: CountRow, isToxic: (value: Decimal) => boolean): Observation {
	const active: Tri = point.value === null ? null : isToxic(point.value);
	const says = (): string =>
		active === null
			? unreadableSays(point)
			: `${analyteEntry(point.analyte).label} ${shownPoint(point)} on ${day(point.date)} is ${active ? 'below' : 'not below'} ${row.shownLimit}.`;
	return {
		when: point.when,
		date: point.date,
		active,
		resolved: active === null ? null : !active,
		restsOn: point.date,
		tell: () => ({
			says: says(),
			evidence: [labEvidence(point, 'decisive', point.reason ?? undefined)],
			missing: active === null ? [unreadableMissing(point)] : [],
		}),
	};
}

/** A row of Table 3 that is one count against one limit, and resolves at that same limit. */
export function countRow(chart: Chart, row: CountRow, isToxic: (value: Decimal) => boolean): RowQuestion {
	const { points } = chart.series(row.analyte);
	return {
		name: analyteEntry(row.analyte).label,
		observations: [
			...points.map((point) => observationOf(point, row, isToxic)),
			...pendingObservation(chart, row.analyte, isToxic),
		],
		sameDayAfter: false,
		silenceIsQuiet: false,
		isRecent: (one) => chart.isRecent(one.restsOn),
		until: row.until,
		absent: absentLab(
			row.analyte,
			`a final result${chart.lastDose ? ' since the last dose' : ''}, at most ${chart.policy.labMaxAgeDays} days old`,
		),
	};
}
