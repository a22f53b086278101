import { expect, test } from 'vitest';
import {
	caseFacts,
	caseFactsSchema,
	emptyRecord,
	entered,
	entriesFromFacts,
	readEntry,
	valueEntry,
	type CaseFacts,
	type CaseRecord,
	type Entry,
} from './index.ts';

const timeZone = 'America/Chicago';
const recordOf = (entries: Record<string, Entry>): CaseRecord => ({ entries, prose: {} });
const platelets = (value: number, unit = '10*9/L'): Record<string, Entry> => ({
	'labs/p1/analyte': valueEntry('platelets'),
	'labs/p1/value': valueEntry({ value, unit: unit as '10*9/L' }),
	'labs/p1/collected': valueEntry('2026-05-11'),
	'labs/p1/status': valueEntry('final'),
});

const full: CaseFacts = caseFactsSchema.parse({
	...caseFacts(emptyRecord(), { timeZone }).facts,
	patient: {
		birthDate: '1961-03-14',
		sex: 'female',
		weights: [{ measuredOn: '2026-05-01', q: { value: 61.5, unit: 'kg' } }],
		ecog: { value: 1, assessedOn: '2026-05-01' },
		pregnancy: { status: 'not-of-reproductive-potential', verifiedOn: '2026-01-01' },
	},
	plan: { plannedDoses: 4, nextDoseAt: '2026-05-25T10:00:00-05:00' },
	course: { status: 'ongoing' },
	doses: [
		{
			n: 1,
			infusionStart: '2026-02-02T10:00:00-06:00',
			infusionEnd: '2026-02-02T10:40:00-06:00',
			activity: { value: 7.4, unit: 'GBq' },
			aminoAcids: { start: '2026-02-02T09:30:00-06:00', end: null, lysine: true, arginine: null },
			antiemeticAt: '2026-02-02T09:00:00-06:00',
		},
	],
	adverseEvents: [
		{
			id: 'nausea-1',
			term: 'nausea',
			category: 'nonhematologic',
			observations: [
				{ at: '2026-02-03', grade: 2 },
				{ at: '2026-02-05', grade: 0 },
			],
			communicatedToSpecialistOn: '2026-02-06',
		},
	],
	adverseEventsReviewedOn: ['2026-03-01'],
	plannedBloodDraws: [{ id: 'draw-1', at: '2026-05-18', routine: true }],
	meeting: { heldOn: '2026-01-10', rolesPresent: ['netSpecialist', 'nuclearMedicine'] },
});

test('[CASE-20] an empty case gives facts in which nothing is assumed', () => {
	const { facts, problems } = caseFacts(emptyRecord(), { timeZone });
	expect(problems).toEqual([]);
	expect(facts.plan).toEqual({ plannedDoses: null, nextDoseAt: null });
	expect(facts.course.status).toBeNull();
	expect(facts.patient).toEqual({ weights: [] });
});

test('[CASE-21] facts laid on the board and read back are the same facts', () => {
	const entries = entriesFromFacts(full, { source: { kind: 'facts' } });
	for (const [path, entry] of Object.entries(entries))
		expect(readEntry(path, entry)).toEqual({ ok: true, entry });
	expect(caseFacts(recordOf(entries), { timeZone })).toEqual({ facts: full, problems: [] });
});

test('[CASE-22] unknown and not recorded are not values', () => {
	const { facts } = caseFacts(
		recordOf({
			'patient/birthDate': { is: 'unknown', source: entered },
			'diagnosis/primarySite': { is: 'not-recorded', source: entered },
		}),
		{ timeZone },
	);
	expect(facts.patient.birthDate).toBeUndefined();
	expect(facts.tumor.primarySite).toBeUndefined();
});

test('[CASE-23] a half-entered row is not used and is named with its field', () => {
	const { 'labs/p1/collected': _left, ...rest } = platelets(62);
	const { facts, problems } = caseFacts(recordOf(rest), { timeZone });
	expect(facts.labs).toEqual([]);
	expect(problems).toEqual([
		{ path: 'labs/p1/collected', why: 'lab result without collected: not used by any rule' },
	]);
});

test('[CASE-24] a value in conflict stays in its place without its unit, so that no older one is used instead', () => {
	const { facts, problems } = caseFacts(recordOf(platelets(62)), {
		timeZone,
		conflicted: new Set(['labs/p1/value']),
	});
	expect(facts.labs[0]?.q).toEqual({ value: 62 });
	expect(problems.map((problem) => problem.path)).toEqual(['labs/p1/value']);
});

test('[CASE-25] a removed row is gone from the facts and still in the record', () => {
	const record = recordOf({ ...platelets(62), 'labs/p1/$removed': valueEntry(true) });
	expect(caseFacts(record, { timeZone }).facts.labs).toEqual([]);
	expect(Object.keys(record.entries)).toHaveLength(5);
});

