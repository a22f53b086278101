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
});
