import { readFacts } from '@consilium/case-model';
import { describe, expect, test } from 'vitest';
import { readInput, type RulesInput } from '../cli/read-input.ts';
import { evaluate } from '../evaluate.ts';
import type { Finding } from '../finding.ts';
import { goldCases } from '../golden/gold-case.ts';
import { whatWouldChange, type WhatIf } from './what-would-change.ts';

const inputs: RulesInput[] = ['./design.ndjson', './boundaries.ndjson'].flatMap((file) =>
	goldCases(file).flatMap(({ line }) => {
		const reading = readInput(line);
		return reading.ok ? [reading.input] : [];
	}),
);
const holds = ['hold', 'not-met', 'too-early'];
const groups = ['dose', 'eligibility', 'washout', 'schedule'];

const held = inputs.flatMap((input) =>
	evaluate(input.facts, input)
		.findings.filter(({ status, group }) => holds.includes(status) && groups.includes(group))
		.map(({ key }) => ({ id: input.id, key, input, found: whatWouldChange(input.facts, input, key) })),
);
const released = held.flatMap(({ found, ...rest }) => (found ? [{ ...rest, found }] : []));
const statusIn = (
	draft: Pick<WhatIf, 'facts' | 'asOf'>,
	input: RulesInput,
	key: string,
): string | undefined =>
	evaluate(draft.facts, { ...input, asOf: draft.asOf }).findings.find((one: Finding) => one.key === key)
		?.status;

describe('what would change this', () => {
	test('[WHATIF-1] releases each hold that it names a change for, when the change is made', () => {
		expect(released.length).toBeGreaterThan(50);
		for (const { found, input, key, id } of released) {
			expect(readFacts(found.facts, found.asOf), `${id} ${key}`).toMatchObject({ ok: true });
			expect(statusIn(found, input, key), `${id} ${key}`).toBe(found.status);
			expect([...holds, 'discontinue', 'cannot-determine']).not.toContain(found.status);
		}
	});
	test('[WHATIF-2] names changes without which the hold stands', () => {
		for (const { found, input, key, id } of released) {
			expect(found.changes.length).toBeGreaterThan(0);
			const still = statusIn({ facts: input.facts, asOf: found.asOf }, input, key);
			expect([...holds, 'discontinue', 'cannot-determine'], `${id} ${key}`).toContain(still);
		}
	});
	test.each([
		['SQ-01', 'DOSE-THROMBOCYTOPENIA', ['75 ×10⁹/L']],
		['TP-03', 'DOSE-THROMBOCYTOPENIA', ['75000 /mm³']],
		['AN-10', 'DOSE-ANEMIA-NEUTROPENIA', ['0.5 ×10⁹/L']],
		['EL-28', 'DOSE-ANEMIA-NEUTROPENIA', ['8 g/dL']],
		['RN-01', 'DOSE-RENAL', ['1.1 mg/dL']],
		['RN-11', 'DOSE-RENAL', ['1.1 mg/dL', '80 kg']],
		['B-RN-2', 'DOSE-RENAL', ['97 µmol/L']],
		['HP-06', 'DOSE-HEPATIC', ['70 %']],
		['HP-10', 'DOSE-HEPATIC', ['1.2 mg/dL']],
		['NH-05', 'DOSE-NONHEM', ['grade 2']],
		['EL-48', 'ELIG-PERFORMANCE', ['2']],
		['SC-01', 'SCHED-DOSE-INTERVAL', ['2025-02-25T10:00:00-06:00']],
		['SS-16', 'HOLD-SSA-LAR', ['2025-03-11T10:00:00-06:00']],
		['SS-06', 'HOLD-SSA-SHORT', ['2025-06-10T20:00:00-05:00']],
	])('[WHATIF-3] %s %s is released at exactly %o', (id, key, wanted) => {
		expect(
			released.find((one) => one.id === id && one.key === key)?.found.changes.map(({ to }) => to),
		).toEqual(wanted);
	});
	test.each([
		['RN-13', 'DOSE-RENAL', 'no baseline to come back to'],
		['EL-16', 'ELIG-SSA-PROGRESSION', 'the history does not change'],
		['B-TP-3', 'DOSE-THROMBOCYTOPENIA', 'the sixteen weeks end before another result'],
	])('[WHATIF-4] %s %s has no release: %s', (id, key) => {
		expect(held.find((one) => one.id === id && one.key === key)?.found).toBeNull();
	});
	test('[WHATIF-5] a finding that does not hold, or that nobody knows, has nothing to change', () => {
		const [first] = inputs;
		if (!first) throw new Error('no gold case');
		expect(whatWouldChange(first.facts, first, 'GRADE-WHO')).toBeNull();
		expect(whatWouldChange(first.facts, first, 'NO-RULE')).toBeNull();
		expect(whatWouldChange(first.facts, { asOf: first.asOf }, 'DOSE-RENAL@9')).toBeNull();
	});
	test('[WHATIF-6] a hold of two limbs asks for both', () => {
		const input = inputs.find(({ id }) => id === 'AN-08');
		if (!input) throw new Error('no gold case AN-08');
		const low = input.facts.labs.map((lab) =>
			lab.analyte === 'hemoglobin' && lab.collected > '2025-01-08'
				? { ...lab, q: { value: 72, unit: 'g/L' as const } }
				: lab,
		);
		const found = whatWouldChange({ ...input.facts, labs: low }, input, 'DOSE-ANEMIA-NEUTROPENIA');
		expect(found?.changes.map(({ to }) => to)).toEqual(['80 g/L', '1 ×10⁹/L']);
	});
});
