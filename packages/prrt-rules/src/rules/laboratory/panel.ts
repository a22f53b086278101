import { analyteEntry, canonicalOf, type Analyte, type PlainDate } from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import type { LabPoint } from '../../chart/lab-series.ts';
import { absentLab, labEvidence, staleLab, unreadableMissing } from '../../chart/words.ts';
import type { Evidence, Missing } from '../../finding.ts';

/** The eleven tests of S50. The prothrombin ratio is not among them although Table 3 needs it. */
export const panelAnalytes: readonly Analyte[] = [
	'bun',
	'creatinine',
	'albumin',
	'alp',
	'ast',
	'alt',
	'bilirubin',
	'leukocytes',
	'neutrophils',
	'hemoglobin',
	'platelets',
];

export interface PanelRow {
	readonly analyte: Analyte;
	readonly done: boolean;
	readonly evidence: readonly Evidence[];
	readonly missing: readonly Missing[];
}

/** A test is done when its result can be read; a bound such as '<5' is a result here. */
function isReadable(point: LabPoint): boolean {
	return point.reason === 'comparator'
		? canonicalOf(analyteEntry(point.analyte), point.lab.q, true).ok
		: point.value !== null;
}

/** One test of the panel among the results of a span of days (both ends included). */
export function panelRow(
	chart: Chart,
	analyte: Analyte,
	from: PlainDate | null,
	through: PlainDate,
): PanelRow {
	const { points } = chart.series(analyte);
	const isOwn = ({ date }: LabPoint): boolean => date <= through && (from === null || date >= from);
	const point = points.findLast((one) => isOwn(one) && isReadable(one));
	if (point) return { analyte, done: true, evidence: [labEvidence(point, 'decisive')], missing: [] };
	const spoiled = points.findLast(isOwn);
	const old = points.findLast(({ date }) => date <= through);
	const missing = spoiled
		? unreadableMissing(spoiled)
		: old
			? staleLab(old, 'a newer final result')
			: absentLab(analyte, 'a final result');
	return {
		analyte,
		done: false,
		evidence: spoiled ? [labEvidence(spoiled, 'decisive', spoiled.reason ?? undefined)] : [],
		missing: [missing],
	};
}

/** The panel among the results of a span of days. */
export const panelOf = (chart: Chart, from: PlainDate | null, through: PlainDate): PanelRow[] =>
	panelAnalytes.map((analyte) => panelRow(chart, analyte, from, through));
