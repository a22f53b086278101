import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { goldCases } from '../golden/gold-case.ts';
import { cataloguePage } from './catalogue-page.ts';
import { workedExamplesPage } from './worked-examples.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const run = (args: string[], input = '') => {
	const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
		input,
		encoding: 'utf8',
		timeout: 30_000,
	});
	return { status, lines: stdout.split('\n').filter((line) => line !== ''), stderr };
};
const [first, second] = goldCases('./design.ndjson');
const lines = [first?.line ?? '', second?.line ?? ''];

describe('the CLI', () => {
	test('[CLI-1] evaluate prints one JSON line per input line, in order', () => {
		const { status, lines: out } = run(['evaluate', '-'], `${lines.join('\n')}\n`);
		expect(status).toBe(0);
		const parsed = out.map(
			(line) =>
				JSON.parse(line) as { id: string; findings: unknown[]; decisions: object; schedule: unknown[] },
		);
		expect(parsed.map(({ id }) => id)).toEqual([first?.id, second?.id]);
		expect(parsed[0]).toHaveProperty('decisions.eligibility', 'eligible');
		expect(parsed[0]?.findings.length).toBeGreaterThan(50);
	});
	test('[CLI-2] a bad line gives its errors with paths, the others still go, and the exit status is 1', () => {
		const bad = JSON.stringify({
			...JSON.parse(lines[0] ?? '{}'),
			id: 'bad',
			policy: { labMaxAgeDay: 3 },
			facts: { schema: 'x' },
		});
		const { status, lines: out } = run(
			['evaluate'],
			['{"asOf":"31/02"', '{"id":7,"asOf":"2025-02-31"}', bad, lines[1]].join('\n'),
		);
		expect(status).toBe(1);
		const parsed = out.map((line) => JSON.parse(line) as { id: string | null; error?: { path: string }[] });
		expect(parsed.map(({ id }) => id)).toEqual([null, '7', 'bad', second?.id]);
		expect(parsed[1]?.error?.map(({ path }) => path)).toEqual(['asOf']);
		expect(parsed[2]?.error?.map(({ path }) => path)).toEqual(
			expect.arrayContaining(['policy.labMaxAgeDay', 'facts.schema', 'facts.patient']),
		);
		expect(parsed[3]?.error).toBeUndefined();
	});
	test('[CLI-3] check counts, prints each mismatch and exits 1 when there is one', () => {
		const good = run(['check', '-'], lines.join('\n'));
		expect(good).toMatchObject({ status: 0, lines: ['2 passed, 0 failed'] });
		const wrong = JSON.stringify({
			...JSON.parse(lines[0] ?? '{}'),
			expected: { 'GRADE-WHO': 'G3', 'NO-RULE': 'met' },
			expectedDecision: { nextDose: { action: 'hold' } },
		});
		const { status, lines: out } = run(['check', '-'], wrong);
		expect(status).toBe(1);
		expect(out).toHaveLength(4);
		expect(out.at(-1)).toBe('0 passed, 1 failed');
		expect(out[0]).toContain('GRADE-WHO: expected "G3", got "G1"');
		expect(out[1]).toContain('NO-RULE: expected "met", got nothing');
	});
	test('[CLI-4] list names every rule, explain tells one, an unknown one or no command is an error', () => {
		expect(run(['list']).lines.length).toBe(55);
		expect(run(['explain', 'DOSE-RENAL']).lines.join('\n')).toContain('Table 3');
		expect(run(['explain', 'NOPE']).status).toBe(1);
		expect(run([])).toMatchObject({ status: 2, lines: [] });
		expect(run(['check', '/no/such/file']).status).toBe(2);
	});
	test('[CLI-5] diff names the cases that a policy changes, summary counts statuses', () => {
		const neutropenia = goldCases('./design.ndjson').find(({ id }) => id === 'AN-08')?.line ?? '';
		const { status, lines: out } = run(
			['diff', '--policy', 'default', '--policy', 'ctcae-6', '-'],
			`${neutropenia}\n${lines[0] ?? ''}`,
		);
		expect(status).toBe(0);
		expect(out).toContain('AN-08  DOSE-ANEMIA-NEUTROPENIA: hold -> clear');
		expect(out.at(-1)).toBe('1 of 2 cases change');
		const summary = run(['evaluate', '--summary', '-'], lines.join('\n')).lines;
		expect(summary.some((line) => /^\s+2 {2}decision-eligibility eligible$/.test(line))).toBe(true);
	});
	test('[CLI-6] the page docs/clinical/catalogue.md is what the catalogue says', () => {
		const page = readFileSync(new URL('../../../../docs/clinical/catalogue.md', import.meta.url), 'utf8');
		expect(page).toBe(cataloguePage());
	});
	test('[CLI-9] the page docs/clinical/worked-examples.md is what the rules say of its cases', () => {
		const page = readFileSync(
			new URL('../../../../docs/clinical/worked-examples.md', import.meta.url),
			'utf8',
		);
		expect(page).toBe(workedExamplesPage());
	});
});
