import { catalogue, ruleById } from '../catalogue.ts';
import { evaluate } from '../evaluate.ts';
import { canonicalJson } from '../exact/canonical-json.ts';
import { mismatchesOf } from './check-line.ts';
import { explained } from './explain.ts';
import { readInput } from './read-input.ts';

/** Where a command's output goes; `write` resolves when more may be written. */
export interface Out {
	write(text: string): Promise<void>;
}
export type ExitCode = 0 | 1 | 2;

/** One JSON line of evaluation or error per input line, in order. */
export async function evaluateLines(lines: AsyncIterable<string>, out: Out): Promise<ExitCode> {
	let code: ExitCode = 0;
	for await (const text of lines) {
		const reading = readInput(text);
		if (reading.ok) {
			const { id, asOf, policy, facts } = reading.input;
			await out.write(`${canonicalJson({ id, ...evaluate(facts, { asOf, policy }) })}\n`);
		} else {
			code = 1;
			await out.write(`${canonicalJson({ id: reading.id, error: reading.issues })}\n`);
		}
	}
	return code;
}

/** Each mismatch on its own line, and at the end `N passed, N failed`. */
export async function checkLines(lines: AsyncIterable<string>, out: Out): Promise<ExitCode> {
	let [passed, failed] = [0, 0];
	for await (const text of lines) {
		const reading = readInput(text);
		const wrong = reading.ok
			? mismatchesOf(reading.input)
			: reading.issues.map((issue) => `refused at ${issue.path}: ${issue.message}`);
		const id = (reading.ok ? reading.input.id : reading.id) ?? `line ${passed + failed + 1}`;
		if (wrong.length === 0) passed += 1;
		else failed += 1;
		for (const one of wrong) await out.write(`${id}  ${one}\n`);
	}
	await out.write(`${passed} passed, ${failed} failed\n`);
	return failed === 0 ? 0 : 1;
}

/** The catalogue, one rule a line. */
export async function listRules(out: Out): Promise<ExitCode> {
	for (const rule of catalogue)
		await out.write(
			`${rule.id.padEnd(28)} ${rule.group.padEnd(13)} ${rule.title}  [${Object.keys(rule.statuses).join(' ')}]\n`,
		);
	return 0;
}

/** One rule in words. */
export async function explainRule(id: string, out: Out): Promise<ExitCode> {
	const rule = ruleById(id);
	if (!rule) {
		await out.write(`no rule is called ${id}; 'list' names them all\n`);
		return 1;
	}
	await out.write(explained(rule));
	return 0;
}
