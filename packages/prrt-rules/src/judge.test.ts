import { readFacts, type CaseFacts } from '@consilium/case-model';
import { describe, expect, test } from 'vitest';
import { readInput, type RulesInput } from './cli/read-input.ts';
import { evaluate } from './evaluate.ts';
import type { Finding } from './finding.ts';
import { goldCases } from './golden/gold-case.ts';

function gold(id: string): RulesInput {
	const reading = readInput(goldCases('./design.ndjson').find((one) => one.id === id)?.line ?? '');
	if (!reading.ok) throw new Error(`${id} does not read`);
	return reading.input;
}
const whole = gold('SQ-06');

function findingsOf(facts: CaseFacts): readonly Finding[] {
	const again = readFacts(facts, whole.asOf);
	if (!again.ok) throw new Error('the changed facts do not read');
	return evaluate(again.facts, { asOf: whole.asOf }).findings;
}
const readAll = (file: string): RulesInput[] =>
	goldCases(file).flatMap(({ line }) => {
		const reading = readInput(line);
		return reading.ok ? [reading.input] : [];
	});
const inputs = readAll('./design.ndjson');
const boundaries = readAll('./boundaries.ndjson');

describe('a finding', () => {
	test('[FIND-1] lists each need once, however often it is missing', () => {
		const facts: CaseFacts = {
			...whole.facts,
			labs: whole.facts.labs.filter(({ analyte }) => analyte !== 'albumin' && analyte !== 'prothrombinRatio'),
		};
		const hepatic = findingsOf(facts).find(({ ruleId }) => ruleId === 'DOSE-HEPATIC');
		const needs = hepatic?.missing.map(({ need }) => need) ?? [];
		expect(needs.length).toBeGreaterThan(1);
		expect(new Set(needs).size).toBe(needs.length);
	});
	test('[FIND-2] names units and dates as clinicians write them in every text', () => {
		const codes = /10\*|umol|\{INR\}|\[lb_av\]|\(2\.mm2\)|\d{4}-\d{2}-\d{2}/;
		for (const { facts, asOf, policy } of inputs) {
			const { findings, schedule } = evaluate(facts, { asOf, policy });
			const texts = findings.flatMap((one) => [one.headline, ...one.because, ...(one.until ?? [])]);
			const conflicts = schedule.flatMap((item) => item.conflicts.map(({ why }) => why));
			expect([...texts, ...conflicts].filter((text) => codes.test(text))).toEqual([]);
		}
	});
	test('[FIND-3] its evidence of a dose carries the number of the dose, of a weight its day', () => {
		for (const { facts, asOf, policy } of inputs) {
			const { findings } = evaluate(facts, { asOf, policy });
			const rows = findings.flatMap(({ evidence, missing }) => [...evidence, ...missing]);
			const numbers = facts.doses.map(({ n }) => String(n));
			for (const row of rows.filter(({ path }) => path.startsWith('doses[]')))
				expect(numbers).toContain(row.id);
			const weighed = findings.flatMap(({ evidence }) => evidence).filter(({ path }) => /weights/.test(path));
			for (const row of weighed) expect(row.id).toBe(row.at);
		}
	});
	test.each([
		['EL-40', 'DOSE-HEPATIC', 'bilirubin at most 3.6 mg/dL'],
		['EL-41', 'DOSE-HEPATIC', 'bilirubin at most 3.6 mg/dL'],
		['B-EL-10', 'DOSE-RENAL', 'creatinine clearance at least 40 mL/min'],
		['HP-10', 'DOSE-HEPATIC', 'bilirubin at most 1.2 mg/dL'],
		['RN-15', 'DOSE-RENAL', 'creatinine at most 1.1 mg/dL'],
	])('[FIND-4] %s %s says what releases the hold: %s', (id, ruleId, words) => {
		const input = [...inputs, ...boundaries].find((one) => one.id === id);
		if (!input) throw new Error(`no gold case ${id}`);
		const finding = evaluate(input.facts, input).findings.find((one) => one.ruleId === ruleId);
		expect(finding?.status).toBe('hold');
		expect(finding?.until?.join()).toContain(words);
	});
	test.each([
		['GR-01', 'GRADE-WHO', 'G1: well'],
		['GR-03', 'GRADE-WHO', 'G2: well'],
		['GR-08', 'GRADE-WHO', 'G3: well'],
		['GR-08', 'ELIG-GRADE', 'Higher-grade tumors'],
		['GR-03', 'ELIG-GRADE', 'Low-grade'],
	])('[FIND-5] %s %s cites the sentence that says so: %s', (id, ruleId, words) => {
		const input = inputs.find((one) => one.id === id);
		if (!input) throw new Error(`no gold case ${id}`);
		const finding = evaluate(input.facts, input).findings.find((one) => one.ruleId === ruleId);
		expect(finding?.source.quote).toContain(words);
		expect(finding?.source.quote?.split(/\s+/).length).toBeLessThanOrEqual(20);
	});
});
