import { caseFacts, type FieldPath, type FieldValue, type Quantity } from '@consilium/case-model';
import { evaluate } from '@consilium/prrt-rules';
import { describe, expect, test } from 'vitest';
import { homeward, recordOf } from '../letters/letters.fixture.ts';
import { checklist } from './checklist.ts';
import { ageInWords } from './currency.ts';

const panel: Record<string, Quantity> = {
	hemoglobin: { value: 13, unit: 'g/dL' },
	platelets: { value: 210, unit: '10*9/L' },
	leukocytes: { value: 6, unit: '10*9/L' },
	neutrophils: { value: 3, unit: '10*9/L' },
	bun: { value: 15, unit: 'mg/dL' },
	creatinine: { value: 1, unit: 'mg/dL' },
	albumin: { value: 41, unit: 'g/L' },
	alp: { value: 90, unit: 'U/L' },
	ast: { value: 25, unit: 'U/L' },
	alt: { value: 28, unit: 'U/L' },
	bilirubin: { value: 0.6, unit: 'mg/dL', comparator: '<' },
};
const labs = (collected: string): Record<FieldPath, FieldValue> =>
	Object.fromEntries(
		Object.entries(panel).flatMap(([analyte, value]): [FieldPath, FieldValue][] => [
			[`labs/x${analyte}/analyte`, analyte],
			[`labs/x${analyte}/value`, value],
			[`labs/x${analyte}/collected`, collected],
			[`labs/x${analyte}/status`, 'final'],
		]),
	);

const ready: Record<FieldPath, FieldValue> = {
	...Object.fromEntries(Object.entries(homeward).filter(([path]) => path.startsWith('patient/'))),
	'patient/allergyState': 'none',
	'diagnosis/primarySite': 'ileum',
	'diagnosis/extent': 'metastatic',
	'diagnosis/extensiveDisease': false,
	'pathology/p1/date': '2025-06-01',
	'pathology/p1/differentiation': 'well',
	'pathology/p1/ki67': { value: 6, unit: '%' },
	'pathology/p1/mitoses': { value: 3, unit: '/(2.mm2)' },
	'pathology/p1/gradingScheme': 'WHO 2022',
	'sstrImaging/s1/modality': 'SSTR-PET',
	'sstrImaging/s1/date': '2026-02-14',
	'sstrImaging/s1/uptakeVsLiver': 'above',
	'imaging/i1/modality': 'CT',
	'imaging/i1/date': '2026-04-14',
	'imaging/i1/impression': 'progression',
	...labs('2026-05-01'),
	'weights/w1/measuredOn': '2026-05-01',
	'weights/w1/weight': { value: 68, unit: 'kg' },
	'ssa/everGiven': true,
	'ssa/progression': true,
	'ssaAdministrations/l1/at': '2026-04-20',
	'performance/ecog': '1',
	'performance/ecogAssessedOn': '2026-05-01',
	'responsibilities/specialistContactedOn': '2026-04-28',
	'responsibilities/careCoordinator': 'Sam Demo',
	'responsibilities/ssaResponsible': 'primary-oncologist',
	'responsibilities/postTreatmentTestsAgreed': true,
	'responsibilities/resultsTransferRoute': 'shared-board',
};

function listOf(
	changes: Record<FieldPath, FieldValue | undefined> = {},
	on: string | null = '2026-05-25',
	question = 'Is she a candidate?',
) {
	const record = recordOf({ ...ready, ...changes }, { 'question/asked': question });
	const { facts } = caseFacts(record, { timeZone: 'America/Chicago' });
	return checklist({ record, evaluation: evaluate(facts, { asOf: '2026-05-12' }), plannedTreatmentOn: on });
}
const item = (id: string, ...given: Parameters<typeof listOf>) =>
	listOf(...given).find((one) => one.id === id);

