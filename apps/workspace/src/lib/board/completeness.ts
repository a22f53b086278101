import { pathOf, rowsOf, type CaseRecord, type Section } from '@consilium/case-model';

export type Completeness = 'empty' | 'some' | 'all';

/** How much of a section is filled in. Said to be unknown counts as answered; a list is filled when it has a row. */
export function completenessOf(record: CaseRecord, section: Section): Completeness {
	if (section.shape === 'list') return rowsOf(record, section.id).length > 0 ? 'all' : 'empty';
	const filled = section.fields.filter((field) => {
		const path = pathOf(section.id, field.id);
		return field.kind === 'prose' ? Boolean(record.prose[path]) : record.entries[path] !== undefined;
	}).length;
	if (filled === 0) return 'empty';
	return filled === section.fields.length ? 'all' : 'some';
}
