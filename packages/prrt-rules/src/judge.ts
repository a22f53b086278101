import type { Chart } from './chart/chart.ts';
import { fingerprint } from './exact/fingerprint.ts';
import type { Evidence, Finding, Verdict } from './finding.ts';
import { policyHash } from './policy/policy-hash.ts';
import { ruleSet } from './rule-set.ts';
import type { Rule } from './rule.ts';

const evidenceText = (row: Evidence): string =>
	[row.path, row.id, row.canonical ?? `${row.value ?? ''} ${row.unit ?? ''}`, row.at, row.used].join('|');

function factsFingerprint(key: string, verdict: Verdict): string {
	const used = (verdict.evidence ?? []).filter((row) => row.used !== 'ignored').map(evidenceText);
	const missing = (verdict.missing ?? []).map((item) => `${item.path}|${item.id ?? ''}|${item.reason}`);
	return fingerprint([key, verdict.status, ...used, ...missing].join('\n'));
}

function severityOf(rule: Rule, verdict: Verdict): Finding['severity'] {
	const known = rule.statuses[verdict.status];
	if (known === undefined) throw new Error(`${rule.id} gave the undeclared status ${verdict.status}`);
	return verdict.severity ?? known;
}

function findingOf(rule: Rule, verdict: Verdict, chart: Chart): Finding {
	const { subject, status, headline, window, measures, until, alternateReading } = verdict;
	const key = subject === undefined ? rule.id : `${rule.id}@${subject}`;
	return {
		key,
		ruleId: rule.id,
		ruleVersion: rule.version,
		title: rule.title,
		group: rule.group,
		...(subject === undefined ? {} : { subject }),
		rulepack: ruleSet.id,
		overlays: rule.overlays ?? [],
		...(rule.ctcae ? { ctcae: chart.policy.ctcaeVersion } : {}),
		policyHash: policyHash(chart.policy),
		status,
		severity: severityOf(rule, verdict),
		headline,
		because: verdict.because ?? [],
		evidence: verdict.evidence ?? [],
		missing: verdict.missing ?? [],
		...(window ? { window } : {}),
		...(measures ? { measures } : {}),
		options: verdict.options ?? [],
		...(until ? { until } : {}),
		...(alternateReading ? { alternateReading } : {}),
		source: rule.source,
		asOf: chart.asOf,
		factsFingerprint: factsFingerprint(key, verdict),
	};
}

const silent: Verdict = { status: 'not-applicable', headline: 'Nothing recorded that this rule speaks of.' };

/** The findings of one rule for one chart: one per subject, or one quiet one when it has no subject. */
export function judge(rule: Rule, chart: Chart): Finding[] {
	const verdicts = rule.judge(chart);
	return (verdicts.length === 0 ? [silent] : verdicts).map((verdict) => findingOf(rule, verdict, chart));
}
