import { evaluate } from '../evaluate.ts';
import type { ExitCode, Out } from './commands.ts';
import { readInput } from './read-input.ts';

/** Counts per rule and status over all lines, then the decisions. Exit status 1 when a line is bad. */
export async function summarizeLines(lines: AsyncIterable<string>, out: Out): Promise<ExitCode> {
	const counts = new Map<string, number>();
	const count = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
	let bad = 0;
	for await (const text of lines) {
		const reading = readInput(text);
		if (!reading.ok) {
			bad += 1;
			continue;
		}
		const { facts, asOf, policy } = reading.input;
		const { findings, decisions } = evaluate(facts, { asOf, policy });
		for (const { ruleId, status } of findings) count(`${ruleId} ${status}`);
		count(`decision-eligibility ${decisions.eligibility}`);
		count(`decision-next-dose ${decisions.nextDose.action}`);
	}
	for (const [name, number] of counts) await out.write(`${String(number).padStart(8)}  ${name}\n`);
	await out.write(`${String(bad).padStart(8)}  refused lines\n`);
	return bad === 0 ? 0 : 1;
}
