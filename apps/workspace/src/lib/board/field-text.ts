import {
	decimal,
	formatDate,
	formatWhen,
	isPlainDate,
	isWhen,
	plain,
	unitLabel,
	units,
	type Entry,
	type Field,
	analyteEntry,
	isAnalyte,
} from '@consilium/case-model';

/** What an input shows: the text and, for quantities, the unit beside it. */
export interface FieldText {
	text: string;
	unit: string;
}

const comparatorSigns: Record<string, string> = { '<': '<', '<=': '≤', '>=': '≥', '>': '>' };

/** An entry as the text of its input. Empty, unknown and not recorded have no text; they are said beside it. */
export function textOf(field: Field, entry: Entry | undefined): FieldText {
	if (entry?.is !== 'value') return { text: '', unit: soleUnit(field) };
	const { value } = entry;
	if (typeof value === 'boolean') return { text: value ? 'yes' : 'no', unit: '' };
	if (typeof value === 'number') return { text: plain(decimal(value), 9), unit: '' };
	if (Array.isArray(value)) return { text: value.join('\n'), unit: '' };
	if (typeof value === 'object') {
		const sign = value.comparator ? comparatorSigns[value.comparator] : '';
		return { text: `${sign}${plain(decimal(value.value), 9)}`, unit: value.unit ?? '' };
	}
	if (field.kind === 'date' && isPlainDate(value)) return { text: formatDate(value), unit: '' };
	if (field.kind === 'when' && isWhen(value)) return { text: formatWhen(value), unit: '' };
	return { text: value, unit: '' };
}

/** Where a field knows one unit only, that one is meant; otherwise none is chosen for the person. */
const soleUnit = (field: Field): string => (field.units?.length === 1 ? (field.units[0] ?? '') : '');

/** The units on offer: of the row's analyte where the field is a lab value, else the field's own. */
export function unitChoices(field: Field, analyte: unknown): { value: string; label: string }[] {
	const accepted =
		field.measure === 'lab' && isAnalyte(analyte)
			? units.filter((unit) => unit in analyteEntry(analyte).accepted)
			: (field.units ?? []);
	return accepted.map((value) => ({ value, label: unitLabel(value) }));
}