test('[CASE-26] ECOG without its day is a problem, not a value', () => {
	const { facts, problems } = caseFacts(recordOf({ 'performance/ecog': valueEntry('1') }), { timeZone });
	expect(facts.patient.ecog).toBeNull();
	expect(problems.map((problem) => problem.path)).toEqual(['performance/ecogAssessedOn']);
});

test('[CASE-27] an entry that does not fit its field is refused and says why', () => {
	const refused: [string, unknown][] = [
		['patient/birthDate', valueEntry('31/02/1961')],
		['patient/sex', valueEntry('x')],
		['labs/p1/value', valueEntry('62')],
		['labs/p1/value', { is: 'value', value: { value: 62, unit: 'bananas' }, source: entered }],
		['cycles/c1/n', valueEntry(1.5)],
		['patient/birthDate', null],
		['patient/birthDate', 'text'],
		['nothing/here', valueEntry('x')],
		['labs/p1/$removed', valueEntry('yes')],
		['discussion/notes', valueEntry('prose is not an entry')],
	];
	for (const [path, raw] of refused) expect(readEntry(path, raw)).toMatchObject({ ok: false });
});

test('[CASE-40] a conflict is a problem even when the side that stands there is "unknown"', () => {
	const record = recordOf({
		'plan/progressionConfirmedOn': { is: 'unknown', source: entered },
		'patient/birthDate': { is: 'not-recorded', source: entered },
	});
	const conflicted = new Set(['plan/progressionConfirmedOn', 'patient/birthDate']);
	const { problems } = caseFacts(record, { timeZone, conflicted });
	expect(problems.map(({ path }) => path).sort()).toEqual([...conflicted].sort());
});

test('[CASE-41] a disputed day on which nothing above grade 2 was found is not given to the rules', () => {
	const path = 'adverseEventReviews/r1/reviewedOn';
	const record = recordOf({ [path]: valueEntry('2026-05-01') });
	expect(caseFacts(record, { timeZone }).facts.adverseEventsReviewedOn).toEqual(['2026-05-01']);
	const { facts, problems } = caseFacts(record, { timeZone, conflicted: new Set([path]) });
	expect(facts.adverseEventsReviewedOn).toEqual([]);
	expect(problems.map((problem) => problem.path)).toContain(path);
});

test('[CASE-42] an upside-down reference range is left out and said', () => {
	const record = recordOf({
		...platelets(200),
		'labs/p1/refLow': valueEntry(400),
		'labs/p1/refHigh': valueEntry(150),
	});
	const { facts, problems } = caseFacts(record, { timeZone });
	expect(facts.labs[0]?.ref).toBeUndefined();
	expect(problems).toEqual([
		{ path: 'labs/p1/refLow', why: expect.stringContaining('upside down') as string },
	]);
});

test('[CASE-43] a row that one took out and another kept is said, whichever stands', () => {
	const record = recordOf({ ...platelets(62), 'labs/p1/$removed': valueEntry(true) });
	const { problems } = caseFacts(record, { timeZone, conflicted: new Set(['labs/p1/$removed']) });
	expect(problems.map(({ path }) => path)).toEqual(['labs/p1/$removed']);
});

test('[CASE-44] one event with two terms is said, not given to the rules under the first term alone in silence', () => {
	const one = (id: string, term: string): Record<string, Entry> => ({
		[`adverseEvents/${id}/term`]: valueEntry(term),
		[`adverseEvents/${id}/grade`]: valueEntry('3'),
		[`adverseEvents/${id}/observedAt`]: valueEntry('2026-05-01'),
		[`adverseEvents/${id}/event`]: valueEntry('E1'),
	});
	const told = (second: string) =>
		caseFacts(recordOf({ ...one('a', 'Nausea'), ...one('b', second) }), { timeZone }).problems;
	expect(told('nausea ')).toEqual([]);
	expect(told('Vomiting').map(({ path }) => path)).toEqual(['adverseEvents/b/term']);
});

test('[CASE-45] a conflict in a field that no rule reads stops no rule', () => {
	const record = recordOf({ ...platelets(200), 'labs/p1/laboratory': valueEntry('North') });
	const { problems } = caseFacts(record, { timeZone, conflicted: new Set(['labs/p1/laboratory']) });
	expect(problems).toEqual([]);
});

test('[CASE-52] what the document holds and nobody can read is said, a row of nothing else too', () => {
	const unreadable = new Set([
		'plan/progressionConfirmedOn',
		'labs/lost/value',
		'labs/p1/refHigh',
		'patient/mrn',
	]);
	const { problems } = caseFacts(recordOf(platelets(200)), { timeZone, unreadable });
	expect(problems.map(({ path }) => path).sort()).toEqual([
		'labs/lost/value',
		'labs/p1/refHigh',
		'plan/progressionConfirmedOn',
	]);
	const healed = recordOf({ ...platelets(200), 'labs/p1/refHigh': valueEntry(400) });
	expect(caseFacts(healed, { timeZone, unreadable: new Set(['labs/p1/refHigh']) }).problems).toEqual([]);
});
