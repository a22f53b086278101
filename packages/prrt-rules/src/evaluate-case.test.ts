import { entriesFromFacts, valueEntry, type CaseRecord, type Entry } from '@consilium/case-model';
import { expect, test } from 'vitest';
import { evaluateCase } from './evaluate-case.ts';
import { readInput } from './cli/read-input.ts';
import { goldCases } from './golden/gold-case.ts';

const line = goldCases('./design.ndjson').find(({ id }) => id === 'TP-01')?.line ?? '';
const reading = readInput(line);
if (!reading.ok) throw new Error('the gold case does not read');
const gold = reading.input;
const base = entriesFromFacts(gold.facts, { source: { kind: 'facts' } });
const timeZone = gold.facts.timeZone;
const judged = (entries: Record<string, Entry>, conflicted: string[] = []) => {
	const record: CaseRecord = { entries, prose: {} };
	return evaluateCase(record, { asOf: gold.asOf, timeZone, conflicted: new Set(conflicted) });
};
const newestPlatelets = Object.keys(base)
	.filter((path) => path.startsWith('labs/platelets') && path.endsWith('/value'))
	.sort()
	.at(-1);

test('[BOARD-EVAL-1] a complete case is judged as its facts are', () => {
	expect(judged(base).problems).toEqual([]);
	expect(judged(base).evaluation.decisions.nextDose.action).toBe('give-7.4');
});

test('[BOARD-EVAL-2] a half-entered lab result takes a permission back and is named', () => {
	const { evaluation, problems } = judged({ ...base, 'labs/new/analyte': valueEntry('platelets') });
	expect(evaluation.decisions.nextDose.action).toBe('cannot-determine');
	expect(problems.map((problem) => problem.path)).toContain('labs/new/value');
});

test('[BOARD-EVAL-3] a value in conflict is never used and never replaced by an older one', () => {
	if (!newestPlatelets) throw new Error('the gold case has no platelets');
	const { evaluation } = judged(base, [newestPlatelets]);
	expect(evaluation.decisions.nextDose.action).toBe('cannot-determine');
	expect(evaluation.findings.find((finding) => finding.key === 'DOSE-THROMBOCYTOPENIA')?.status).toBe(
		'cannot-determine',
	);
});

test('[BOARD-EVAL-4] two cycles of one number permit nothing', () => {
	const doubled = Object.fromEntries(
		Object.entries(base).flatMap(([path, entry]) =>
			path.startsWith('cycles/cycles-1/')
				? [
						[path, entry],
						[path.replace('cycles-1', 'again'), entry],
					]
				: [[path, entry]],
		),
	);
	const { evaluation, problems } = judged(doubled);
	expect(problems.map((problem) => problem.path)).toContain('cycles/n');
	expect(['cannot-determine', 'hold', 'discontinue', 'none']).toContain(evaluation.decisions.nextDose.action);
});

test('[BOARD-EVAL-11] what the document holds and nobody can read permits nothing', () => {
	const record: CaseRecord = { entries: base, prose: {} };
	for (const path of ['plan/progressionConfirmedOn', 'labs/lost/value', 'cycles/lost/infusionStart']) {
		const { evaluation, problems } = evaluateCase(record, {
			asOf: gold.asOf,
			timeZone,
			unreadable: new Set([path]),
		});
		expect(problems.map((problem) => problem.path)).toEqual([path]);
		expect(evaluation.decisions.nextDose.action).toBe('cannot-determine');
	}
});
