import {
	compareWhen,
	isWhen,
	rowsOf,
	type CaseRecord,
	type Field,
	type Row,
	type Section,
} from '@consilium/case-model';

/** The columns of a list: its key fields. */
export const columnsOf = (section: Section): readonly Field[] => section.fields.filter((field) => field.key);

/** The row's own date: its first filled date or moment, key fields first. */
function whenOf(section: Section, row: Row): string | null {
	for (const field of section.fields) {
		const value = field.kind === 'date' || field.kind === 'when' ? row.value(field.id) : undefined;
		if (isWhen(value)) return value;
	}
	return null;
}

/** The rows of a section, newest first; rows without a date come first, because they wait for one. */
export function newestFirst(record: CaseRecord, section: Section): Row[] {
	return rowsOf(record, section.id)
		.map((row) => ({ row, when: whenOf(section, row) }))
		.sort((a, b) => {
			if (a.when === null || b.when === null) return Number(b.when === null) - Number(a.when === null);
			return compareWhen(b.when, a.when) || a.row.id.localeCompare(b.row.id);
		})
		.map(({ row }) => row);
}
