import type { CaseFacts, When } from '@consilium/case-model';
import { catalogue, eligibilityRules } from './catalogue.ts';
import { chartOf } from './chart/chart.ts';
import { decideEligibility } from './decisions/eligibility.ts';
import { decideImaging } from './decisions/imaging.ts';
import { decideNextDose } from './decisions/next-dose.ts';
import type { Evaluation } from './evaluation.ts';
import type { Finding } from './finding.ts';
import { judge } from './judge.ts';
import { policyHash } from './policy/policy-hash.ts';
import { defaultPolicy, policyWith, type Policy, type PolicyOverrides } from './policy/policy.ts';
import { ruleSet } from './rule-set.ts';
import { scheduleOf } from './schedule/schedule.ts';

export interface EvaluateOptions {
	/** The day (or instant) the judgement is made for. */
	asOf: When;
	/** Overrides of the defaults; check them with `readPolicy` at the edge. */
	policy?: PolicyOverrides;
}

const merged = new WeakMap<PolicyOverrides, Policy>();

function policyOf(overrides: PolicyOverrides | undefined): Policy {
	if (overrides === undefined || overrides === defaultPolicy) return defaultPolicy;
	const known = merged.get(overrides) ?? policyWith(overrides);
	merged.set(overrides, known);
	return known;
}

/**
 * All findings, decisions and due items of a case. Pure and synchronous: equal facts, policy and `asOf` give an
 * equal result, in the browser as on the server. Needs facts that `readFacts` accepted; does not change them.
 */
export function evaluate(facts: CaseFacts, options: EvaluateOptions): Evaluation {
	const policy = policyOf(options.policy);
	const chart = chartOf(facts, policy, options.asOf);
	const findings: Finding[] = [];
	for (const rule of catalogue) findings.push(...judge(rule, chart));
	const statusOf = (ruleId: string) => findings.find((finding) => finding.ruleId === ruleId)?.status;
	const eligibility = decideEligibility(chart, eligibilityRules, statusOf);
	return {
		findings,
		decisions: {
			eligibility,
			nextDose: decideNextDose(chart, findings, eligibility),
			imaging: decideImaging(chart),
		},
		schedule: scheduleOf(chart, findings),
		ruleSet,
		policyHash: policyHash(policy),
		asOf: options.asOf,
	};
}
