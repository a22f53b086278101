import { decimal, fixed } from '@consilium/case-model';
import { describe, expect, test } from 'vitest';
import { cockcroftGault } from './cockcroft-gault.ts';
import { ctcaeLines, toxicityGrade, type CtcaeVersion } from './ctcae.ts';

describe('CTCAE', () => {
	const low = (value: number) => ({ low: decimal(value) });
	test.each<[Parameters<typeof toxicityGrade>[0], number, CtcaeVersion, number | undefined, number | null]>([
		['platelets', 75, '5.0', 150, 1],
		['platelets', 74.9, '5.0', 150, 2],
		['platelets', 49.9, '5.0', undefined, 3],
		['platelets', 24, '5.0', undefined, 4],
		['platelets', 24, '6.0', undefined, 3],
		['platelets', 9.9, '6.0', undefined, 4],
		['platelets', 150, '5.0', 150, 0],
		['platelets', 90, '5.0', undefined, null],
		['neutrophils', 0.7, '5.0', 1.8, 3],
		['neutrophils', 0.7, '6.0', 1.8, 2],
		['neutrophils', 0.49, '6.0', 1.8, 3],
		['neutrophils', 1, '5.0', 1.8, 2],
		['neutrophils', 1.5, '6.0', undefined, 0],
		['hemoglobin', 79, '5.0', 130, 3],
		['hemoglobin', 80, '5.0', 130, 2],
		['hemoglobin', 100, '5.0', 130, 1],
		['leukocytes', 2, '5.0', 4, 2],
		['leukocytes', 0.9, '5.0', 4, 4],
		['lymphocytes', 0.4, '5.0', 1, 3],
		['lymphocytes', 0.1, '6.0', 1, null],
		['bun', 100, '5.0', undefined, null],
	])(
		'[CTCAE-1] %s %d by version %s with lower limit %s is grade %s',
		(analyte, value, version, lln, grade) => {
			expect(toxicityGrade(analyte, decimal(value), version, lln === undefined ? {} : low(lln))).toBe(grade);
		},
	);
	test('[CTCAE-2] bilirubin goes by multiples of the upper limit, exactly', () => {
		const reference = { high: decimal(1.2) };
		expect(toxicityGrade('bilirubin', decimal(3.6), '5.0', reference)).toBe(2);
		expect(toxicityGrade('bilirubin', decimal(3.61), '5.0', reference)).toBe(3);
		expect(toxicityGrade('bilirubin', decimal(12.1), '5.0', reference)).toBe(4);
		expect(toxicityGrade('bilirubin', decimal(9), '5.0')).toBeNull();
	});
	test('[CTCAE-3] plot lines carry value, canonical unit and version; those without a known limit are left out', () => {
		expect(ctcaeLines('platelets', '5.0').map(({ value, label }) => `${value} ${label}`)).toEqual([
			'75 G2 <75 (CTCAE 5.0)',
			'50 G3 <50 (CTCAE 5.0)',
			'25 G4 <25 (CTCAE 5.0)',
		]);
		expect(ctcaeLines('platelets', '6.0', { low: 150 })[0]).toMatchObject({
			toxicityGrade: 1,
			value: 150,
			unit: '10*9/L',
			side: 'below',
		});
		expect(ctcaeLines('bilirubin', '5.0', { high: 1.2 }).map(({ value }) => value)).toEqual([
			1.2, 1.8, 3.6, 12,
		]);
		expect(ctcaeLines('bun', '5.0')).toEqual([]);
	});
});

describe('Cockcroft-Gault', () => {
	test.each([
		[60, 72, 2, 'male', '40.00'],
		[60, 72, 1.7, 'female', '40.00'],
		[62, 60, 1.25, 'male', '52.00'],
		[60, 55, 1.3, 'female', '39.96'],
	] as const)(
		'[CRCL-1] %d years, %d kg, %d mg/dL, %s: %s mL/min',
		(age, weight, creatinine, sex, expected) => {
			const value = cockcroftGault({ age, weightKg: decimal(weight), creatinine: decimal(creatinine), sex });
			expect(fixed(value, 2)).toBe(expected);
		},
	);
});
