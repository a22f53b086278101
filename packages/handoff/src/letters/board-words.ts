import {
	fieldOf,
	formatDate,
	formatEntry,
	isPlainDate,
	pathOf,
	sectionById,
	singleValue,
	valueAt,
	type CaseRecord,
	type Field,
	type Row,
	type Section,
} from '@consilium/case-model';
import { row, type From } from './blocks.ts';
import type { Block } from '../document/document.ts';

/** A text value of a single field; undefined when empty, unknown or not recorded. */
export function textAt(record: CaseRecord, section: string, field: string): string | undefined {
	const value = singleValue(record, section, field);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** `ROSSI, Maria (Ms)`: the way a patient is written; 'Name not known' when there is none. */
export function patientName(record: CaseRecord): string {
	const family = textAt(record, 'patient', 'familyName')?.toUpperCase();
	const given = textAt(record, 'patient', 'givenName');
	const title = textAt(record, 'patient', 'title');
	const name = [family, given].filter((part) => part !== undefined).join(', ');
	return name === '' ? 'Name not known' : `${name}${title === undefined ? '' : ` (${title})`}`;
}

/** `Ms Rossi`, or `the patient` when the family name is not known: for a sentence. */
export function patientInWords(record: CaseRecord): string {
	const family = textAt(record, 'patient', 'familyName');
	if (family === undefined) return 'the patient';
	return [textAt(record, 'patient', 'title') ?? textAt(record, 'patient', 'givenName'), family]
		.filter((part) => part !== undefined)
		.join(' ');
}

/** One line that says whose letter it is: name, birth date, gender, record number; unknown things are said. */
export function patientLine(record: CaseRecord): string {
	const born = valueAt(record, pathOf('patient', 'birthDate'));
	const gender = sectionById('patient') && fieldWords(record, 'patient', 'gender');
	return [
		patientName(record),
		`born ${isPlainDate(born) ? formatDate(born) : 'not known'}`,
		gender === undefined ? 'gender not known' : gender,
		`record number ${textAt(record, 'patient', 'mrn') ?? 'not known'}`,
	].join(' · ');
}

/** A single field in the words of the board; undefined when it is empty. */
export function fieldWords(record: CaseRecord, sectionId: string, fieldId: string): string | undefined {
	const section = sectionById(sectionId);
	const field = section && fieldOf(section, fieldId);
	const words = field ? formatEntry(field, record.entries[pathOf(sectionId, fieldId)]) : '';
	return words === '' ? undefined : words;
}

/** The words of one field of a row; the empty string when it is empty. */
export function rowWords(section: Section, one: Row, fieldId: string): string {
	const field = fieldOf(section, fieldId);
	return field ? formatEntry(field, one.entry(fieldId)) : '';
}

function fieldRow(record: CaseRecord, section: Section, field: Field): Block {
	const path = pathOf(section.id, field.id);
	const prose = field.kind === 'prose' ? record.prose[path]?.trim() : undefined;
	const words = prose ?? formatEntry(field, record.entries[path]);
	const from: From = { paths: [path] };
	return row(`${section.id}.${field.id}`, [field.label, words === '' ? 'Not recorded' : words], from);
}

/** Rows `label | value` of some fields of a single section; empty ones say so. */
export function fieldRows(record: CaseRecord, sectionId: string, fieldIds: readonly string[]): Block[] {
	const section = sectionById(sectionId);
	if (!section) return [];
	return fieldIds.flatMap((id) => {
		const field = fieldOf(section, id);
		return field ? [fieldRow(record, section, field)] : [];
	});
}
