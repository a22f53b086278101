import {
	addDays,
	dateOfWhen,
	entered,
	entriesFromFacts,
	fieldAt,
	isWhen,
	readEntry,
	REMOVED,
	rowPath,
	sections,
	valueEntry,
	type CaseRecord,
	type Entry,
	type Field,
	type FieldPath,
	type FieldValue,
} from '@consilium/case-model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readInput, type RulesInput } from './cli/read-input.ts';
import { evaluateCase, type CaseJudgement } from './evaluate-case.ts';
import { goldCases } from './golden/gold-case.ts';

type Entries = Record<FieldPath, Entry>;

const inputs = goldCases('./design.ndjson').flatMap(({ line }): RulesInput[] => {
	const reading = readInput(line);
	return reading.ok ? [reading.input] : [];
});

function judged(input: RulesInput, entries: Entries, conflicted: readonly FieldPath[] = []): CaseJudgement {
	const record: CaseRecord = { entries, prose: {} };
	return evaluateCase(record, {
		asOf: input.asOf,
		timeZone: input.facts.timeZone,
		policy: input.policy,
		conflicted: new Set(conflicted),
	});
}

/** What a judgement permits; empty when nothing. */
function permissions({ evaluation }: CaseJudgement): string[] {
	const { eligibility, nextDose, imaging } = evaluation.decisions;
	return [
		...(['eligible', 'eligible-with-conditions', 'case-by-case'].includes(eligibility)
			? ['eligibility']
			: []),
		...(nextDose.action.startsWith('give') ? ['nextDose'] : []),
		...Object.entries(imaging).flatMap(([id, said]) =>
			said === 'interpretable' || said === 'corroborated' ? [`imaging ${id}`] : [],
		),
	];
}

const laid = (input: RulesInput): Entries => entriesFromFacts(input.facts, { source: { kind: 'facts' } });

const permitting = inputs
	.map((input) => ({ input, entries: laid(input) }))
	.filter(({ input, entries }) => permissions(judged(input, entries)).length > 0);

/** One of a list, shown in a counterexample by its place only. */
const anyOf = <T>(list: readonly T[]): fc.Arbitrary<T> =>
	fc.nat({ max: list.length - 1 }).map((at) => list[at] as T);

/** Other values that the second person could have meant. */
function others(field: Field, value: FieldValue): (FieldValue | null)[] {
	if (typeof value === 'boolean') return [null, !value];
	if (typeof value === 'number') return [null, value + 1, value * 10, 0.001];
	if (field.options && typeof value === 'string')
		return [null, ...field.options.map((option) => option.value)];
	if (isWhen(value)) return [null, ...[-700, -40, -3, 3, 40].map((days) => addDays(dateOfWhen(value), days))];
	if (typeof value === 'object' && !Array.isArray(value))
		return [null, ...[0.1, 0.3, 0.7, 1.4, 3, 10].map((by) => ({ ...value, value: value.value * by }))];
	return [null];
}

const withValue = (entries: Entries, path: FieldPath, value: FieldValue | null): Entries => ({
	...entries,
	[path]: value === null ? { is: 'unknown', source: entered } : valueEntry(value),
});

test('[BOARD-EVAL-5] what one of two disputed values would forbid is never permitted', () => {
	expect(permitting.length).toBeGreaterThan(10);
	fc.assert(
		fc.property(anyOf(permitting), fc.nat(), fc.nat(), ({ input, entries }, at, pick) => {
			const paths = Object.keys(entries).filter((path) => fieldAt(path)?.field.fact !== undefined);
			const path = paths[at % paths.length] ?? '';
			const [field, entry] = [fieldAt(path)?.field, entries[path]];
			if (!field || entry?.is !== 'value') return;
			const choices = others(field, entry.value);
			const changed = withValue(entries, path, choices[pick % choices.length] ?? null);
			if (!readEntry(path, changed[path]).ok) return;
			const either = permissions(judged(input, changed));
			for (const version of [entries, changed]) {
				const disputed = permissions(judged(input, version, [path]));
				expect(
					disputed.filter((one) => !either.includes(one)),
					`${path}, as entered`,
				).toEqual([]);
			}
		}),
		{ numRuns: 300 },
	);
});

