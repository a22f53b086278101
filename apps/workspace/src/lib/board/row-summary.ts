import { formatEntry, type Row, type Section } from '@consilium/case-model';

/** A row in one line: its key values in the words of the board. */
export const rowSummary = (section: Section, row: Row): string =>
	section.fields
		.filter((field) => field.key)
		.map((field) => formatEntry(field, row.entry(field.id)))
		.filter((text) => text !== '')
		.join(' · ');
