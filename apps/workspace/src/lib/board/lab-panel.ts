import type { Analyte } from '@consilium/case-model';
import { ctcaeLines } from '@consilium/prrt-rules';
import type { LabSeries } from './lab-series.ts';
import { domainOf, type Threshold } from './lab-domain.ts';

/**
 * The toxicity grade at which Table 3 of the source withholds a dose, by analyte. Creatinine is not among them: its line
 * is 40% over the patient's own baseline. An analyte that Table 3 does not name has no such line.
 */
const actionGrade: Partial<Record<Analyte, number>> = {
	platelets: 2,
	hemoglobin: 3,
	neutrophils: 3,
	bilirubin: 3,
	albumin: 2,
};
const creatinineRise = 1.4;

export interface PanelLine extends Threshold {
	action: boolean;
}

/** A panel of the plot in the canonical unit: its y range and its horizontal lines. */
export interface LabPanel {
	series: LabSeries;
	domain: [number, number];
	lines: PanelLine[];
	/** The newest final value on or before the day of the first cycle. */
	baseline: number | null;
}

function baselineOf(series: LabSeries, firstCycle: number | null): number | null {
	if (firstCycle === null) return null;
	return (
		series.points.findLast((point) => point.day <= firstCycle && point.value !== null && !point.preliminary)
			?.value ?? null
	);
}

const written = (value: number): string => String(Number(value.toPrecision(3)));

/** Where a dose is withheld for creatinine: 40% over the baseline; none while there is no baseline. */
function riseLine(series: LabSeries, baseline: number | null): PanelLine | null {
	if (series.analyte !== 'creatinine' || baseline === null) return null;
	const value = baseline * creatinineRise;
	return { value, label: `baseline +40% ≥${written(value)}`, action: true };
}

/** Lines where toxicity grades begin, and the one at which a dose is withheld. Only the latter may widen the panel. */
export function labPanel(series: LabSeries, firstCycle: number | null): LabPanel {
	const { low, high } = series.reference;
	const reference = { ...(low === null ? {} : { low }), ...(high === null ? {} : { high }) };
	const wanted = actionGrade[series.analyte];
	const grades = ctcaeLines(series.analyte, '5.0', reference)
		.filter((line) => line.toxicityGrade > 1)
		.map((line) => ({
			value: line.value,
			label: `G${line.toxicityGrade} ${line.side === 'below' ? '<' : '>'}${written(line.value)}`,
			action: line.toxicityGrade === wanted,
		}));
	const baseline = baselineOf(series, firstCycle);
	const rise = riseLine(series, baseline);
	const all: PanelLine[] = rise ? [...grades, rise] : grades;
	const action = all.find((line) => line.action) ?? null;
	const values = series.points.flatMap((point) => point.value ?? []);
	const domain = domainOf(baseline === null ? values : [...values, baseline], action);
	const lines = all.filter((line) => line.action || (line.value >= domain[0] && line.value <= domain[1]));
	return { series, domain, lines, baseline };
}
