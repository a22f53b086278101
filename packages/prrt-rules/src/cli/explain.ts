import { defaultPolicy } from '../policy/policy.ts';
import type { Rule } from '../rule.ts';

/** A rule in words: what it says, where it comes from, what it reads and which policy keys turn it. */
export function explained(rule: Rule): string {
	const { source } = rule;
	const statuses = Object.entries(rule.statuses).map(
		([status, severity]) => `  ${status.padEnd(32)} ${severity}`,
	);
	const keys = rule.policyKeys.map((key) => `  ${key} = ${JSON.stringify(defaultPolicy[key])}`);
	return [
		`${rule.id} ${rule.version}  ${rule.title}`,
		'',
		`Source (${source.kind}): ${source.citation}; ${source.section}`,
		...(source.quote ? [`  "${source.quote}"`] : []),
		...(rule.overlays ?? []).map((overlay) => `Overlay: ${overlay}`),
		...(rule.ctcae ? ['Toxicity grades: by the CTCAE version of the policy, printed in each finding'] : []),
		'',
		'Statuses and their severity:',
		...statuses,
		'',
		'Reads:',
		...rule.reads.map((path) => `  ${path}`),
		'',
		'Policy keys and defaults:',
		...(keys.length > 0 ? keys : ['  none']),
		'',
	].join('\n');
}
