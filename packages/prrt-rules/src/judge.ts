import type { Chart } from './chart/chart.ts';
import { fingerprint } from './exact/fingerprint.ts';
import type { Evidence, Finding, Missing, Verdict } from './finding.ts';
import { policyHash } from './policy/policy-hash.ts';
import { ruleSet } from './rule-set.ts';
import type { Rule } from './rule.ts';

const none: readonly never[] = [];

const evidenceText = ({ path, id = '', canonical, value = '', unit = '', at = '', used }: Evidence): string =>
	`${path}|${id}|${canonical ?? `${value} ${unit}`}|${at}|${used}`;

/** One line per need: the same one is often found at several dates. */
function distinct(missing: readonly Missing[]): readonly Missing[] {
	if (missing.length < 2) return missing;
	const seen = new Map(
		missing.map((item) => [`${item.path}|${item.id ?? ''}|${item.reason}|${item.need}`, item]),
	);
	return seen.size === missing.length ? missing : [...seen.values()];
}

function factsFingerprint(
	key: string,
	{ status, evidence = none }: Verdict,
	missing: readonly Missing[],
): string {
	let text = `${key}\n${status}`;
	for (const row of evidence) if (row.used !== 'ignored') text += `\n${evidenceText(row)}`;
	for (const item of missing) text += `\n${item.path}|${item.id ?? ''}|${item.reason}`;
	return fingerprint(text);
}

function severityOf(rule: Rule, verdict: Verdict): Finding['severity'] {
	const known = rule.statuses[verdict.status];
	if (known === undefined) throw new Error(`${rule.id} gave the undeclared status ${verdict.status}`);
	return verdict.severity ?? known;
}

function findingOf(rule: Rule, verdict: Verdict, chart: Chart): Finding {
	const missing = distinct(verdict.missing ?? none);
	const { subject, status, window, measures, until, alternateReading } = verdict;
	const key = subject === undefined ? rule.id : `${rule.id}@${subject}`;
	const finding: Finding = {
		key,
		ruleId: rule.id,
		ruleVersion: rule.version,
		title: rule.title,
		group: rule.group,
		rulepack: ruleSet.id,
		overlays: rule.overlays ?? none,
		policyHash: policyHash(chart.policy),
		status,
		severity: severityOf(rule, verdict),
		headline: verdict.headline,
		because: verdict.because ?? none,
		evidence: verdict.evidence ?? none,
		missing,
		options: verdict.options ?? none,
		source: verdict.source ?? rule.source,
		asOf: chart.asOf,
		factsFingerprint: factsFingerprint(key, verdict, missing),
	};
	if (subject !== undefined) finding.subject = subject;
	if (rule.ctcae) finding.ctcae = chart.policy.ctcaeVersion;
	if (window) finding.window = window;
	if (measures) finding.measures = measures;
	if (until) finding.until = until;
	if (alternateReading) finding.alternateReading = alternateReading;
	return finding;
}

const silent: Verdict = { status: 'not-applicable', headline: 'Nothing recorded that this rule speaks of.' };

/** The findings of one rule for one chart: one per subject, or one quiet one when it has no subject. */
export function judge(rule: Rule, chart: Chart): Finding[] {
	const verdicts = rule.judge(chart);
	return (verdicts.length === 0 ? [silent] : verdicts).map((verdict) => findingOf(rule, verdict, chart));
}
