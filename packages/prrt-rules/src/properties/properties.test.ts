import {
	addDays,
	analyteEntry,
	decimal,
	over,
	readFacts,
	times,
	toNumber,
	type CaseFacts,
	type LabResult,
	type Unit,
} from '@consilium/case-model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readInput, type RulesInput } from '../cli/read-input.ts';
import { catalogue, factPathsRead } from '../catalogue.ts';
import { evaluate } from '../evaluate.ts';
import type { Evaluation } from '../evaluation.ts';
import { canonicalJson } from '../exact/canonical-json.ts';
import { goldCases } from '../golden/gold-case.ts';
import { anyFacts, asOf } from './any-facts.ts';

const gold: RulesInput[] = goldCases('./design.ndjson').flatMap(({ line }) => {
	const reading = readInput(line);
	return reading.ok ? [reading.input] : [];
});
const anyGold = fc.constantFrom(...gold);
const judged = ({ facts, asOf: day, policy }: RulesInput, changed: CaseFacts = facts): Evaluation =>
	evaluate(changed, { asOf: day, policy });
const statuses = ({ findings }: Evaluation): Record<string, string> =>
	Object.fromEntries(findings.map(({ key, status }) => [key, status]));
const strict = ['give-7.4', 'give-3.7', 'cannot-determine', 'hold', 'discontinue'];
const strictness = ({ decisions }: Evaluation): number => strict.indexOf(decisions.nextDose.action);
const permits = (evaluation: Evaluation): boolean => [0, 1].includes(strictness(evaluation));
const runs = { numRuns: 100 };

function textsOf(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value === 'number') return [String(value)];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

describe('any case', () => {
	test('[PROP-1] the arbitrary cases are cases that the schema accepts', () => {
		fc.assert(
			fc.property(anyFacts, (facts) => {
				expect(readFacts(facts, asOf)).toMatchObject({ ok: true });
			}),
			runs,
		);
	});

	test('[PROP-2] no case throws, none yields NaN, every rule reports, every status is declared', () => {
		fc.assert(
			fc.property(anyFacts, (facts) => {
				const evaluation = evaluate(facts, { asOf });
				expect(new Set(evaluation.findings.map(({ ruleId }) => ruleId)).size).toBe(catalogue.length);
				expect(new Set(evaluation.findings.map(({ key }) => key)).size).toBe(evaluation.findings.length);
				expect(textsOf(evaluation).join('\n')).not.toMatch(/\b(NaN|undefined|Infinity|null)\b/);
			}),
			runs,
		);
	});

	test('[PROP-3] headlines are short, evidence and missing items name facts that the rule declares', () => {
		fc.assert(
			fc.property(anyFacts, (facts) => {
				for (const finding of evaluate(facts, { asOf }).findings) {
					expect(finding.headline.length).toBeLessThan(140);
					const declared = catalogue.find(({ id }) => id === finding.ruleId)?.reads ?? [];
					for (const { path } of [...finding.evidence, ...finding.missing]) {
						const known = path.endsWith('[]')
							? declared.some((read) => read.startsWith(path))
							: declared.includes(path);
						if (!known) expect.fail(`${finding.ruleId} does not declare ${path}`);
					}
				}
			}),
			runs,
		);
	});

	test('[PROP-4] the order of lists in the record changes nothing', () => {
		const shuffled = (facts: CaseFacts): fc.Arbitrary<CaseFacts> =>
			fc
				.tuple(
					fc.shuffledSubarray(facts.labs, { minLength: facts.labs.length }),
					fc.shuffledSubarray(facts.doses, { minLength: facts.doses.length }),
					fc.shuffledSubarray(facts.imaging, { minLength: facts.imaging.length }),
					fc.shuffledSubarray(facts.adverseEvents, { minLength: facts.adverseEvents.length }),
					fc.shuffledSubarray(facts.ssa.administrations, { minLength: facts.ssa.administrations.length }),
					fc.shuffledSubarray(facts.sstrImaging, { minLength: facts.sstrImaging.length }),
					fc.shuffledSubarray(facts.tumor.pathology, { minLength: facts.tumor.pathology.length }),
					fc.shuffledSubarray(facts.plannedBloodDraws, { minLength: facts.plannedBloodDraws.length }),
				)
				.map(
					([
						labs,
						doses,
						imaging,
						adverseEvents,
						administrations,
						sstrImaging,
						pathology,
						plannedBloodDraws,
					]) => ({
						...facts,
						labs,
						doses,
						imaging,
						adverseEvents,
						sstrImaging,
						plannedBloodDraws,
						ssa: { ...facts.ssa, administrations },
						tumor: { ...facts.tumor, pathology },
					}),
				);
		fc.assert(
			fc.property(
				anyFacts.chain((facts) => fc.tuple(fc.constant(facts), shuffled(facts))),
				([facts, other]) => {
					expect(canonicalJson(evaluate(other, { asOf }))).toBe(canonicalJson(evaluate(facts, { asOf })));
				},
			),
			runs,
		);
	});

	test('[PROP-5] equal input gives equal bytes, and the facts are not touched', () => {
		fc.assert(
			fc.property(anyFacts, (facts) => {
				const before = canonicalJson(facts);
				expect(canonicalJson(evaluate(facts, { asOf }))).toBe(canonicalJson(evaluate(facts, { asOf })));
				expect(canonicalJson(facts)).toBe(before);
			}),
			runs,
		);
	});
});

