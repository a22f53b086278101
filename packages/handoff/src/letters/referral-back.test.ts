import { factsOnBoard, fieldAt, parsePath, rowsOf } from '@consilium/case-model';
import { ruleById } from '@consilium/prrt-rules';
import { describe, expect, test } from 'vitest';
import { blanksOf, blocksOf, handoffDocumentSchema } from '../document/document.ts';
import { toHtml } from '../document/html.ts';
import { toPlainText } from '../document/plain-text.ts';
import { homeward, letterInput } from './letters.fixture.ts';
import { referralBack } from './referral-back.ts';

const letter = (changes: Parameters<typeof letterInput>[0] = {}, today?: string) =>
	referralBack(letterInput({ ...homeward, ...changes }, today));
const textOf = (...given: Parameters<typeof letter>) => toPlainText(letter(...given));

describe('referralBack', () => {
	test('[LETTER-1] the whole letter of a finished course reads as it should, and nothing in it is missing', async () => {
		const document = letter();
		expect(blanksOf(document)).toEqual([]);
		await expect(toPlainText(document)).toMatchFileSnapshot('__golden__/referral-back.txt');
		await expect(`${toHtml(document)}\n`).toMatchFileSnapshot('__golden__/referral-back-html.txt');
	});

	test('[LETTER-2] it has the form of a handoff document, ids are unique, and equal input gives an equal letter', () => {
		const document = letter();
		expect(handoffDocumentSchema.safeParse(JSON.parse(JSON.stringify(document))).success).toBe(true);
		const ids = blocksOf(document).map((block) => block.id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(letter()).toEqual(document);
	});

	test('[LETTER-3] every provenance leads to a field of the board or to a rule of the catalogue', () => {
		const { record } = letterInput();
		for (const { path, ruleId } of blocksOf(letter()).flatMap((block) => block.provenance)) {
			if (path !== undefined) {
				expect(fieldAt(path), path).not.toBeNull();
				const parsed = parsePath(path);
				if (parsed?.row !== undefined)
					expect(rowsOf(record, parsed.section).map((one) => one.id)).toContain(parsed.row);
			}
			if (ruleId !== undefined) expect(ruleById(ruleId), ruleId).toBeDefined();
		}
		expect(factsOnBoard.size).toBeGreaterThan(50);
	});

	test('[LETTER-4] the dated duties follow the last infusion: 5 weeks, 3 months, 18 months from the first', () => {
		const text = textOf();
		expect(text).toContain('04-May-2026');
		expect(text).toMatch(/SSTR PET for response.*not before 30-Jun-2026/);
		expect(text).toMatch(/Octreotide LAR.*until progression or 06-Apr-2027 · Riverside Oncology/);
		expect(text).toContain('through 06-Apr-2026');
	});

	test('[LETTER-5] the cumulative activity is exact, whatever the units', () => {
		expect(textOf()).toContain('Cumulative activity: 25.9 GBq in 4 infusions.');
		expect(textOf({ 'cycles/c3/activity': { value: 100, unit: 'mCi' } })).toContain(
			'25.9 GBq in 4 infusions',
		);
	});

	test.each([
		[
			'an activity',
			{ 'cycles/c2/activity': undefined },
			['activity of cycle 2', 'cumulative activity: the activity of each cycle is needed'],
		],
		[
			'an impossible activity',
			{ 'cycles/c2/activity': { value: 74, unit: 'GBq' as const } },
			['activity of cycle 2', 'cumulative activity: the activity of each cycle is needed'],
		],
		['the primary site', { 'diagnosis/primarySite': undefined }, ['primary site']],
		[
			'the owner of the injections',
			{ 'responsibilities/ssaResponsible': undefined },
			['who gives the somatostatin analog injections'],
		],
		['the coordinator', { 'responsibilities/careCoordinator': undefined }, ['name of the care coordinator']],
		['a count', { 'labs/anc1/value': undefined }, ['neutrophils since the first infusion']],
		['a conclusion', { 'imaging/ct2/impression': undefined }, ['conclusion of CT 14-Apr-2026']],
		['the date of an event', { 'adverseEvents/ae2/observedAt': undefined }, ['date of Nausea']],
		[
			'the events',
			Object.fromEntries(
				Object.keys(homeward)
					.filter((path) => path.startsWith('adverseEvents'))
					.map((path) => [path, undefined]),
			),
			['adverse events, or the day they were asked about'],
		],
	])('[LETTER-6] without %s the letter has a bracketed blank and cannot be signed', (_, changes, blanks) => {
		const document = letter(changes);
		expect(blanksOf(document).map(({ blank }) => blank)).toEqual(blanks);
		for (const { blockId, blank } of blanksOf(document))
			expect(blocksOf(document).find((block) => block.id === blockId)?.text).toContain(`[${blank}]`);
	});

	test('[LETTER-7] a course that has not ended cannot be signed home', () => {
		const blanks = blanksOf(letter({ 'plan/courseStatus': 'ongoing' })).map(({ blank }) => blank);
		expect(blanks).toContain('whether the course is completed or discontinued');
	});

	test('[LETTER-8] a study during or first after treatment carries its caution beside the conclusion', () => {
		const rows = blocksOf(letter()).filter((block) => block.id.startsWith('response.ct'));
		expect(rows.map((block) => block.cells?.[3] !== '')).toEqual([true, true]);
		expect(rows[1]?.provenance).toContainEqual({ ruleId: 'IMG-FIRST-POST-TX' });
	});

	test('[LETTER-9] a field with two values is said and blocks signing', () => {
		const conflicted = new Set(['labs/plt1/value']);
		const document = referralBack({ ...letterInput(), conflicted });
		expect(blanksOf(document)).toEqual([
			{ blockId: 'tolerance.platelets', blank: 'two values of Value are entered: choose one on the board' },
		]);
	});

	test('[LETTER-10] an override is listed while its finding stands as it was, and gone when it lapsed', () => {
		const input = letterInput();
		const finding = input.evaluation.findings.find(
			({ ruleId, severity }) => ruleId.startsWith('IMG-') && severity !== 'none',
		);
		const override = {
			findingKey: finding?.key ?? '',
			factsFingerprint: finding?.factsFingerprint ?? '',
			headline: finding?.headline ?? '',
			reason: 'recipient-disagrees-evidence',
			comment: 'New lesion on MRI',
			by: 'Dr. Demo',
			centerName: 'Northgate NET Center',
			at: '2026-04-16T10:00:00Z',
		};
		expect(toPlainText(referralBack({ ...input, overrides: [override] }))).toContain(
			'New lesion on MRI · Dr. Demo',
		);
		const lapsed = { ...override, factsFingerprint: 'other' };
		expect(toPlainText(referralBack({ ...input, overrides: [lapsed] }))).toContain(
			'No finding of the rules stands overridden.',
		);
	});

	test('[LETTER-11] an empty board gives a letter of blanks, not an error', () => {
		const document = referralBack(letterInput({}));
		expect(blanksOf(document).length).toBeGreaterThan(2);
		expect(document.patientLine).toBe(
			'Name not known · born not known · gender not known · record number not known',
		);
		expect(toPlainText(document)).toContain('The patient remains your patient.');
	});

	const blanks = (...given: Parameters<typeof letter>) =>
		blanksOf(letter(...given)).map(({ blank }) => blank);

	test.each([
		['cycle 2 is entered twice', { 'cycles/c3/n': 2 }],
		['two cycles are entered for 01-Dec-2025', { 'cycles/c3/infusionStart': '2025-12-01' }],
		['cycle 4 is not on record', { 'cycles/c4/n': 5 }],
	])('[LETTER-12] no sum is stated when %s', (why, changes) => {
		expect(blanks(changes)).toContain(`cumulative activity: ${why}`);
		expect(textOf(changes)).not.toMatch(/Cumulative activity: [0-9]/);
	});

	test.each([
		['without its activity', { 'cycles/c4/activity': undefined }],
		['without its date', { 'cycles/c4/infusionStart': undefined }],
		['that stands first and has no activity', { 'cycles/c1/activity': undefined }],
	])('[LETTER-13] with a cycle %s no date that follows from the infusions is given', (_, changes) => {
		const document = letter(changes);
		const due = blocksOf(document).filter(({ id }) =>
			['ask.labs', 'ask.ct-mri', 'ask.sstr-pet', 'ask.analog', 'precautions.until'].includes(id),
		);
		expect(due).toHaveLength(5);
		for (const { blank, text } of due) {
			expect(blank).toBe('first a complete entry of each cycle on the board');
			expect(text).not.toMatch(/\d{2}-[A-Z][a-z]{2}-\d{4}/);
		}
	});

	const count = (value: object, more: Record<string, unknown> = {}) => ({
		'labs/new/analyte': 'platelets',
		'labs/new/value': value,
		'labs/new/collected': '2026-04-02',
		'labs/new/status': 'final',
		...more,
	});
	test.each([
		['without a unit', count({ value: 20 })],
		['as “<50”', count({ value: 50, unit: '10*9/L', comparator: '<' })],
		['without a day', count({ value: 20, unit: '10*9/L' }, { 'labs/new/collected': undefined })],
		['that is preliminary', count({ value: 20, unit: '10*9/L' }, { 'labs/new/status': 'preliminary' })],
		['without a status', count({ value: 20, unit: '10*9/L' }, { 'labs/new/status': undefined })],
		['outside what a person can have', count({ value: 20_000, unit: '10*9/L' })],
	])('[LETTER-14] a lower count %s is never passed over in silence', (_, changes) => {
		const nadir = blocksOf(letter(changes as Parameters<typeof letter>[0])).find(
			({ id }) => id === 'tolerance.platelets',
		);
		expect(nadir?.blank).toContain('a result for platelets');
	});

	test('[LETTER-15] a result that cannot be the lowest, or was withdrawn, asks nothing', () => {
		for (const changes of [
			count({ value: 400, unit: '10*9/L', comparator: '>' }),
			count({ value: 300, unit: '10*9/L' }, { 'labs/new/status': 'preliminary' }),
			count({ value: 1, unit: '10*9/L' }, { 'labs/new/status': 'entered-in-error' }),
			count({ value: 20 }, { 'labs/new/collected': '2025-10-01' }),
		])
			expect(blanks(changes as Parameters<typeof letter>[0])).toEqual([]);
	});

	test('[LETTER-16] the worst grade is not stated over an observation without a grade or with two', () => {
		expect(blanks({ 'adverseEvents/ae2/grade': undefined })).toEqual(['grade of Nausea']);
		expect(blanks({ 'adverseEvents/x/grade': '3', 'adverseEvents/x/observedAt': '2026-02-04' })).toEqual([
			'term of an adverse event',
		]);
		const conflicted = new Set(['adverseEvents/ae1/grade']);
		expect(blanksOf(referralBack({ ...letterInput(), conflicted })).map(({ blockId }) => blockId)).toEqual([
			'tolerance.event.nausea',
		]);
	});

	test('[LETTER-17] an event before the first infusion is not told as borne of the treatment', () => {
		const early = {
			'adverseEvents/old/term': 'Fatigue',
			'adverseEvents/old/grade': '3',
			'adverseEvents/old/observedAt': '2025-09-01',
		};
		expect(textOf(early)).toContain(
			'Fatigue · Worst toxicity grade 3 · 01-Sep-2025, before the first infusion',
		);
	});

	const noEvents = Object.fromEntries(
		Object.keys(homeward)
			.filter((path) => path.startsWith('adverseEvents'))
			.map((path) => [path, undefined]),
	);
	test('[LETTER-18] that nothing was found says when it was asked, and a question before the last infusion is not enough', () => {
		const asked = (on: string) => ({ ...noEvents, 'adverseEventReviews/r/reviewedOn': on });
		expect(blanks(asked('2026-04-10'))).toEqual([]);
		expect(textOf(asked('2026-04-10'))).toContain(
			'None recorded. Adverse events were asked about on 10-Apr-2026',
		);
		expect(blanks(asked('2026-02-10'))).toEqual(['adverse events since the last infusion']);
	});

	test('[LETTER-19] an undated study is asked for, and a receptor study is no silence about imaging', () => {
		expect(blanks({ 'imaging/ct2/date': undefined })).toContain('date of CT');
		const without = {
			'imaging/ct1/modality': undefined,
			'imaging/ct1/date': '2025-01-01',
			'imaging/ct2/date': '2025-01-02',
		};
		expect(textOf(without)).toContain('No imaging since the first infusion of 06-Oct-2025 is on record.');
		const receptor = {
			'sstrImaging/s/modality': 'SSTR-PET',
			'sstrImaging/s/date': '2026-04-15',
			'sstrImaging/s/uptakeVsLiver': 'above',
		};
		const text = textOf({ ...without, ...receptor });
		expect(text).not.toContain('No imaging since');
		expect(text).toContain('15-Apr-2026 · SSTR PET · Uptake: above liver');
	});

	test('[LETTER-20] a poorly differentiated carcinoma is not called a tumor, and an unnamed owner stays a blank', () => {
		const carcinoma = {
			'pathology/p1/differentiation': 'poor',
			'pathology/p1/ki67': { value: 60, unit: '%' as const },
		};
		expect(textOf(carcinoma)).toContain('neuroendocrine carcinoma (NEC)');
		expect(blanks({ 'responsibilities/ssaResponsible': 'other' })).toEqual([
			'name of the center that gives the injections',
		]);
	});

	test('[LETTER-21] a cycle that one took out and another kept blocks what is told of the cycles', () => {
		const document = referralBack({ ...letterInput(), conflicted: new Set(['cycles/c9/$removed']) });
		expect(blanksOf(document).map(({ blockId }) => blockId)).toContain('treatment.cumulative');
	});

	test('[LETTER-22] a lowest count from before the last infusion says that nothing was counted since', () => {
		expect(textOf()).toContain('12-Jan-2026; no result since the last infusion');
		const later = count({ value: 99, unit: '10*9/L' }, { 'labs/new/collected': '2026-04-15' });
		expect(textOf(later as Parameters<typeof letter>[0])).toMatch(/Lowest platelets .* 12-Jan-2026\n/);
	});

	test('[LETTER-23] while the course goes on, no day of a receptor PET for response is given', () => {
		const row = blocksOf(letter({ 'plan/courseStatus': 'ongoing' })).find(({ id }) => id === 'ask.sstr-pet');
		expect(row).toMatchObject({ blank: 'whether the course has ended' });
		expect(row?.text).not.toMatch(/\d{4}/);
	});

	test('[LETTER-24] a corrected result replaces the first one of its time; two that differ are asked back', () => {
		const second = (status: string, value = 160) =>
			count({ value, unit: '10*9/L' }, { 'labs/new/collected': '2026-01-12', 'labs/new/status': status });
		const given = (status: string) => second(status) as Parameters<typeof letter>[0];
		expect(textOf(given('corrected'))).toContain('Lowest platelets · 104 ×10⁹/L');
		expect(blanks(given('corrected'))).toEqual([]);
		expect(blanks(given('final'))).toEqual([
			'a result for platelets of 12-Jan-2026 (62 ×10⁹/L) differs from another of the same time',
		]);
	});
});
