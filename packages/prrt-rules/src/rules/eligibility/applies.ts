import type { Chart } from '../../chart/chart.ts';
import type { RuleGroup, Severity, Verdict } from '../../finding.ts';

/** The question of eligibility is asked before the first dose; after it Table 3 speaks. */
export const eligibilityApplies = (chart: Chart): boolean => chart.given === 0 && !chart.ended;

const begun: Verdict = {
	status: 'not-applicable',
	headline: 'Eligibility is judged before the first dose; treatment has begun or ended.',
};

/** What every ELIG rule shares: its statuses with their severities and its group. */
export const eligibilityRule: {
	version: string;
	group: RuleGroup;
	statuses: Readonly<Record<string, Severity>>;
} = {
	version: '1.0.0',
	group: 'eligibility',
	statuses: {
		met: 'none',
		'not-met': 'critical',
		'case-by-case': 'warning',
		'cannot-determine': 'warning',
		'not-applicable': 'none',
	},
};

/** A judgement made only while eligibility is in question. */
export const beforeFirstDose =
	(judge: (chart: Chart) => Verdict) =>
	(chart: Chart): Verdict[] => [eligibilityApplies(chart) ? judge(chart) : begun];
