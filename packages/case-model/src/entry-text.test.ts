import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, fieldAt, instantMs, parseEntryText, parseNumberText, type Field } from './index.ts';

const context = { today: '2026-05-12', timeZone: 'America/Chicago' };
const field = (path: string): Field => {
	const found = fieldAt(path);
	if (!found) throw new Error(`no field at ${path}`);
	return found.field;
};
const lab = field('labs/r1/value');
const born = field('patient/birthDate');
const collected = field('labs/r1/collected');

test('[CASE-10] an empty number is asked for, never zero', () => {
	for (const text of ['', ' ', '\u00a0']) {
		expect(parseNumberText(text)).toEqual({ ok: false, message: 'Enter a number' });
		expect(parseEntryText(lab, text, { ...context, unit: '10*9/L' }).ok).toBe(false);
	}
});

test('[CASE-11] a comma is asked back with its readings, never dropped', () => {
	const read = parseEntryText(lab, '92,5', { ...context, unit: '10*9/L', analyte: 'platelets' });
	expect(read).toMatchObject({ ok: false, suggestions: [{ text: '92.5' }] });
	expect(parseNumberText('62,000')).toMatchObject({
		ok: false,
		suggestions: [{ text: '62.000' }, { text: '62000' }],
	});
});

test('[CASE-12] a comparator stays a comparator', () => {
	expect(parseEntryText(lab, '<10', { ...context, unit: '10*9/L', analyte: 'platelets' })).toMatchObject({
		ok: true,
		value: { value: 10, comparator: '<', unit: '10*9/L' },
	});
	expect(parseEntryText(lab, '≥ 1.5 10*9/L', { ...context, analyte: 'neutrophils' })).toMatchObject({
		value: { value: 1.5, comparator: '>=' },
	});
});

test('[CASE-13] grouped digits are one number', () => {
	expect(parseEntryText(lab, '62 000', { ...context, unit: '/uL', analyte: 'platelets' })).toMatchObject({
		ok: true,
		value: { value: 62000, unit: '/uL' },
		echo: '62000 /µL',
	});
});

test('[CASE-14] a unit is never guessed and an implausible value is refused with its range', () => {
	expect(parseEntryText(lab, '62', context)).toEqual({ ok: false, message: 'Choose a unit' });
	expect(parseEntryText(lab, '62 furlongs', context)).toMatchObject({ ok: false });
	expect(parseEntryText(lab, '3000', { ...context, unit: '10*3/uL', analyte: 'neutrophils' })).toMatchObject({
		ok: false,
		message: expect.stringContaining('outside 0–200') as string,
	});
	expect(parseEntryText(lab, '62', { ...context, unit: 'mg/dL', analyte: 'platelets' })).toMatchObject({
		ok: false,
	});
});

test('[CASE-15] a day that the calendar does not have is refused', () => {
	for (const text of ['31/02/2026', '2026-02-30', '31-Feb-2026', '32.01.2026'])
		expect(parseEntryText(born, text, context)).toMatchObject({
			ok: false,
			message: expect.stringContaining('not a day of the calendar') as string,
		});
	expect(parseEntryText(born, '31/02', context).ok).toBe(false);
});

test('[CASE-16] an ambiguous date offers both readings and takes neither', () => {
	expect(parseEntryText(born, '03/04/1961', context)).toMatchObject({
		ok: false,
		suggestions: [{ text: '1961-04-03' }, { text: '1961-03-04' }],
	});
	expect(parseEntryText(born, '14/03/1961', context)).toMatchObject({ ok: true, value: '1961-03-14' });
});

test('[CASE-17] a date is echoed with weekday and distance', () => {
	expect(parseEntryText(born, '-2d', context)).toMatchObject({
		value: '2026-05-10',
		echo: 'Sun 10-May-2026 · 2 days ago',
	});
	expect(parseEntryText(born, '14-Mar-1961', context)).toMatchObject({ value: '1961-03-14' });
	expect(parseEntryText(born, '+3m', { ...context, today: '2026-11-30' })).toMatchObject({
		value: '2027-02-28',
	});
});

test('[CASE-18] a clock time gets the offset of the case zone on that day, summer and winter', () => {
	expect(parseEntryText(collected, '12-May-2026 14:30', context)).toMatchObject({
		value: '2026-05-12T14:30:00-05:00',
	});
	expect(parseEntryText(collected, '12-Jan-2026 9:05', context)).toMatchObject({
		value: '2026-01-12T09:05:00-06:00',
	});
	expect(parseEntryText(collected, '08-Mar-2026 12:00', context)).toMatchObject({
		value: '2026-03-08T12:00:00-05:00',
	});
	expect(parseEntryText(collected, '12-May-2026', context)).toMatchObject({ value: '2026-05-12' });
	expect(parseEntryText(collected, '12-May-2026 25:00', context).ok).toBe(false);
});

