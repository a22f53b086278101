import type { Chart } from '../../chart/chart.ts';
import type { Option, RuleGroup, Severity, Verdict } from '../../finding.ts';
import type { RowAnswer, RowStatus } from './row.ts';

const full: Option = { id: 'give-7.4', label: '7.4 GBq', permitted: true };
const half: Option = { id: 'give-3.7', label: '3.7 GBq', permitted: true };
const refused = (option: Option): Option => ({ ...option, permitted: false });

const options: Record<RowStatus, readonly Option[]> = {
	clear: [],
	'reescalate-permitted': [full, half],
	reduce: [half, refused(full)],
	'cannot-determine': [],
	hold: [refused(half), refused(full)],
	discontinue: [refused(half), refused(full)],
};

/** What every row of Table 3 shares. */
export const doseRule: { version: string; group: RuleGroup; statuses: Readonly<Record<string, Severity>> } = {
	version: '1.0.0',
	group: 'dose',
	statuses: {
		clear: 'none',
		'reescalate-permitted': 'info',
		reduce: 'warning',
		hold: 'critical',
		discontinue: 'critical',
		'cannot-determine': 'warning',
		'not-applicable': 'none',
	},
};

export const dosePaths = [
	'doses[].n',
	'doses[].infusionStart',
	'doses[].activity',
	'plan.nextDoseAt',
	'plan.plannedDoses',
	'course.status',
] as const;

export const dosePolicyKeys = ['labMaxAgeDays', 'sixteenWeekClock', 'doseIntervalDays'] as const;

const noFurtherDose: Verdict = {
	status: 'not-applicable',
	headline: 'No further dose of this course is to come; there is no dose to modify.',
};

const amino = 'By the 2018 label the amino acid solution is not reduced with the dose.';

function verdictOf(answer: RowAnswer): Verdict {
	return {
		status: answer.status,
		headline: answer.headline,
		because: answer.status === 'reduce' ? [...answer.because, amino] : answer.because,
		evidence: answer.evidence,
		missing: answer.missing,
		options: options[answer.status],
		...(answer.limit === undefined ? {} : { window: { limit: answer.limit } }),
		...(answer.until ? { until: answer.until } : {}),
		...(answer.alternateReading ? { alternateReading: answer.alternateReading } : {}),
	};
}

/** A row is judged while another dose of the course is to come. */
export const whileDosesRemain =
	(judge: (chart: Chart) => RowAnswer) =>
	(chart: Chart): Verdict[] => [chart.ended ? noFurtherDose : verdictOf(judge(chart))];
