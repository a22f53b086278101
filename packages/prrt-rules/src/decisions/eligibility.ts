import type { Chart } from '../chart/chart.ts';
import { eligibilityApplies } from '../rules/eligibility/applies.ts';

export type Eligibility =
	| 'eligible'
	| 'eligible-with-conditions'
	| 'case-by-case'
	| 'not-eligible'
	| 'cannot-determine'
	| 'not-applicable';

const currency = 'ELIG-SSTR-IMAGING-CURRENT';

/**
 * The eligibility decision (S22): a criterion that fails outranks missing data, missing data outranks case by
 * case, and an outdated receptor study is a condition, not a failure. `statusOf` gives a rule's status.
 */
export function decideEligibility(
	chart: Chart,
	criteria: readonly string[],
	statusOf: (ruleId: string) => string | undefined,
): Eligibility {
	if (!eligibilityApplies(chart)) return 'not-applicable';
	const current = statusOf(currency);
	const statuses = criteria.filter((id) => id !== currency).map(statusOf);
	if (statuses.includes('not-met')) return 'not-eligible';
	if (statuses.includes('cannot-determine') || current === 'cannot-determine') return 'cannot-determine';
	if (statuses.includes('case-by-case')) return 'case-by-case';
	return current === 'not-met' ? 'eligible-with-conditions' : 'eligible';
}
