import { expect, test } from 'vitest';
import { groupRefused } from './group-refused.ts';
import { nothingTyped, readIntake, startPaths, startField, type Typed } from './read-intake.ts';

const context = { today: '2026-05-12', timeZone: 'America/Chicago' };
const typed = (over: Partial<Typed> = {}): Typed => ({
	...nothingTyped(),
	'patient/familyName': 'Rossi',
	'patient/birthDate': '14 Mar 1961',
	'question/asked': 'Continue to cycle 3, reduce, or stop?',
	...over,
});
const problemsOf = (over: Partial<Typed>): string[] => {
	const reading = readIntake(typed(over), context);
	return reading.ok ? [] : reading.problems.map((problem) => problem.path);
};

test('[INTAKE-1] every start path is a line of the field table', () => {
	expect(startPaths.map((path) => startField(path).label)).toHaveLength(startPaths.length);
});

test('[INTAKE-2] an empty input makes no entry, and the question is prose', () => {
	const reading = readIntake(typed(), context);
	expect(reading).toEqual({
		ok: true,
		entries: {
			'patient/familyName': { is: 'value', value: 'Rossi', source: { kind: 'entered' } },
			'patient/birthDate': { is: 'value', value: '1961-03-14', source: { kind: 'entered' } },
		},
		prose: { 'question/asked': 'Continue to cycle 3, reduce, or stop?' },
	});
});

test('[INTAKE-3] a date that is none, or has two readings, is refused and never guessed', () => {
	expect(problemsOf({ 'patient/birthDate': '31/02/1961' })).toEqual(['patient/birthDate']);
	expect(problemsOf({ 'patient/birthDate': '05/06/1961' })).toEqual(['patient/birthDate']);
});

test('[INTAKE-4] a case needs a family name, a question, and a birth date or a record number', () => {
	expect(problemsOf({ 'patient/familyName': '  ', 'question/asked': '' })).toEqual([
		'patient/familyName',
		'question/asked',
	]);
	expect(problemsOf({ 'patient/birthDate': '' })).toEqual(['patient/birthDate']);
	expect(problemsOf({ 'patient/birthDate': '', 'patient/mrn': '4471228' })).toEqual([]);
});

test('[INTAKE-5] refused resources stand under their reason, each named', () => {
	const why = 'fills no field on the board';
	expect(
		groupRefused([
			{ resource: 'Encounter/1', label: 'Encounter', why },
			{ resource: 'Patient/9', label: 'A second patient', why: 'belongs to somebody else' },
			{ resource: 'Encounter/2', label: 'Encounter', why },
		]),
	).toEqual([
		{ words: 'Encounter fills no field on the board', resources: ['Encounter/1', 'Encounter/2'] },
		{ words: 'A second patient belongs to somebody else', resources: ['Patient/9'] },
	]);
});
