import type { Chart } from './chart/chart.ts';
import type { RuleGroup, Severity, Source, Verdict } from './finding.ts';
import type { Policy } from './policy/policy.ts';

/** One rule of the catalogue: what it may say, what it reads, where it comes from, and how it judges. */
export interface Rule {
	id: string;
	version: string;
	title: string;
	group: RuleGroup;
	/** Every status the rule can give, with the severity of each. */
	statuses: Readonly<Record<string, Severity>>;
	source: Source;
	/** Facts paths the rule may read, e.g. `labs[].q`. Evidence never names another one. */
	reads: readonly string[];
	policyKeys: readonly (keyof Policy)[];
	/** Set where the rule does not come from the source but from a label overlay. */
	overlays?: readonly string[];
	/** True where the judgement depends on the CTCAE version, which is then printed in the finding. */
	ctcae?: boolean;
	/** Pure; one verdict per subject, at least one on every evaluation. */
	judge(chart: Chart): readonly Verdict[];
}

const citation = 'Hendifar AE, Mehr SH, McHaffie DR. Pancreas 2022;51:213-218';
const articleUrl = 'https://doi.org/10.1097/MPA.0000000000002002';

/** A locator in the source article with a short verbatim quotation. */
export const paper = (section: string, quote: string): Source => ({
	citation,
	section,
	quote,
	url: articleUrl,
	kind: 'paper',
});

/** A locator in the product label: an overlay, not the source. */
export const label = (section: string, quote?: string): Source => ({
	citation: 'Lutathera (lutetium Lu 177 dotatate) US prescribing information',
	section,
	...(quote === undefined ? {} : { quote }),
	kind: 'label',
});

/** What every rule that reads a lab result reads of it. */
export const labPaths = ['labs[].analyte', 'labs[].q', 'labs[].collected', 'labs[].status'] as const;

/** What a creatinine clearance is computed from besides creatinine. */
export const clearancePaths = [
	'patient.birthDate',
	'patient.sex',
	'patient.weights[].measuredOn',
	'patient.weights[].q',
] as const;
