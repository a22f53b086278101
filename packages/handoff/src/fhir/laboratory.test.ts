import { describe, expect, test } from 'vitest';
import { bundleOf, importOf, labObservation, onlyWhy, quantity, valuesOf } from './fhir.fixture.ts';

const loinc = (code: string) => ({ code: { coding: [{ system: 'http://loinc.org', code }] } });

describe('laboratory results', () => {
	test('[FHIR-1] a final result in a UCUM unit of its analyte is taken with range, time and code as sent', () => {
		const preview = importOf(
			labObservation({
				effectiveDateTime: '2026-05-01T08:10:00-05:00',
				referenceRange: [{ low: quantity(150, '10*9/L'), high: quantity(400, '10*9/L') }],
			}),
		);
		expect(preview.refused).toEqual([]);
		expect(valuesOf(preview)).toEqual({
			'labs/r1/analyte': 'platelets',
			'labs/r1/value': { value: 62, unit: '10*9/L' },
			'labs/r1/refLow': 150,
			'labs/r1/refHigh': 400,
			'labs/r1/collected': '2026-05-01T08:10:00-05:00',
			'labs/r1/status': 'final',
			'labs/r1/loinc': '777-3',
		});
		expect(preview.entries['labs/r1/value']?.source).toEqual({
			kind: 'fhir',
			ref: 'file.json Observation/one',
		});
	});

	test('[FHIR-2] the neutrophil count of the public mCODE example, 3000 10*3/uL, is refused as implausible', () => {
		const why = onlyWhy(labObservation({ ...loinc('26499-4'), valueQuantity: quantity(3000, '10*3/uL') }));
		expect(why).toBe('3000 ×10³/µL is outside 0–200 ×10⁹/L, the range a person can have');
	});

	test('[FHIR-3] a comparator is kept, never read as the number itself', () => {
		const preview = importOf(labObservation({ valueQuantity: quantity(75, '10*9/L', { comparator: '<' }) }));
		expect(valuesOf(preview)['labs/r1/value']).toEqual({ value: 75, unit: '10*9/L', comparator: '<' });
	});

	test.each([
		['no unit', { valueQuantity: { value: 62 } }, 'has no unit'],
		[
			'a unit in words',
			{ valueQuantity: { value: 62, unit: 'K/uL' } },
			'has a unit without UCUM code (“K/uL”): it is not guessed',
		],
		[
			'another system',
			{ valueQuantity: { value: 62, code: '10*9/L', system: 'urn:x' } },
			'has a unit without UCUM code (“10*9/L”): it is not guessed',
		],
		[
			'an unknown unit',
			{ valueQuantity: quantity(62, '10*6/uL') },
			'has a unit that is not in our list: “10*6/uL”',
		],
		[
			'a unit of something else',
			{ valueQuantity: quantity(62, 'g/L') },
			'62 g/L: that is not a unit of platelets',
		],
		[
			'a comparator of R5',
			{ valueQuantity: quantity(62, '10*9/L', { comparator: 'ad' }) },
			'has the comparator “ad”',
		],
		['no value', { valueQuantity: { code: '10*9/L', system: 'http://unitsofmeasure.org' } }, 'has no value'],
		['words', { valueQuantity: undefined, valueString: '62' }, 'has no value with a unit'],
		['a preliminary state', { status: 'preliminary' }, 'is preliminary, not a final result'],
		['a cancelled state', { status: 'cancelled' }, 'is cancelled, not a final result'],
		['an error', { status: 'entered-in-error' }, 'is marked as entered in error'],
		['no date', { effectiveDateTime: undefined }, 'has no date'],
		['a month', { effectiveDateTime: '2026-04' }, 'is dated only to the month 2026-04'],
		['a year', { effectiveDateTime: '2026' }, 'is dated only to the year 2026'],
		['31 February', { effectiveDateTime: '2026-02-31' }, 'has a date that is none: “2026-02-31”'],
		[
			'a time without offset',
			{ effectiveDateTime: '2026-05-01T08:00:00' },
			'has a date that is none: “2026-05-01T08:00:00”',
		],
		['tomorrow’s tomorrow', { effectiveDateTime: '2026-05-14' }, 'is dated 14-May-2026, in the future'],
		[
			'a long period',
			{ effectiveDateTime: undefined, effectivePeriod: { start: '2026-05-01', end: '2026-05-03' } },
			'was observed over more than one day',
		],
		[
			'another subject',
			{ focus: [{ reference: 'Patient/donor' }] },
			'is about someone or something other than the patient',
		],
		[
			'no code',
			{ code: { text: 'Platelets' } },
			'has no LOINC code: results are never matched by their name',
		],
		['an unknown code', loinc('8302-2'), 'has no field on the board (LOINC 8302-2)'],
		[
			'two analytes',
			{ code: { coding: ['777-3', '718-7'].map((code) => ({ system: 'http://loinc.org', code })) } },
			'has no field on the board (LOINC 777-3, 718-7)',
		],
		[
			'a panel',
			{ ...loinc('58410-2'), valueQuantity: undefined },
			'is a panel: its results are read one by one',
		],
		[
			'a reason for absence',
			{ valueQuantity: undefined, dataAbsentReason: { text: 'clotted' } },
			'has no result: clotted',
		],
		[
			'a broken value',
			{ valueQuantity: { value: '62' } },
			'is not a valid Observation: valueQuantity.value: Invalid input: expected number, received string',
		],
	])('[FHIR-4] a result with %s is refused with its reason', (_, parts, why) => {
		expect(onlyWhy(labObservation(parts))).toBe(why);
	});

	test.each([
		[
			'in another unit',
			[{ low: quantity(150000, '/uL') }],
			'The reference range is not in the unit of the value: it was left out.',
		],
		[
			'twice',
			[{ low: quantity(150, '10*9/L') }, { low: quantity(140, '10*9/L') }],
			'Several reference ranges in the file: none was taken.',
		],
		[
			'upside down',
			[{ low: quantity(400, '10*9/L'), high: quantity(150, '10*9/L') }],
			'The reference range is upside down: it was left out.',
		],
	])('[FHIR-5] a reference range %s is left out and said, the result stays', (_, referenceRange, note) => {
		const { taken, entries } = importOf(labObservation({ referenceRange }));
		expect(taken[0]?.notes).toEqual([note]);
		expect(Object.keys(entries).filter((path) => path.includes('/ref'))).toEqual([]);
	});

	test('[FHIR-6] a repeat is taken once; a different value at the same time is taken too, and said', () => {
		const { taken, refused } = importOf(
			bundleOf(
				labObservation({ id: 'a' }),
				labObservation({ id: 'b' }),
				labObservation({ id: 'c', valueQuantity: quantity(71, '10*9/L') }),
			),
		);
		expect(refused.map(({ resource, why }) => [resource, why])).toEqual([
			['Observation/b', 'repeats Observation/a'],
		]);
		expect(taken.map(({ resource, notes }) => [resource, notes])).toEqual([
			['Observation/a', undefined],
			[
				'Observation/c',
				['Differs from Observation/a at the same time: both are shown, someone must choose.'],
			],
		]);
	});

	test('[FHIR-7] weight, ECOG and Ki-67 go to their own fields; an impossible weight or score does not', () => {
		const weight = { ...loinc('29463-7'), valueQuantity: quantity(155, '[lb_av]') };
		const values = valuesOf(
			importOf(
				bundleOf(
					labObservation({ id: 'w', ...weight }),
					labObservation({ id: 'e', ...loinc('89247-1'), valueQuantity: undefined, valueInteger: 2 }),
					labObservation({
						id: 'k',
						...loinc('29593-1'),
						valueQuantity: quantity(3, '%', { comparator: '<' }),
					}),
				),
			),
		);
		expect(values).toEqual({
			'weights/r1/measuredOn': '2026-05-01',
			'weights/r1/weight': { value: 155, unit: '[lb_av]' },
			'performance/ecog': '2',
			'performance/ecogAssessedOn': '2026-05-01',
			'pathology/r2/date': '2026-05-01',
			'pathology/r2/ki67': { value: 3, unit: '%', comparator: '<' },
		});
		expect(onlyWhy(labObservation({ ...loinc('29463-7'), valueQuantity: quantity(680, 'kg') }))).toContain(
			'outside 20–350 kg',
		);
		expect(onlyWhy(labObservation({ ...loinc('89247-1'), valueQuantity: undefined, valueInteger: 5 }))).toBe(
			'has the score 5, not 0 to 4',
		);
		const torn = {
			valueInteger: 1,
			interpretation: [{ coding: [{ system: 'http://loinc.org', code: 'LA9624-3' }] }],
		};
		expect(onlyWhy(labObservation({ ...loinc('89247-1'), valueQuantity: undefined, ...torn }))).toContain(
			'two different scores',
		);
	});

	test('[FHIR-8] the newest performance status counts; two different ones on that day are both refused', () => {
		const ecog = (id: string, on: string, valueInteger: number) =>
			labObservation({
				id,
				...loinc('89247-1'),
				valueQuantity: undefined,
				valueInteger,
				effectiveDateTime: on,
			});
		const newest = importOf(bundleOf(ecog('a', '2026-05-02', 1), ecog('b', '2026-04-01', 0)));
		expect(valuesOf(newest)['performance/ecog']).toBe('1');
		expect(newest.refused[0]?.why).toBe('is older than the one of 02-May-2026');
		const torn = importOf(bundleOf(ecog('a', '2026-05-02', 1), ecog('b', '2026-05-02', 2)));
		expect(torn.entries).toEqual({});
		expect(torn.refused).toHaveLength(2);
	});
});
