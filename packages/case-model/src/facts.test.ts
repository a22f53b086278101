import { describe, expect, test } from 'vitest';
import type { CaseFacts } from './facts.ts';
import { readFacts } from './facts-read.ts';

const empty = (): CaseFacts => ({
	schema: 'prrt-casefacts/1',
	timeZone: 'America/Chicago',
	patient: { weights: [] },
	tumor: { pathology: [] },
	sstrImaging: [],
	ssa: {
		outcome: {
			progression: null,
			persistentSymptoms: null,
			increasedTumorBurdenCtMri: null,
			organFunctionDeterioration: null,
		},
		administrations: [],
	},
	plan: { plannedDoses: 4, nextDoseAt: null },
	doses: [],
	course: { status: 'not-started' },
	progressionConfirmedOn: null,
	labs: [],
	adverseEvents: [],
	adverseEventsReviewedOn: [],
	imaging: [],
	plannedBloodDraws: [],
	coordination: {},
});
const lab = (id: string, collected: string): CaseFacts['labs'][number] => ({
	id,
	analyte: 'platelets',
	q: { value: 62, unit: '10*9/L' },
	collected,
	status: 'final',
});
const dose = (n: number, day: string): CaseFacts['doses'][number] => ({
	n,
	infusionStart: `${day}T10:00:00-06:00`,
	infusionEnd: `${day}T10:40:00-06:00`,
	activity: { value: 7.4, unit: 'GBq' },
});
const paths = (input: unknown): string[] => {
	const reading = readFacts(input, '2025-06-02');
	return reading.ok ? [] : reading.issues.map((issue) => issue.path);
};

describe('case facts', () => {
	test('[FACTS-1] a case with nothing known is a valid case', () => {
		expect(paths(empty())).toEqual([]);
	});
	test.each<[string, (facts: Record<string, unknown>) => void, string]>([
		['a misspelled key', (facts) => (facts.labz = []), 'labz'],
		['an unknown zone', (facts) => (facts.timeZone = 'Mars/Base'), 'timeZone'],
		['a wrong schema', (facts) => (facts.schema = 'prrt-casefacts/2'), 'schema'],
		['a missing list', (facts) => delete facts.labs, 'labs'],
		['a date 31/02', (facts) => (facts.progressionConfirmedOn = '31/02'), 'progressionConfirmedOn'],
	])('[FACTS-2] %s is refused at its path', (_, spoil, path) => {
		const facts: Record<string, unknown> = { ...empty() };
		spoil(facts);
		expect(paths(facts)).toEqual([path]);
	});
	test('[FACTS-2] an unknown unit is refused at its path and quoted as written', () => {
		const reading = readFacts(
			{ ...empty(), labs: [{ ...lab('a', '2025-06-01'), q: { value: 62, unit: 'G/l' } }] },
			'2025-06-02',
		);
		expect(reading).toMatchObject({ ok: false, issues: [{ path: 'labs[0].q.unit' }] });
		expect(reading.ok ? '' : reading.issues[0]?.message).toContain('"G/l"');
	});
	test.each([
		['"92,5"', '92,5'],
		['null', null],
		['NaN', Number.NaN],
	])('[FACTS-2] the value %s is refused', (_, value) => {
		expect(paths({ ...empty(), labs: [{ ...lab('a', '2025-06-01'), q: { value } }] })).toEqual([
			'labs[0].q.value',
		]);
	});
	test('[FACTS-3] a result or a dose two days ahead is refused, one day ahead is not', () => {
		expect(paths({ ...empty(), labs: [lab('a', '2025-06-03'), lab('b', '2025-06-04')] })).toEqual([
			'labs[1].collected',
		]);
		expect(paths({ ...empty(), doses: [dose(1, '2025-06-04')] })).toEqual(['doses[0].infusionStart']);
	});
	test('[FACTS-4] doses are numbered once, and in the order of their dates, however the list is sorted', () => {
		expect(paths({ ...empty(), doses: [dose(2, '2025-03-04'), dose(1, '2025-01-07')] })).toEqual([]);
		expect(paths({ ...empty(), doses: [dose(1, '2025-01-07'), dose(1, '2025-03-04')] })).toEqual([
			'doses[1].n',
		]);
		expect(paths({ ...empty(), doses: [dose(1, '2025-03-04'), dose(2, '2025-01-07')] })).toEqual([
			'doses[1].infusionStart',
		]);
	});
	test('[FACTS-5] an infusion does not end before it starts, compared as moments', () => {
		const ends = (infusionEnd: string) =>
			paths({ ...empty(), doses: [{ ...dose(1, '2025-01-07'), infusionEnd }] });
		expect(ends('2025-01-07T09:59:00-06:00')).toEqual(['doses[0].infusionEnd']);
		expect(ends('2025-01-07T16:10:00Z')).toEqual([]);
		expect(ends('2025-01-06')).toEqual(['doses[0].infusionEnd']);
	});
	test('[FACTS-6] an id is used once in its list', () => {
		expect(paths({ ...empty(), labs: [lab('a', '2025-06-01'), lab('a', '2025-06-02')] })).toEqual([
			'labs[1].id',
		]);
	});
});
