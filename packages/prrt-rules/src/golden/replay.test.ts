import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { evaluateLines } from '../cli/commands.ts';
import { linesOf } from '../cli/read-lines.ts';
import { ruleSet } from '../rule-set.ts';

const textOf = (name: string): string => readFileSync(new URL(`./replay/${name}`, import.meta.url), 'utf8');

async function replayed(text: string): Promise<string> {
	let printed = '';
	const chunks = (async function* () {
		yield text;
	})();
	await evaluateLines(linesOf(chunks), {
		write: async (part) => {
			printed += part;
		},
	});
	return printed;
}

/**
 * The file is what `rules evaluate` printed when the version was made. If this fails, the judgement or its words have
 * changed: raise the version of the rule set and add its file; never rewrite one.
 */
const pinned = textOf(`${ruleSet.version}.ndjson`);
const lines = pinned.trimEnd().split('\n');

test('[REPLAY-1] old records judged with their version give the same bytes', async () => {
	const now = (await replayed(textOf('inputs.ndjson'))).trimEnd().split('\n');
	expect(now).toHaveLength(lines.length);
	for (const [index, line] of now.entries()) expect(line).toBe(lines[index]);
});

test('[REPLAY-2] each pinned record names its rule set and the hash of its policy', () => {
	const records = lines.map((line) => JSON.parse(line) as { ruleSet: object; policyHash: string });
	for (const record of records) expect(record.ruleSet).toEqual(ruleSet);
	const hashes = new Set(records.map(({ policyHash }) => policyHash));
	expect([...hashes]).toEqual([
		expect.stringMatching(/^[0-9a-f]{64}$/),
		expect.stringMatching(/^[0-9a-f]{64}$/),
	]);
});