const listed = ['labs', 'cycles', 'ssaAdministrations', 'adverseEvents', 'adverseEventReviews', 'weights'];

test('[BOARD-EVAL-6] a row without something it needs takes every permission back that its section decides', () => {
	fc.assert(
		fc.property(anyOf(permitting), fc.constantFrom(...listed), fc.nat(), (one, id, pick) => {
			const section = sections.find((other) => other.id === id);
			const needs = section?.needs ?? [];
			const left =
				section?.fields.filter((field) => field.fact && field.id !== needs[pick % needs.length]) ?? [];
			const given = left.find((field) => field.kind === 'date' || field.kind === 'when') ?? left[0];
			if (!given) return;
			const value = given.options?.[0]?.value ?? (given.kind === 'number' ? 3 : '2025-01-05');
			const added = withValue(one.entries, rowPath(id, 'half', given.id), value);
			if (needs.every((need) => need === given.id)) return;
			const after = judged(one.input, added);
			expect(after.problems.some(({ path }) => path.startsWith(`${id}/half/`))).toBe(true);
			expect(permissions(after).filter((permission) => permission === 'nextDose')).toEqual([]);
		}),
		{ numRuns: 200 },
	);
});

test('[BOARD-EVAL-7] before the first dose a disputed pathology, performance or receptor study permits no dose', () => {
	const first = permitting.filter(
		({ input, entries }) =>
			input.facts.doses.length === 0 && permissions(judged(input, entries)).includes('nextDose'),
	);
	expect(first.length).toBeGreaterThan(0);
	for (const { input, entries } of first)
		for (const path of Object.keys(entries))
			if (/^(pathology|performance|sstrImaging|diagnosis)\//.test(path))
				expect(permissions(judged(input, entries, [path])), path).toEqual([]);
});

test('[BOARD-EVAL-8] a cycle without its activity leaves no patient "eligible", as if untreated', () => {
	const eligible = permitting.find(({ input, entries }) =>
		permissions(judged(input, entries)).includes('eligibility'),
	);
	if (!eligible) throw new Error('no gold case is eligible');
	const entries = { ...eligible.entries, 'cycles/c/infusionStart': valueEntry('2025-01-05') };
	expect(permissions(judged(eligible.input, entries))).toEqual([]);
});

test('[BOARD-EVAL-9] a hold gives no date that an unreadable cycle could move', () => {
	const held = inputs.find((input) => {
		const { nextDose } = judged(input, laid(input)).evaluation.decisions;
		return nextDose.action === 'hold' && nextDose.notBefore !== undefined && input.facts.doses.length > 0;
	});
	if (!held) throw new Error('no gold case is held with a date');
	const entries = { ...laid(held), 'cycles/c/infusionStart': valueEntry('2025-01-05') };
	const { nextDose } = judged(held, entries).evaluation.decisions;
	expect(nextDose.action).toBe('hold');
	expect(nextDose.notBefore).toBeUndefined();
	expect(nextDose.until).toContainEqual(expect.stringContaining('cycle without'));
});

test('[BOARD-EVAL-10] whatever is empty, unknown, half filled in or disputed, the judgement is made', () => {
	fc.assert(
		fc.property(
			anyOf(inputs),
			fc.array(
				fc.tuple(fc.nat(), fc.constantFrom('gone', 'unknown', 'not-recorded', 'disputed', 'removed')),
				{
					maxLength: 30,
				},
			),
			(input, changes) => {
				const entries = laid(input);
				const paths = Object.keys(entries);
				const conflicted: FieldPath[] = [];
				for (const [at, change] of changes) {
					const path = paths[at % paths.length] ?? '';
					if (change === 'gone') delete entries[path];
					else if (change === 'disputed') conflicted.push(path);
					else if (change === 'removed') {
						const [section, row, field] = path.split('/');
						if (field !== undefined) entries[`${section}/${row}/${REMOVED}`] = valueEntry(true);
					} else entries[path] = { is: change, source: entered };
				}
				const { problems, evaluation } = judged(input, entries, conflicted);
				expect(evaluation.decisions).toBeDefined();
				for (const problem of problems) expect(problem.why).not.toBe('');
			},
		),
		{ numRuns: 200 },
	);
});
