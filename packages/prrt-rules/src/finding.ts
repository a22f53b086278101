import type { When } from '@consilium/case-model';

/** Whom a question goes to. */
export type AskRole =
	| 'primaryOncologist'
	| 'netSpecialist'
	| 'nuclearMedicine'
	| 'radiologist'
	| 'pathologist'
	| 'careCoordinator';

/** The CDS Hooks indicators; 'none' stays quiet. */
export type Severity = 'critical' | 'warning' | 'info' | 'none';

/**
 * One recorded fact that was looked at. `path` is a facts path such as `labs[].q`; `id` names the row: its own id, the
 * number of a dose, the day of a body weight.
 */
export interface Evidence {
	path: string;
	id?: string;
	label: string;
	/** As recorded. */
	value?: string;
	unit?: string;
	/** In the canonical unit, when that differs from what was recorded. */
	canonical?: string;
	at?: When;
	used: 'decisive' | 'context' | 'ignored';
	why?: string;
}

export type MissingReason =
	'absent' | 'no-unit' | 'implausible' | 'conflict' | 'stale' | 'preliminary' | 'precision';

/** Something that would have to be known, why it is not, and who could say. */
export interface Missing {
	path: string;
	id?: string;
	need: string;
	reason: MissingReason;
	askRole: AskRole;
}

/** Dates a finding speaks of. `earliest` and `through` are instants where the rule counts hours. */
export interface Window {
	dueOn?: When;
	windowStart?: When;
	windowEnd?: When;
	validThrough?: When;
	earliestDose?: When;
	earliest?: When;
	through?: When;
	limit?: When;
	notBefore?: When;
}

export interface Option {
	id: string;
	label: string;
	permitted: boolean;
}

/** What the finding would say under the other reading of an ambiguity named in RULES §2.4. */
export interface AlternateReading {
	ambiguity: string;
	status: string;
	detail: string;
}

export interface Source {
	citation: string;
	section: string;
	/** At most 20 words, verbatim. */
	quote?: string;
	url?: string;
	kind: 'paper' | 'label' | 'policy';
}

export type Measures = Readonly<Record<string, number | string | readonly string[]>>;

/** The result of one rule for one subject: everything a person needs to check it. */
export interface Finding {
	/** `RULE-ID` or `RULE-ID@subject`; stable across evaluations. */
	key: string;
	ruleId: string;
	ruleVersion: string;
	title: string;
	group: RuleGroup;
	subject?: string;
	rulepack: string;
	overlays: readonly string[];
	ctcae?: '5.0' | '6.0';
	policyHash: string;
	status: string;
	severity: Severity;
	/** Under 140 characters; states a fact. */
	headline: string;
	because: readonly string[];
	evidence: readonly Evidence[];
	missing: readonly Missing[];
	window?: Window;
	measures?: Measures;
	options: readonly Option[];
	/** For a hold: what would release it, with the numbers filled in. */
	until?: readonly string[];
	alternateReading?: AlternateReading;
	source: Source;
	asOf: When;
	/** Changes when the facts used or the status change: an override of another fingerprint has lapsed. */
	factsFingerprint: string;
}

export type RuleGroup =
	| 'grading'
	| 'eligibility'
	| 'washout'
	| 'schedule'
	| 'laboratory'
	| 'dose'
	| 'infusion'
	| 'radiation'
	| 'followup'
	| 'imaging'
	| 'coordination'
	| 'safety';

/** What a rule itself says; the engine adds key, source, severity, policy and fingerprint. */
export interface Verdict {
	subject?: string;
	status: string;
	/** Only where it differs from the rule's table of severities. */
	severity?: Severity;
	headline: string;
	because?: readonly string[];
	evidence?: readonly Evidence[];
	missing?: readonly Missing[];
	window?: Window;
	measures?: Measures;
	options?: readonly Option[];
	until?: readonly string[];
	alternateReading?: AlternateReading;
	/** Only where another sentence of the source says it than the one the rule as a whole rests on. */
	source?: Source;
}
