export { cdsCardSchema, type CdsCard } from './cds-hooks/card.ts';
export { cardOf, cardsOf } from './cds-hooks/finding-card.ts';
export { overrideReasonCodes, type OverrideReasonCode } from './cds-hooks/override-reasons.ts';
export { catalogue, eligibilityRules, factPathsRead, ruleById } from './catalogue.ts';
export type { Eligibility } from './decisions/eligibility.ts';
export type { ImagingDecision } from './decisions/imaging.ts';
export type { NextDose } from './decisions/next-dose.ts';
export { evaluate, type EvaluateOptions } from './evaluate.ts';
export { evaluateCase, type CaseJudgement, type EvaluateCaseOptions } from './evaluate-case.ts';
export type { Decisions, Evaluation } from './evaluation.ts';
export { canonicalJson } from './exact/canonical-json.ts';
export type {
	AlternateReading,
	AskRole,
	Evidence,
	Finding,
	Measures,
	Missing,
	MissingReason,
	Option,
	RuleGroup,
	Severity,
	Source,
	Window,
} from './finding.ts';
export { cockcroftGault } from './measures/cockcroft-gault.ts';
export {
	ctcaeLines,
	toxicityGrade,
	type CtcaeLine,
	type CtcaeVersion,
	type ToxicityGrade,
} from './measures/ctcae.ts';
export { overlayById, overlays, type PolicyOverlay } from './policy/overlays.ts';
export { policyHash } from './policy/policy-hash.ts';
export {
	defaultPolicy,
	policyWith,
	readPolicy,
	type Policy,
	type PolicyOverrides,
	type PolicyReading,
} from './policy/policy.ts';
export type { Rule } from './rule.ts';
export { ruleSet, type RuleSet } from './rule-set.ts';
export type { Conflict, DueItem, DueKind } from './schedule/due-item.ts';
export type { Change } from './what-if/lever.ts';
export { whatWouldChange, type WhatIf } from './what-if/what-would-change.ts';