describe('checklist', () => {
	test('[READY-1] a case with everything current on the planned day is complete in every item', () => {
		expect(listOf().filter(({ status }) => status !== 'complete')).toEqual([]);
	});

	test('[READY-2] currency is judged for the planned day, not for today, and said in months and days', () => {
		const old = { 'sstrImaging/s1/date': '2025-10-14' };
		expect(item('sstr-imaging', old)).toMatchObject({
			status: 'out-of-date',
			detail: 'SSTR PET 14-Oct-2025 · will be 7 m 11 d old on 25-May-2026 · limit 6 m',
			paths: ['sstrImaging/s1/date'],
		});
		expect(item('sstr-imaging', old, '2026-04-14')?.status).toBe('complete');
		expect(item('sstr-imaging', old, '2026-04-15')?.status).toBe('out-of-date');
	});

	test('[READY-3] the last day of six calendar months still counts, held at the month’s end', () => {
		const august = { 'sstrImaging/s1/date': '2025-08-31' };
		expect(item('sstr-imaging', august, '2026-02-28')?.status).toBe('complete');
		expect(item('sstr-imaging', august, '2026-03-01')?.status).toBe('out-of-date');
	});

	test('[READY-4] without a planned day no scan or test counts as current', () => {
		const list = listOf({}, null);
		for (const id of ['planned-treatment', 'sstr-imaging', 'ct-mri', 'labs', 'weight'])
			expect(list.find((one) => one.id === id)?.status, id).toBe('missing');
		expect(item('sstr-imaging', {}, null)?.detail).toBe(
			'SSTR PET 14-Feb-2026 · no day of treatment is planned, so its age then cannot be told',
		);
	});

	test('[READY-5] a missing or preliminary analyte is named; the oldest of the newest results decides', () => {
		expect(
			item('labs', { 'labs/xalbumin/status': 'preliminary', 'labs/xbun/value': undefined }),
		).toMatchObject({
			status: 'missing',
			detail: 'Blood urea nitrogen, Albumin',
		});
		expect(item('labs', { 'labs/xalt/collected': '2026-04-20' })).toMatchObject({
			status: 'out-of-date',
			detail: 'Alanine aminotransferase 20-Apr-2026 · will be 1 m 5 d old on 25-May-2026 · limit 28 d',
		});
	});

	test.each([
		['patient', { 'patient/sex': undefined }, 'Sex for the creatinine clearance formula'],
		['allergies', { 'patient/allergyState': 'known' }, 'Known allergies'],
		['diagnosis', { 'diagnosis/extent': undefined }, 'Extent'],
		['pathology', { 'pathology/p1/mitoses': undefined }, 'Mitoses'],
		[
			'sstr-imaging',
			{ 'sstrImaging/s1/uptakeVsLiver': undefined },
			'SSTR PET: uptake against the liver is not entered',
		],
		['ct-mri', { 'imaging/i1/modality': 'FDG-PET' }, 'No dated CT or MRI'],
		['ssa-history', { 'ssa/progression': undefined }, 'How it went on the analog'],
		['function', { 'performance/ecogAssessedOn': undefined }, 'ECOG assessed on'],
		['who-does-what', { 'responsibilities/ssaResponsible': undefined }, 'SSA injections are given by'],
	])('[READY-6] %s says what it lacks', (id, changes, detail) => {
		expect(item(id, changes)).toMatchObject({ status: 'missing', detail });
	});

	test('[READY-7] unknown and not recorded never count as there', () => {
		const record = recordOf(ready, { 'question/asked': 'x' });
		record.entries['pathology/p1/mitoses'] = { is: 'not-recorded', source: { kind: 'entered' } };
		record.entries['performance/ecog'] = { is: 'unknown', source: { kind: 'entered' } };
		const { facts } = caseFacts(record, { timeZone: 'UTC' });
		const list = checklist({
			record,
			evaluation: evaluate(facts, { asOf: '2026-05-12' }),
			plannedTreatmentOn: '2026-05-25',
		});
		expect(list.find((one) => one.id === 'pathology')?.detail).toBe('Mitoses (not recorded)');
		expect(list.find((one) => one.id === 'function')?.detail).toBe('ECOG performance status (not known)');
	});

	test('[READY-8] a question of blanks is no question', () => {
		expect(item('question', {}, '2026-05-25', '  \n')?.status).toBe('missing');
	});

	test.each([
		['2025-10-14', '2026-05-25', '7 m 11 d'],
		['2026-05-25', '2026-05-25', '0 d'],
		['2026-01-31', '2026-02-28', '1 m'],
		['2026-01-31', '2026-03-30', '1 m 30 d'],
	])('[READY-9] from %s to %s is %s', (from, on, words) => {
		expect(ageInWords(from, on)).toBe(words);
	});

	test('[READY-10] a result without a unit, or impossible, is not a result', () => {
		for (const value of [{ value: 210 }, { value: 21_000, unit: '10*9/L' as const }])
			expect(item('labs', { 'labs/xplatelets/value': value })).toMatchObject({
				status: 'missing',
				detail: 'Platelets',
			});
	});

	test('[READY-11] one “no” about the time on the analog leaves the other three questions open', () => {
		expect(item('ssa-history', { 'ssa/progression': false })).toMatchObject({ status: 'missing' });
		const all = {
			'ssa/progression': false,
			'ssa/persistentSymptoms': false,
			'ssa/increasedTumorBurden': false,
			'ssa/organDeterioration': false,
		};
		expect(item('ssa-history', all)?.status).toBe('complete');
	});

	test('[READY-12] a disputed field or row is open whatever stands there', () => {
		const record = recordOf(ready, { 'question/asked': 'x' });
		const { facts } = caseFacts(record, { timeZone: 'UTC' });
		const evaluation = evaluate(facts, { asOf: '2026-05-12' });
		const open = (path: FieldPath) =>
			checklist({ record, evaluation, plannedTreatmentOn: '2026-05-25', conflicted: new Set([path]) })
				.filter(({ status }) => status !== 'complete')
				.map(({ id, paths }) => [id, paths[0]]);
		expect(open('patient/birthDate')).toEqual([['patient', 'patient/birthDate']]);
		expect(open('labs/xalt/value')).toEqual([['labs', 'labs/xalt/value']]);
		expect(open('weights/w1/$removed')).toEqual([['weight', 'weights/w1/$removed']]);
	});

	test('[READY-13] a CT planned after the day of treatment does not make it current', () => {
		expect(item('ct-mri', { 'imaging/i1/date': '2026-06-20' })?.status).toBe('missing');
	});
});
