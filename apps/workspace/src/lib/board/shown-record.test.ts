import { valueEntry } from '@consilium/case-model';
import { expect, it } from 'vitest';
import { sameRecord, shownRecord } from './shown-record.ts';

const view = {
	entries: { 'diagnosis/stage': valueEntry('T3N1M1'), 'patient/familyName': valueEntry('Rossi') },
	prose: { 'question/asked': 'Continue?' },
};

it('[BOARD-UI-8] a room that has not loaded is shown from the server view, a loaded one only from its document', () => {
	const live = { entries: { 'diagnosis/stage': valueEntry('T4') }, prose: {} };
	expect(shownRecord(view, live, new Set(['workup']))).toEqual({
		entries: { 'diagnosis/stage': valueEntry('T4'), 'patient/familyName': valueEntry('Rossi') },
		prose: { 'question/asked': 'Continue?' },
	});
	expect(shownRecord(view, { entries: {}, prose: {} }, new Set(['workup'])).entries).not.toHaveProperty(
		'diagnosis/stage',
	);
});

it('[BOARD-UI-9] findings stay a draft until the server has projected exactly what is shown', () => {
	expect(sameRecord({ ...view, prose: { ...view.prose, 'privateNotes/notes': 'ours' } }, view)).toBe(true);
	expect(
		sameRecord({ ...view, entries: { ...view.entries, 'diagnosis/stage': valueEntry('T4') } }, view),
	).toBe(false);
	const reordered = { is: 'value', source: { kind: 'entered' }, value: 'T3N1M1' } as const;
	expect(sameRecord({ ...view, entries: { ...view.entries, 'diagnosis/stage': reordered } }, view)).toBe(
		true,
	);
});
