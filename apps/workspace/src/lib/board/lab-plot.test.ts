import { dayNumber, valueEntry, type CaseRecord, type FieldValue } from '@consilium/case-model';
import { expect, it } from 'vitest';
import { labPanel } from './lab-panel.ts';
import { allSeries, type LabSeries } from './lab-series.ts';
import { firstCycleDay, timelineEvents } from './timeline-events.ts';

type Values = Record<string, FieldValue>;
const recordOf = (values: Values): CaseRecord => ({
	entries: Object.fromEntries(Object.entries(values).map(([path, value]) => [path, valueEntry(value)])),
	prose: {},
});
const lab = (
	id: string,
	analyte: string,
	collected: string,
	value: FieldValue,
	more: Values = {},
): Values => ({
	[`labs/${id}/analyte`]: analyte,
	[`labs/${id}/value`]: value,
	[`labs/${id}/collected`]: collected,
	[`labs/${id}/status`]: 'final',
	...Object.fromEntries(Object.entries(more).map(([field, one]) => [`labs/${id}/${field}`, one])),
});
function only(values: Values, disputed: readonly string[] = []): LabSeries {
	const [series] = allSeries(recordOf(values), new Set(disputed));
	if (!series) throw new Error('no series');
	return series;
}
const cycleDay = dayNumber('2026-02-02');

it('[BOARD-UI-40] a disputed result has its place in the plot and no number', () => {
	const values = lab('a', 'platelets', '2026-05-01', { value: 62, unit: '10*9/L' }, { refLow: 150 });
	for (const field of ['value', 'analyte', 'collected', 'status'])
		expect(only(values, [`labs/a/${field}`]).points[0]).toMatchObject({
			value: null,
			shown: '?',
			mark: null,
			note: 'two values entered',
		});
	expect(only(values).points[0]).toMatchObject({ value: 62, shown: '62', mark: 'L', note: null });
});

it('[BOARD-UI-41] everything is drawn in one unit, and a converted number says what was recorded', () => {
	const { unit, points, reference } = only({
		...lab('a', 'hemoglobin', '2026-05-01', { value: 10.4, unit: 'g/dL' }, { refLow: 12, refHigh: 16 }),
		...lab('b', 'hemoglobin', '2026-04-01', { value: 110, unit: 'g/L' }),
	});
	expect(unit).toBe('g/L');
	expect(points.map(({ value, converted }) => [value, converted])).toEqual([
		[110, false],
		[104, true],
	]);
	expect(points[1]).toMatchObject({ shown: '104', recorded: '10.4 g/dL', mark: 'L' });
	expect(reference).toEqual({ low: 120, high: 160 });
});

it('[BOARD-UI-42] no number is drawn without a unit, for a bound, or outside what a person can have', () => {
	for (const value of [
		{ value: 62 },
		{ value: 10, unit: '10*9/L' as const, comparator: '<' as const },
		{ value: 62_000, unit: '10*9/L' as const },
	])
		expect(only(lab('a', 'platelets', '2026-05-01', value)).points[0]?.value).toBeNull();
	const series = allSeries(
		recordOf(
			lab('a', 'platelets', '2026-05-01', { value: 62, unit: '10*9/L' }, { status: 'entered-in-error' }),
		),
	);
	expect(series).toEqual([]);
});

it('[BOARD-UI-43] creatinine acts at 40% over the baseline, not at a grade; without a baseline there is no such line', () => {
	const values = {
		...lab('a', 'creatinine', '2026-01-20', { value: 88.4, unit: 'umol/L' }, { refHigh: 115 }),
		...lab('b', 'creatinine', '2026-03-20', { value: 1.3, unit: 'mg/dL' }),
	};
	const panel = labPanel(only(values), cycleDay);
	expect(panel.baseline).toBe(1);
	expect(panel.lines.filter((line) => line.action)).toEqual([
		{ value: 1.4, label: 'baseline +40% ≥1.4', action: true },
	]);
	expect(labPanel(only(values), null).lines.filter((line) => line.action)).toEqual([]);
});

it('[BOARD-UI-44] the lines of Table 3 stand where a dose is withheld, in the unit of the panel', () => {
	const actionOf = (analyte: string, value: FieldValue, more: Values = {}) =>
		labPanel(only(lab('a', analyte, '2026-05-01', value, more)), null)
			.lines.filter((line) => line.action)
			.map((line) => line.value);
	expect(actionOf('platelets', { value: 200_000, unit: '/uL' })).toEqual([75]);
	expect(actionOf('hemoglobin', { value: 7.5, unit: 'mmol/L' })).toEqual([80]);
	expect(actionOf('neutrophils', { value: 3, unit: '10*9/L' })).toEqual([1]);
	expect(actionOf('albumin', { value: 4, unit: 'g/dL' })).toEqual([30]);
	expect(actionOf('bilirubin', { value: 10, unit: 'umol/L' }, { refHigh: 17.1 })).toEqual([3]);
	expect(actionOf('bilirubin', { value: 10, unit: 'umol/L' })).toEqual([]);
	expect(actionOf('leukocytes', { value: 5, unit: '10*9/L' })).toEqual([]);
	expect(actionOf('ast', { value: 50, unit: 'U/L' }, { refHigh: 40 })).toEqual([]);
});

it('[BOARD-UI-45] the baseline is a final result, and an upside-down range draws no band and no mark', () => {
	const values = {
		...lab('a', 'platelets', '2026-01-10', { value: 210, unit: '10*9/L' }),
		...lab(
			'b',
			'platelets',
			'2026-02-01',
			{ value: 90, unit: '10*9/L' },
			{ status: 'preliminary', refLow: 400, refHigh: 150 },
		),
	};
	const series = only(values);
	expect(labPanel(series, cycleDay).baseline).toBe(210);
	expect(series.reference).toEqual({ low: null, high: null });
	expect(series.points[1]).toMatchObject({ mark: null, note: 'preliminary' });
});

it('[BOARD-UI-46] a disputed day says so, gives no baseline, and an undated cycle is still counted', () => {
	const record = recordOf({
		'cycles/a/n': 1,
		'cycles/a/infusionStart': '2026-02-02',
		'cycles/b/n': 2,
		'plan/nextDoseAt': '2026-05-25',
	});
	const events = timelineEvents(record, '2026-05-12');
	expect(events.map(({ label }) => label)).toEqual(['C1', 'C3 planned']);
	expect(firstCycleDay(events)).toBe(cycleDay);
	const disputed = timelineEvents(record, '2026-05-12', new Set(['cycles/a/infusionStart']));
	expect(disputed[0]?.label).toBe('C1 (two days entered)');
	expect(firstCycleDay(disputed)).toBeNull();
});