test('[CASE-19] no text of any kind makes the parsers throw, and what is taken is what was typed', () => {
	fc.assert(
		fc.property(fc.string(), (text) => {
			for (const path of [
				'labs/r/value',
				'labs/r/collected',
				'labs/r/refLow',
				'patient/birthDate',
				'patient/sex',
				'goals/comorbidity',
			])
				parseEntryText(field(path), text, context);
		}),
	);
	fc.assert(
		fc.property(fc.double({ min: 0.001, max: 3000, noNaN: true }), (value) => {
			const text = String(Number(value.toFixed(3)));
			expect(parseNumberText(text)).toEqual({ ok: true, value: Number(text) });
		}),
	);
});

test('[CASE-46] a clock time that the clocks jump over is refused', () => {
	const berlin = { ...context, timeZone: 'Europe/Berlin' };
	const london = { ...context, timeZone: 'Europe/London' };
	for (const [text, where] of [
		['08-Mar-2026 02:30', context],
		['29-Mar-2026 02:30', berlin],
		['29-Mar-2026 01:30', london],
	] as const)
		expect(parseEntryText(collected, text, where)).toMatchObject({
			ok: false,
			message: expect.stringContaining('There is no') as string,
		});
	expect(parseEntryText(collected, '08-Mar-2026 01:59', context)).toMatchObject({
		value: '2026-03-08T01:59:00-06:00',
	});
	expect(parseEntryText(collected, '29-Mar-2026 02:30', london)).toMatchObject({
		value: '2026-03-29T02:30:00+01:00',
	});
});

test('[CASE-47] a clock time that comes twice offers both moments, and each is taken when chosen', () => {
	const read = parseEntryText(collected, '01-Nov-2026 01:30', context);
	expect(read).toMatchObject({
		ok: false,
		suggestions: [{ text: '2026-11-01T01:30:00-05:00' }, { text: '2026-11-01T01:30:00-06:00' }],
	});
	if (read.ok) return;
	for (const { text } of read.suggestions ?? [])
		expect(parseEntryText(collected, text, context)).toMatchObject({ ok: true, value: text });
	expect(parseEntryText(collected, '01-Nov-2026 02:30', context)).toMatchObject({
		value: '2026-11-01T02:30:00-06:00',
	});
	expect(parseEntryText(collected, '01-Nov-2026 24:00', context).ok).toBe(false);
});

test('[CASE-48] for every half hour of a year in many zones the moment taken shows the typed clock there', () => {
	const zones = ['America/Chicago', 'Europe/London', 'Africa/Cairo', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
	fc.assert(
		fc.property(
			fc.integer({ min: 0, max: 364 }),
			fc.integer({ min: 0, max: 47 }),
			fc.constantFrom(...zones),
			(day, half, zone) => {
				const date = addDays('2026-01-01', day);
				const clock = `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`;
				const read = parseEntryText(collected, `${date} ${clock}`, { ...context, timeZone: zone });
				const moments = read.ok ? [String(read.value)] : (read.suggestions ?? []).map(({ text }) => text);
				for (const moment of moments)
					expect(
						new Intl.DateTimeFormat('sv-SE', {
							timeZone: zone,
							dateStyle: 'short',
							timeStyle: 'short',
						}).format(instantMs(moment)),
					).toBe(`${date} ${clock}`);
				if (read.ok) expect(read.value).toMatch(/^\d{4}/);
			},
		),
		{ numRuns: 500 },
	);
});

test('[CASE-49] what has no single reading as a number is refused', () => {
	for (const text of [
		'1,5',
		'1.5.',
		'٣',
		'１５',
		'−5',
		'5 - 7',
		'1e3',
		'ca. 5',
		'5-7',
		'<',
		'~5',
		'5..',
		'.5.',
		'0x10',
	])
		expect(parseEntryText(lab, `${text} 10*9/L`, { ...context, analyte: 'platelets' }).ok).toBe(false);
	expect(parseEntryText(lab, '<10 10*9/L', { ...context, analyte: 'platelets' })).toMatchObject({
		ok: true,
		value: { value: 10, comparator: '<', unit: '10*9/L' },
	});
	for (const micro of ['µ', 'μ'])
		expect(parseEntryText(lab, `90 ${micro}mol/L`, { ...context, analyte: 'creatinine' })).toMatchObject({
			ok: true,
			value: { value: 90, unit: 'umol/L' },
		});
});

test('[CASE-50] a point before three digits in a count per microliter is asked back', () => {
	const neutrophils = { ...context, analyte: 'neutrophils' };
	expect(parseEntryText(lab, '1.500 /µL', neutrophils)).toMatchObject({
		ok: false,
		suggestions: [{ text: '1500 /µL' }, { text: '1.5 /µL' }],
	});
	expect(parseEntryText(lab, '1500 /µL', neutrophils)).toMatchObject({ ok: true });
	expect(parseEntryText(lab, '1.500 10*9/L', neutrophils)).toMatchObject({ ok: true, value: { value: 1.5 } });
});

test('[CASE-51] dates without a four-digit year, or on no day, are refused', () => {
	for (const text of ['5/6/26', '29 Feb 2025', '29-Feb-2025', '2025-02-29', '12 Foo 2026', '12 2026'])
		expect(parseEntryText(born, text, context).ok).toBe(false);
});
