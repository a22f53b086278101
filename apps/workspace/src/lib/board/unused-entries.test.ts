import { valueEntry, type CaseRecord } from '@consilium/case-model';
import { expect, it } from 'vitest';
import { judge } from './judgement.ts';
import { unusedEntries } from './unused-entries.ts';

const record: CaseRecord = {
	entries: {
		'labs/a/analyte': valueEntry('platelets'),
		'cycles/x/n': valueEntry(1),
		'cycles/x/infusionStart': valueEntry('2026-03-30'),
		'cycles/x/activity': valueEntry({ value: 7.4, unit: 'GBq' }),
		'cycles/y/n': valueEntry(1),
		'cycles/y/infusionStart': valueEntry('2026-04-30'),
		'cycles/y/activity': valueEntry({ value: 7.4, unit: 'GBq' }),
	},
	prose: {},
};

it('[BOARD-UI-47] everything that no rule could use is named with its place, those of a whole list too', () => {
	const { problems } = judge(record, { today: '2026-05-12', timeZone: 'UTC', conflicted: new Set() });
	const unused = unusedEntries(problems);
	expect(unused.map(({ place }) => place)).toContain('PRRT cycles, cycle');
	expect(unused).toContainEqual({
		path: 'labs/a/value',
		place: 'Laboratory results, value',
		why: expect.stringContaining('without value') as string,
	});
});

it('[BOARD-UI-48] two reasons of one field are both said', () => {
	const { problems } = judge(record, {
		today: '2026-05-12',
		timeZone: 'UTC',
		conflicted: new Set(['cycles/x/n']),
	});
	expect(problems.get('cycles/x/n')).toMatch(/two people .*; cycle without cycle/);
});
