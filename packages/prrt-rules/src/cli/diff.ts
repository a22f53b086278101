import { evaluate } from '../evaluate.ts';
import type { Evaluation } from '../evaluation.ts';
import type { Policy } from '../policy/policy.ts';
import type { ExitCode, Out } from './commands.ts';
import { readInput } from './read-input.ts';

const statusesOf = ({ findings, decisions }: Evaluation): Map<string, string> =>
	new Map([
		...findings.map(({ key, status }): [string, string] => [key, status]),
		['decision eligibility', decisions.eligibility],
		['decision nextDose', decisions.nextDose.action],
	]);

function changes(before: Evaluation, after: Evaluation): string[] {
	const other = statusesOf(after);
	return [...statusesOf(before)].flatMap(([key, status]) =>
		other.get(key) === status ? [] : [`${key}: ${status} -> ${other.get(key) ?? 'nothing'}`],
	);
}

/** Which cases two policies judge differently, and how. A line's own policy is not used. Exit status 1 when a line is bad. */
export async function diffLines(
	lines: AsyncIterable<string>,
	policies: readonly [Policy, Policy],
	out: Out,
): Promise<ExitCode> {
	let [total, changed, bad] = [0, 0, 0];
	for await (const text of lines) {
		total += 1;
		const reading = readInput(text);
		if (!reading.ok) {
			bad += 1;
			await out.write(`${reading.id ?? `line ${total}`}  refused at ${reading.issues[0]?.path ?? ''}\n`);
			continue;
		}
		const { facts, asOf, id } = reading.input;
		const [before, after] = policies;
		const found = changes(
			evaluate(facts, { asOf, policy: before }),
			evaluate(facts, { asOf, policy: after }),
		);
		if (found.length > 0) changed += 1;
		for (const one of found) await out.write(`${id ?? `line ${total}`}  ${one}\n`);
	}
	await out.write(`${changed} of ${total} cases change\n`);
	return bad === 0 ? 0 : 1;
}
