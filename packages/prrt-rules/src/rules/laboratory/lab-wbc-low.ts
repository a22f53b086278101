import { decimal, isBelow, plain, toCanonical, type Decimal } from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import type { LabPoint } from '../../chart/lab-series.ts';
import { latestOf } from '../../chart/latest.ts';
import { needed } from '../../chart/recorded.ts';
import { day, shownPoint } from '../../chart/words.ts';
import type { Verdict } from '../../finding.ts';
import { labPaths, paper, type Rule } from '../../rule.ts';

function lowerLimit(point: LabPoint): Decimal | null {
	const low = point.lab.ref?.low;
	const { unit } = point.lab.q;
	if (low === undefined || low <= 0 || unit === undefined) return null;
	const read = toCanonical('leukocytes', { value: low, unit });
	return read.ok ? read.value : null;
}

function judgePoint(point: LabPoint, value: Decimal): Verdict {
	const limit = lowerLimit(point);
	if (limit === null)
		return {
			status: 'cannot-determine',
			headline: 'The white cell count has no lower limit of normal.',
			missing: [
				needed(
					'labs[].ref.low',
					'The lower limit of normal of the white cell count',
					'primaryOncologist',
					'absent',
					point.lab.id,
				),
			],
		};
	const low = isBelow(value, limit);
	const because = [
		`White cells ${shownPoint(point)} on ${day(point.date)}; the lower limit of normal is ${plain(decimal(point.lab.ref?.low ?? 0), 3)}.`,
	];
	return low
		? {
				status: 'consider-delay',
				headline: 'White cells are below normal: the source says treatment may be delayed.',
				because,
			}
		: { status: 'ok', headline: 'White cells are not below normal.', because };
}

function judge(chart: Chart): Verdict {
	const latest = latestOf(chart, 'leukocytes', chart.lastDose?.date ?? null);
	const quiet = chart.ended ? { severity: 'none' as const } : {};
	if (latest.point === null || latest.value === null)
		return {
			...quiet,
			status: 'cannot-determine',
			headline: 'No usable white cell count for the next dose.',
			because: latest.because,
			evidence: latest.evidence,
			missing: latest.missing,
		};
	return { ...quiet, evidence: latest.evidence, ...judgePoint(latest.point, latest.value) };
}

/** S53: white cells below the lower limit of normal; "may be delayed" is no hold. */
export const labWbcLow: Rule = {
	id: 'LAB-WBC-LOW',
	version: '1.0.0',
	title: 'White cell count',
	group: 'laboratory',
	statuses: { ok: 'none', 'consider-delay': 'warning', 'cannot-determine': 'warning' },
	source: paper(
		'Treatment',
		'Treatment may be delayed in patients with reduced kidney function or reduced white blood cell counts',
	),
	reads: [...labPaths, 'labs[].ref.low', 'doses[].infusionStart', 'plan.nextDoseAt', 'course.status'],
	policyKeys: ['labMaxAgeDays'],
	judge: (chart) => [judge(chart)],
};
