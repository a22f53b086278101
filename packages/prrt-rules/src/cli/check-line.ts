import { canonicalJson } from '../exact/canonical-json.ts';
import { evaluate } from '../evaluate.ts';
import type { Evaluation } from '../evaluation.ts';
import type { RulesInput } from './read-input.ts';

type Expected = Readonly<Record<string, unknown>>;
const asRecord = (value: unknown): Expected =>
	typeof value === 'object' && value !== null && !Array.isArray(value)
		? Object.fromEntries(Object.entries(value))
		: {};

const shown = (value: unknown): string => (value === undefined ? 'nothing' : canonicalJson(value));
/** Lists of names are compared as sets: their order says nothing. */
const ordered = (value: unknown): unknown =>
	Array.isArray(value) && value.every((item) => typeof item === 'string') ? [...value].sort() : value;

const differ = (what: string, wanted: unknown, got: unknown): string[] =>
	canonicalJson(ordered(wanted)) === (got === undefined ? undefined : canonicalJson(ordered(got)))
		? []
		: [`${what}: expected ${shown(wanted)}, got ${shown(got)}`];

function statusMismatches(expected: Expected, { findings }: Evaluation): string[] {
	return Object.entries(expected).flatMap(([key, status]) =>
		differ(key, status, findings.find((finding) => finding.key === key)?.status),
	);
}

function windowMismatches(expected: Expected, { findings }: Evaluation): string[] {
	return Object.entries(expected).flatMap(([key, names]) => {
		const finding = findings.find((one) => one.key === key);
		const known: Expected = { ...finding?.measures, ...finding?.window };
		return Object.entries(asRecord(names)).flatMap(([name, value]) =>
			differ(`${key} ${name}`, value, known[name]),
		);
	});
}

/** An object is expected in part: only the names it gives are compared. */
function partMismatches(what: string, wanted: unknown, got: unknown): string[] {
	if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted))
		return differ(what, wanted, got);
	const known = asRecord(got);
	return Object.entries(wanted).flatMap(([name, value]) =>
		partMismatches(`${what}.${name}`, value, known[name]),
	);
}

/** How an evaluation differs from what a line expects; only what the line lists is compared. */
export function mismatchesOf(input: RulesInput): string[] {
	const { expected, expectedWindows, expectedDecision } = input.line;
	const evaluation = evaluate(input.facts, { asOf: input.asOf, policy: input.policy });
	return [
		...statusMismatches(asRecord(expected), evaluation),
		...windowMismatches(asRecord(expectedWindows), evaluation),
		...partMismatches('decision', asRecord(expectedDecision), evaluation.decisions),
	];
}
