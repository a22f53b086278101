import { isWhen, readFacts, type CaseFacts, type FactsIssue, type When } from '@consilium/case-model';
import { readPolicy, type PolicyOverrides } from '../policy/policy.ts';

/** One line of input, checked. */
export interface RulesInput {
	readonly id: string | null;
	readonly asOf: When;
	readonly policy: PolicyOverrides;
	readonly facts: CaseFacts;
	/** The whole line, for what else it carries. */
	readonly line: Readonly<Record<string, unknown>>;
}
export type InputReading =
	| { readonly ok: true; readonly input: RulesInput }
	| { readonly ok: false; readonly id: string | null; readonly issues: readonly FactsIssue[] };

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

const idOf = (line: Record<string, unknown>): string | null =>
	typeof line.id === 'string' || typeof line.id === 'number' ? String(line.id) : null;

/** `{ id?, asOf, policy?, facts }` from one JSON text; every refusal names its path. */
export function readInput(text: string): InputReading {
	const line = parsed(text);
	if (!isRecord(line))
		return { ok: false, id: null, issues: [{ path: '', message: 'not a JSON object on one line' }] };
	const id = idOf(line);
	const { asOf } = line;
	if (!isWhen(asOf))
		return {
			ok: false,
			id,
			issues: [{ path: 'asOf', message: `${JSON.stringify(asOf) ?? 'nothing'} is not a date or an instant` }],
		};
	const policy = readPolicy(line.policy);
	const facts = readFacts(line.facts, asOf);
	const policyIssues = policy.ok ? [] : policy.issues;
	const factsIssues = facts.ok
		? []
		: facts.issues.map((issue) => ({ ...issue, path: issue.path === '' ? 'facts' : `facts.${issue.path}` }));
	if (!policy.ok || !facts.ok) return { ok: false, id, issues: [...policyIssues, ...factsIssues] };
	return { ok: true, input: { id, asOf, policy: policy.policy, facts: facts.facts, line } };
}
