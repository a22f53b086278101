/**
 * The one address of a value: the key in the drafted document, the anchor of a comment, the key of authorship
 * and provenance, the target of an evidence link. `section/field` in a single section,
 * `section/row/field` in a list section.
 */
export type FieldPath = string & { readonly __fieldPath?: never };

export interface ParsedPath {
	section: string;
	row?: string;
	field: string;
}

/** Pseudo field of a list row: a value `true` there takes the row out of the record; nothing is erased. */
export const REMOVED = '$removed';

const name = /^[A-Za-z][A-Za-z0-9]{0,63}$/;
const rowId = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;

/** A row id that may stand in a path: 1–128 of letters, digits, `.` `_` `:` `-`. */
export function isRowId(text: string): boolean {
	return rowId.test(text);
}

export function pathOf(section: string, field: string): FieldPath {
	return `${section}/${field}`;
}

export function rowPath(section: string, row: string, field: string): FieldPath {
	return `${section}/${row}/${field}`;
}

/** Null when the text is no address; says nothing about whether the table has such a field. */
export function parsePath(path: string): ParsedPath | null {
	const parts = path.split('/');
	const [section, second, third] = parts;
	if (section === undefined || second === undefined || !name.test(section)) return null;
	if (parts.length === 2) return name.test(second) ? { section, field: second } : null;
	if (parts.length !== 3 || third === undefined || !rowId.test(second)) return null;
	return name.test(third) || third === REMOVED ? { section, row: second, field: third } : null;
}
