import { describe, expect, test } from 'vitest';
import { analyteIds, analyteEntry, analyteOfLoinc, measured, toCanonical, type Analyte } from './analyte.ts';
import {
	compareDecimals,
	decimal,
	fixed,
	isAbove,
	isEqual,
	over,
	plain,
	times,
	toNumber,
} from './decimal.ts';
import { formatQuantity, type Quantity } from './quantity.ts';

const canonical = (analyte: Analyte, quantity: Quantity): string => {
	const result = toCanonical(analyte, quantity);
	return result.ok ? plain(result.value, 6) : result.reason;
};

describe('exact numbers', () => {
	test('[QTY-1] 3.6 is not above 3 x 1.2', () => {
		expect(isAbove(decimal(3.6), times(decimal(3), decimal(1.2)))).toBe(false);
	});
	test('[QTY-1] binary noise of a computed number is not a difference', () => {
		expect(isEqual(decimal(0.1 + 0.2), decimal(0.3))).toBe(true);
		expect(isEqual(over(decimal(1.1 * 88.4), decimal(88.4)), decimal(1.1))).toBe(true);
	});
	test('[QTY-2] written numbers round half away from zero and keep the sign', () => {
		expect(fixed(decimal(39.995), 2)).toBe('40.00');
		expect(fixed(decimal(-0.005), 2)).toBe('-0.01');
		expect(fixed(decimal(7.5), 0)).toBe('8');
		expect(plain(decimal(7.4))).toBe('7.4');
		expect(plain(decimal(80))).toBe('80');
		expect(plain(decimal(1e-7), 9)).toBe('0.0000001');
		expect(toNumber(over(decimal(1), decimal(-4)))).toBe(-0.25);
	});
	test('[QTY-2] division by zero and NaN are bugs', () => {
		expect(() => over(decimal(1), decimal(0))).toThrow(RangeError);
		expect(() => decimal(Number.NaN)).toThrow(RangeError);
		expect(compareDecimals(decimal(1e21), decimal(1e20))).toBe(1);
	});
});

describe('analytes', () => {
	test.each<[Analyte, Quantity, string]>([
		['platelets', { value: 74900, unit: '/mm3' }, '74.9'],
		['platelets', { value: 74.9, unit: '10*3/uL' }, '74.9'],
		['creatinine', { value: 176.8, unit: 'umol/L' }, '2'],
		['hemoglobin', { value: 4.965, unit: 'mmol/L' }, '80.00601'],
		['hemoglobin', { value: 8, unit: 'g/dL' }, '80'],
		['albumin', { value: 2.9, unit: 'g/dL' }, '29'],
		['bilirubin', { value: 17.1, unit: 'umol/L' }, '1'],
	])('[QTY-3] %s %o is %s in the canonical unit', (analyte, quantity, expected) => {
		expect(canonical(analyte, quantity)).toBe(expected);
	});
	test.each<[Analyte, Quantity, string]>([
		['platelets', { value: 74.9 }, 'no-unit'],
		['platelets', { value: 74.9, unit: 'g/L' }, 'unit'],
		['platelets', { value: 74900, unit: '10*9/L' }, 'implausible'],
		['platelets', { value: 0, unit: '10*9/L' }, 'implausible'],
		['neutrophils', { value: 3000, unit: '10*3/uL' }, 'implausible'],
		['hemoglobin', { value: 13.6, unit: 'g/L' }, 'implausible'],
		['albumin', { value: 4.1, unit: 'g/L' }, 'implausible'],
		['creatinine', { value: 88, unit: 'mg/dL' }, 'implausible'],
		['prothrombinRatio', { value: 0.7, unit: '%' }, 'implausible'],
		['platelets', { value: 10, unit: '10*9/L', comparator: '<' }, 'comparator'],
		['platelets', { value: -5, unit: '10*9/L' }, 'implausible'],
	])('[QTY-4] %s %o is refused: %s', (analyte, quantity, reason) => {
		expect(canonical(analyte, quantity)).toBe(reason);
	});
	test('[QTY-5] every LOINC code belongs to one analyte', () => {
		for (const analyte of analyteIds)
			for (const code of analyteEntry(analyte).loinc) expect(analyteOfLoinc(code)).toBe(analyte);
		expect(analyteOfLoinc('0000-0')).toBeNull();
	});
	test('[QTY-6] activity and weight have their own units', () => {
		const activity = measured('activity', { value: 200, unit: 'mCi' });
		expect(activity.ok && plain(activity.value)).toBe('7.4');
		expect(measured('activity', { value: 7400, unit: 'GBq' })).toEqual({ ok: false, reason: 'implausible' });
		expect(measured('weight', { value: 80, unit: 'g' })).toEqual({ ok: false, reason: 'implausible' });
		const pounds = measured('weight', { value: 100, unit: '[lb_av]' });
		expect(pounds.ok && plain(pounds.value, 6)).toBe('45.359237');
	});
	test('[QTY-7] a quantity is shown as recorded', () => {
		expect(formatQuantity({ value: 3, unit: '%', comparator: '<=' })).toBe('≤3 %');
		expect(formatQuantity({ value: 74.9, unit: '10*9/L' })).toBe('74.9 ×10⁹/L');
		expect(formatQuantity({ value: 62 })).toBe('62 (no unit)');
	});
});
