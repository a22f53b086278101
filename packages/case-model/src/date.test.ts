import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	addDays,
	addHours,
	addMonthsClamped,
	ageInYears,
	compareWhen,
	dateOfDayNumber,
	dateOfWhen,
	daysBetween,
	dayNumber,
	instantMs,
	isInstant,
	isPlainDate,
} from './date.ts';
import { dateInZone, startOfDayMs } from './date-zone.ts';

describe('plain dates', () => {
	test.each(['2024-02-29', '2000-02-29', '1962-12-15'])('[DATE-1] %s is a date', (text) => {
		expect(isPlainDate(text)).toBe(true);
	});
	test.each([
		'2025-02-29',
		'1900-02-29',
		'31/02',
		'2025-02-31',
		'2025-13-01',
		'2025-2-1',
		'20250201',
		'',
		'0001-01-01',
	])('[DATE-1] %s is refused', (text) => {
		expect(isPlainDate(text)).toBe(false);
	});
	test('[DATE-2] the calendar agrees with the platform calendar on 20 000 consecutive days', () => {
		for (let day = -60_000; day < 60_000; day += 6) {
			const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
			expect(dateOfDayNumber(day)).toBe(date);
			expect(dayNumber(date)).toBe(day);
		}
	});
	test('[DATE-3] day counts and moves are inverse', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: -50_000, max: 50_000 }),
				fc.integer({ min: -5000, max: 5000 }),
				(day, move) => {
					const from = dateOfDayNumber(day);
					expect(daysBetween(from, addDays(from, move))).toBe(move);
				},
			),
		);
	});
	test('[DATE-4] months are calendar months held at the month end', () => {
		expect(addMonthsClamped('2025-08-31', 6)).toBe('2026-02-28');
		expect(addMonthsClamped('2023-08-31', 6)).toBe('2024-02-29');
		expect(addMonthsClamped('2025-11-30', 3)).toBe('2026-02-28');
		expect(addMonthsClamped('2024-08-31', 18)).toBe('2026-02-28');
		expect(addMonthsClamped('2025-01-15', -13)).toBe('2023-12-15');
	});
	test('[DATE-5] age counts the birthday itself', () => {
		expect(ageInYears('2007-06-10', '2025-06-10')).toBe(18);
		expect(ageInYears('2007-06-11', '2025-06-10')).toBe(17);
		expect(ageInYears('2004-02-29', '2022-02-28')).toBe(17);
		expect(ageInYears('2004-02-29', '2022-03-01')).toBe(18);
	});
});

describe('instants', () => {
	test.each(['2025-03-04T10:00:00-06:00', '2025-03-04T10:00:00Z', '2025-03-04T10:00:00.250+05:30'])(
		'[DATE-6] %s is an instant and names the same moment as the platform says',
		(text) => {
			expect(isInstant(text)).toBe(true);
			expect(instantMs(text)).toBe(Date.parse(text));
		},
	);
	test.each([
		'2025-03-04T10:00:00',
		'2025-03-04T25:00:00Z',
		'2025-02-30T10:00:00Z',
		'2025-03-04 10:00:00Z',
		'2025-03-04',
	])('[DATE-6] %s is no instant', (text) => {
		expect(isInstant(text)).toBe(false);
	});
	test('[DATE-7] the date of an instant is the date as written', () => {
		expect(dateOfWhen('2025-03-04T23:30:00-06:00')).toBe('2025-03-04');
		expect(compareWhen('2025-03-04', '2025-03-04T00:00:00Z')).toBeLessThan(0);
		expect(compareWhen('2025-03-04T10:00:00-06:00', '2025-03-04T11:00:00-05:00')).toBe(0);
	});
	test('[DATE-9] hours move an instant on its own clock face and offset', () => {
		expect(addHours('2025-01-07T10:40:00-06:00', 24)).toBe('2025-01-08T10:40:00-06:00');
		expect(addHours('2025-03-01T01:30:00.500Z', -2)).toBe('2025-02-28T23:30:00Z');
		expect(addHours('2024-12-31T23:00:00+05:30', 4)).toBe('2025-01-01T03:00:00+05:30');
	});
	test('[DATE-8] a day begins where its zone says, daylight saving included', () => {
		expect(startOfDayMs('2025-03-09', 'America/Chicago')).toBe(Date.parse('2025-03-09T00:00:00-06:00'));
		expect(startOfDayMs('2025-03-10', 'America/Chicago')).toBe(Date.parse('2025-03-10T00:00:00-05:00'));
		expect(startOfDayMs('2025-11-03', 'Europe/Vienna')).toBe(Date.parse('2025-11-03T00:00:00+01:00'));
		expect(dateInZone(Date.parse('2025-03-10T04:59:00Z'), 'America/Chicago')).toBe('2025-03-09');
	});
});

test('[DATE-30] a day begins at its first moment, where the clocks jump over midnight too', () => {
	const zones = [
		'America/Havana',
		'America/Santiago',
		'America/Asuncion',
		'Africa/Cairo',
		'Australia/Lord_Howe',
	];
	for (const zone of [...zones, 'America/Chicago', 'Europe/London'])
		for (let day = 0; day < 800; day += 1) {
			const date = addDays('2024-01-01', day);
			const start = startOfDayMs(date, zone);
			expect(dateInZone(start, zone), `${zone} ${date}`).toBe(date);
			expect(dateInZone(start - 60_000, zone), `${zone} before ${date}`).toBe(addDays(date, -1));
		}
});
