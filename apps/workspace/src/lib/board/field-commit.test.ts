import { fieldAt, type Field } from '@consilium/case-model';
import { expect, it } from 'vitest';
import { commitOf } from './field-commit.ts';
import { textOf, unitChoices } from './field-text.ts';

function fieldOf(path: string): Field {
	const found = fieldAt(path);
	if (!found) throw new Error(`no field ${path}`);
	return found.field;
}
const context = { today: '2026-05-11', timeZone: 'America/New_York', unit: '10*9/L', analyte: 'platelets' };
const value = fieldOf('labs/r1/value');

it('[BOARD-UI-10] a blank text empties the field and is never zero', () => {
	expect(commitOf(value, '   ', context)).toEqual({ kind: 'clear' });
});

it.each(['31/02', 'sixty-two', '62 bananas', '6,2,2'])(
	'[BOARD-UI-11] %s is refused with a message and writes nothing',
	(text) => {
		const commit = commitOf(text === '31/02' ? fieldOf('patient/birthDate') : value, text, context);
		expect(commit).toMatchObject({ kind: 'refused', message: expect.stringMatching(/.+/) as string });
	},
);

it('[BOARD-UI-12] what is shown for a value reads back as that value', () => {
	const commit = commitOf(value, '<10', context);
	if (commit.kind !== 'set') throw new Error('refused');
	const shown = textOf(value, commit.entry);
	expect(commitOf(value, shown.text, { ...context, unit: shown.unit })).toMatchObject({
		entry: commit.entry,
	});
});

it('[BOARD-UI-13] a lab value is offered only the units of its analyte, and none is chosen for the person', () => {
	expect(unitChoices(value, 'platelets').map((unit) => unit.value)).toEqual([
		'10*9/L',
		'10*3/uL',
		'/mm3',
		'/uL',
	]);
	expect(textOf(value, undefined).unit).toBe('');
});
