import type { Analyte } from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import type { LabPoint } from '../../chart/lab-series.ts';

/**
 * The baseline of an analyte: its newest final result on or before the day of the first dose. It may be
 * unreadable; an older one never stands in. Before treatment there is none.
 */
export function baselineOf(chart: Chart, analyte: Analyte): LabPoint | null {
	const first = chart.firstDose;
	if (!first) return null;
	return chart.series(analyte).points.findLast((point) => point.date <= first.date) ?? null;
}