/** The result in another accepted unit, its reference range with it. */
function inUnit(lab: LabResult, to: Unit): LabResult {
	const { accepted, canonical } = analyteEntry(lab.analyte);
	const from = lab.q.unit && accepted[lab.q.unit];
	const into = accepted[to];
	if (!from || !into || canonical === undefined) return lab;
	const convert = (value: number): number => {
		const base =
			'times' in from ? times(decimal(value), decimal(from.times)) : over(decimal(value), decimal(from.over));
		return toNumber('times' in into ? over(base, decimal(into.times)) : times(base, decimal(into.over)));
	};
	const { low, high } = lab.ref ?? {};
	const ref = {
		...(low === undefined ? {} : { low: convert(low) }),
		...(high === undefined ? {} : { high: convert(high) }),
	};
	return { ...lab, q: { ...lab.q, value: convert(lab.q.value), unit: to }, ref };
}

const exactUnits: Partial<Record<LabResult['analyte'], Unit[]>> = {
	platelets: ['10*9/L', '10*3/uL', '/mm3', '/uL'],
	neutrophils: ['10*9/L', '10*3/uL', '/mm3', '/uL'],
	leukocytes: ['10*9/L', '10*3/uL', '/mm3', '/uL'],
	hemoglobin: ['g/L', 'g/dL'],
	albumin: ['g/L', 'g/dL'],
	creatinine: ['mg/dL', 'umol/L'],
	bilirubin: ['mg/dL', 'umol/L'],
};

const newestSinceDose = (facts: CaseFacts, analyte: LabResult['analyte']): LabResult | undefined => {
	const last =
		facts.doses
			.map(({ infusionStart }) => infusionStart.slice(0, 10))
			.sort()
			.at(-1) ?? '';
	return facts.labs
		.filter((lab) => lab.analyte === analyte && lab.collected.slice(0, 10) > last)
		.sort((a, b) => (a.collected < b.collected ? -1 : 1))
		.at(-1);
};
const withLab = (facts: CaseFacts, changed: LabResult): CaseFacts => ({
	...facts,
	labs: facts.labs.map((lab) => (lab.id === changed.id ? changed : lab)),
});
const rowAnalytes = ['platelets', 'hemoglobin', 'neutrophils', 'creatinine', 'bilirubin', 'albumin'] as const;
const spoilings: ((lab: LabResult) => LabResult)[] = [
	(lab) => ({ ...lab, q: { value: lab.q.value } }),
	(lab) => ({ ...lab, q: { ...lab.q, value: lab.q.value * 1e6 } }),
	(lab) => ({ ...lab, q: { ...lab.q, comparator: '>' } }),
	(lab) => ({ ...lab, q: { ...lab.q, unit: 'kg' } }),
];

