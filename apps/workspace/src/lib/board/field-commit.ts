import {
	entered,
	isUnit,
	parseEntryText,
	type Entry,
	type Field,
	type TextContext,
} from '@consilium/case-model';

/** What becomes of a typed text: a value to assign, an empty field, or a refusal that leaves the text where it is. */
export type Commit =
	| { kind: 'set'; entry: Entry; echo: string }
	| { kind: 'clear' }
	| { kind: 'refused'; message: string; suggestions: { text: string; label: string }[] };

/** Reads a field's text. Blank is empty, never zero; nothing unreadable is written. */
export function commitOf(
	field: Field,
	text: string,
	context: Omit<TextContext, 'unit'> & { unit: string },
): Commit {
	if (text.trim() === '') return { kind: 'clear' };
	const { unit, ...rest } = context;
	const read = parseEntryText(field, text, isUnit(unit) ? { ...rest, unit } : rest);
	if (read.ok)
		return { kind: 'set', entry: { is: 'value', value: read.value, source: entered }, echo: read.echo ?? '' };
	return { kind: 'refused', message: read.message, suggestions: [...(read.suggestions ?? [])] };
}
