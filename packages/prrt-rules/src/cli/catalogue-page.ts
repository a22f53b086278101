import { catalogue } from '../catalogue.ts';
import { overlays } from '../policy/overlays.ts';
import { defaultPolicy } from '../policy/policy.ts';
import { policyReasons } from '../policy/reasons.ts';
import type { Rule } from '../rule.ts';
import { ruleSet } from '../rule-set.ts';

function ruleSection(rule: Rule): string[] {
	const { source } = rule;
	const quote = source.quote ? ` “${source.quote}”` : '';
	const statuses = Object.entries(rule.statuses).map(([status, severity]) =>
		severity === 'none' ? status : `${status} (${severity})`,
	);
	return [
		`### ${rule.id}`,
		'',
		`${rule.title}. ${source.kind === 'paper' ? 'Source' : 'Label'}: ${source.section}.${quote}`,
		'',
		`- Statuses: ${statuses.join(', ')}`,
		`- Reads: ${rule.reads.map((path) => `\`${path}\``).join(', ')}`,
		...(rule.policyKeys.length > 0
			? [`- Policy: ${rule.policyKeys.map((key) => `\`${key}\``).join(', ')}`]
			: []),
		...(rule.ctcae ? ['- Toxicity grades by the CTCAE version of the policy, printed in each finding'] : []),
		'',
	];
}

function groupSections(): string[] {
	const groups = [...new Set(catalogue.map(({ group }) => group))];
	return groups.flatMap((group) => [
		`## ${group[0]?.toUpperCase() ?? ''}${group.slice(1)}`,
		'',
		...catalogue.filter((rule) => rule.group === group).flatMap(ruleSection),
	]);
}

/** The catalogue as a Markdown page: every rule, every threshold with its reason, every overlay. */
export function cataloguePage(): string {
	const policy = Object.entries(policyReasons).map(
		([key, reason]) =>
			`- \`${key}\` = \`${JSON.stringify(Object.entries(defaultPolicy).find(([name]) => name === key)?.[1])}\`: ${reason}`,
	);
	return [
		'# Catalogue of rules',
		'',
		`Rule set ${ruleSet.id} ${ruleSet.version}, ${ruleSet.status}: no clinician has signed it. Written by \`pnpm rules catalogue\`; do not edit.`,
		'',
		...groupSections(),
		'## Thresholds',
		'',
		...policy,
		'',
		'## Overlays',
		'',
		...overlays.map(
			({ id, title, basis, overrides }) =>
				`- \`${id}\` (${title}): ${basis} \`${JSON.stringify(overrides)}\``,
		),
		'',
	].join('\n');
}