describe('gold cases, changed', () => {
	test('[PROP-6] the same values in other accepted units give the same statuses and decisions', () => {
		fc.assert(
			fc.property(anyGold, fc.nat(), (input, seed) => {
				const labs = input.facts.labs.map((lab, index) => {
					const choices = exactUnits[lab.analyte] ?? [];
					const to = choices[(seed + index) % Math.max(choices.length, 1)];
					return to ? inUnit(lab, to) : lab;
				});
				const [one, other] = [judged(input), judged(input, { ...input.facts, labs })];
				expect(statuses(other)).toEqual(statuses(one));
				expect(other.decisions.eligibility).toEqual(one.decisions.eligibility);
				expect(other.decisions.nextDose.action).toEqual(one.decisions.nextDose.action);
			}),
			{ numRuns: 120 },
		);
	});

	test('[PROP-7] a newest result made unreadable never turns into a permission to give', () => {
		fc.assert(
			fc.property(
				anyGold,
				fc.constantFrom(...rowAnalytes),
				fc.constantFrom(...spoilings),
				(input, analyte, spoil) => {
					const newest = newestSinceDose(input.facts, analyte);
					if (!newest) return;
					const before = judged(input);
					const after = judged(input, withLab(input.facts, spoil(newest)));
					if (!permits(before)) expect(after.decisions.nextDose.action).not.toMatch(/^give/);
				},
			),
			{ numRuns: 300 },
		);
	});

	test('[PROP-8] a newest result too old for the planned dose never permits', () => {
		for (const input of gold) {
			const planned = input.facts.plan.nextDoseAt;
			if (planned === null || judged(input).decisions.nextDose.action === 'none') continue;
			const later = `${addDays(planned.slice(0, 10), 60)}T10:00:00-05:00`;
			const moved = { ...input.facts, plan: { ...input.facts.plan, nextDoseAt: later } };
			expect(judged(input, moved).decisions.nextDose.action).not.toMatch(/^give/);
		}
	});

	test('[PROP-9] worsening one value after the first dose never improves the dose decision', () => {
		const worse: Partial<Record<LabResult['analyte'], number>> = {
			platelets: 0.5,
			neutrophils: 0.3,
			hemoglobin: 0.6,
			albumin: 0.7,
			creatinine: 1.7,
			bilirubin: 7,
		};
		fc.assert(
			fc.property(anyGold, fc.nat(), (input, seed) => {
				const first =
					input.facts.doses.map(({ infusionStart }) => infusionStart.slice(0, 10)).sort()[0] ?? '';
				const labs = input.facts.labs.filter(
					(lab) =>
						worse[lab.analyte] !== undefined &&
						lab.q.unit !== undefined &&
						lab.collected.slice(0, 10) > first,
				);
				const lab = labs[seed % Math.max(labs.length, 1)];
				if (!lab) return;
				const changed = { ...lab, q: { ...lab.q, value: lab.q.value * (worse[lab.analyte] ?? 1) } };
				expect(strictness(judged(input, withLab(input.facts, changed)))).toBeGreaterThanOrEqual(
					strictness(judged(input)),
				);
			}),
			{ numRuns: 300 },
		);
	});

	test('[PROP-10] an older unreadable result since a dose is named where it could have counted', () => {
		const base = gold.find(({ id }) => id === 'SC-03');
		if (!base) throw new Error('SC-03 is a gold case');
		const older: LabResult = {
			id: 'older',
			analyte: 'platelets',
			q: { value: 60 },
			collected: '2025-02-06',
			status: 'final',
		};
		const { findings } = judged(base, { ...base.facts, labs: [...base.facts.labs, older] });
		const finding = findings.find(({ key }) => key === 'DOSE-THROMBOCYTOPENIA');
		expect(finding).toMatchObject({ status: 'clear', missing: [{ id: 'older', reason: 'no-unit' }] });
		expect(finding?.because.join(' ')).toContain('could have counted as a toxicity');
	});

	test('[PROP-11] moving every date by the same number of days moves no rule that counts days', () => {
		const months =
			/^(ELIG-AGE|ELIG-SSTR-IMAGING-CURRENT|ELIG-RESERVE-RENAL|DOSE-RENAL|IMG-|LAR-MAINTENANCE|REF-PACKET)/;
		const shift = (text: string, days: number): string =>
			text.replace(/\d{4}-\d{2}-\d{2}(?=["T])/g, (day) => addDays(day, days));
		fc.assert(
			fc.property(anyGold, fc.integer({ min: -300, max: 300 }), (input, days) => {
				const moved = JSON.parse(shift(JSON.stringify(input.facts), days)) as CaseFacts;
				const day = shift(`${JSON.stringify(input.asOf)}`, days).replaceAll('"', '');
				const counts = (evaluation: Evaluation) =>
					Object.entries(statuses(evaluation)).filter(([key]) => !months.test(key));
				expect(counts(evaluate(moved, { asOf: day, policy: input.policy }))).toEqual(counts(judged(input)));
			}),
			{ numRuns: 120 },
		);
	});

	test('[PROP-12] a value of the wrong kind anywhere is refused at its path, or below it where a group was put', () => {
		const places = (value: unknown, path: string): string[] =>
			typeof value === 'object' && value !== null
				? Object.entries(value).flatMap(([key, inner]) =>
						places(inner, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`.replace(/^\./, '')),
					)
				: [path];
		const spoiled = (value: unknown, path: string, at: string): unknown => {
			if (path === at) return { wrong: true };
			if (Array.isArray(value)) return value.map((inner, index) => spoiled(inner, `${path}[${index}]`, at));
			if (typeof value !== 'object' || value === null) return value;
			return Object.fromEntries(
				Object.entries(value).map(([key, inner]) => [
					key,
					spoiled(inner, `${path}.${key}`.replace(/^\./, ''), at),
				]),
			);
		};
		fc.assert(
			fc.property(anyGold, fc.nat(), ({ facts, asOf: day }, seed) => {
				const all = places(facts, '');
				const at = all[seed % all.length] ?? '';
				const reading = readFacts(spoiled(facts, '', at), day);
				const paths = reading.ok ? [] : reading.issues.map(({ path }) => path);
				expect(paths.some((path) => path === at || path.startsWith(`${at}.`))).toBe(true);
			}),
			{ numRuns: 200 },
		);
	});
});

test('[RULE-4] the facts that rules read are listed once, sorted', () => {
	expect([...factPathsRead]).toEqual([...new Set(factPathsRead)].sort());
});
