import type { When } from '@consilium/case-model';
import type { Eligibility } from './decisions/eligibility.ts';
import type { ImagingDecision } from './decisions/imaging.ts';
import type { NextDose } from './decisions/next-dose.ts';
import type { Finding } from './finding.ts';
import type { RuleSet } from './rule-set.ts';
import type { DueItem } from './schedule/due-item.ts';

export interface Decisions {
	eligibility: Eligibility;
	nextDose: NextDose;
	imaging: Record<string, ImagingDecision>;
}

/** Everything the rules say about one case as of one day under one policy. */
export interface Evaluation {
	findings: Finding[];
	decisions: Decisions;
	schedule: DueItem[];
	ruleSet: RuleSet;
	policyHash: string;
	asOf: When;
}
