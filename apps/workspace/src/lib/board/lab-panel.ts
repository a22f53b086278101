import type { Analyte } from '@consilium/case-model';
import { ctcaeLines } from '@consilium/prrt-rules';
import type { LabSeries } from './lab-series.ts';
import { domainOf, type Threshold } from './lab-domain.ts';

/** The toxicity grade at which a dose is withheld or looked at again, by analyte (RULES Table 3). */
const actionGrade: Partial<Record<Analyte, number>> = {
	platelets: 2,
	hemoglobin: 3,
	neutrophils: 3,
	creatinine: 2,
	bilirubin: 3,
};

export interface PanelLine extends Threshold {
	action: boolean;
}

/** A panel of the plot in the canonical unit: its y range and its horizontal lines. */
export interface LabPanel {
	series: LabSeries;
	domain: [number, number];
	lines: PanelLine[];
	/** The last value before the first cycle. */
	baseline: number | null;
}

function baselineOf(series: LabSeries, firstCycle: number | null): number | null {
	if (firstCycle === null) return null;
	return series.points.findLast((point) => point.day <= firstCycle && point.value !== null)?.value ?? null;
}

/** Lines where toxicity grades begin; those outside the panel are left out, the action line never is. */
export function labPanel(series: LabSeries, firstCycle: number | null): LabPanel {
	const { low, high } = series.reference;
	const reference = { ...(low === null ? {} : { low }), ...(high === null ? {} : { high }) };
	const grades = ctcaeLines(series.analyte, '5.0', reference).filter((line) => line.toxicityGrade > 1);
	const wanted = actionGrade[series.analyte] ?? 2;
	const action = grades.find((line) => line.toxicityGrade === wanted) ?? null;
	const values = series.points.flatMap((point) => point.value ?? []);
	const baseline = baselineOf(series, firstCycle);
	const domain = domainOf(baseline === null ? values : [...values, baseline], action);
	const inside = grades.filter(
		(line) => line === action || (line.value >= domain[0] && line.value <= domain[1]),
	);
	const lines = inside.map((line) => ({
		value: line.value,
		label: `G${line.toxicityGrade} ${line.side === 'below' ? '<' : '>'}${Number(line.value.toPrecision(3))}`,
		action: line === action,
	}));
	return { series, domain, lines, baseline };
}
