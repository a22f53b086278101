import type { Entry, FieldValue } from './entry.ts';
import { parsePath, pathOf, REMOVED, rowPath, type FieldPath } from './path.ts';

/** A drafted case as plain data: one entry per address, and the plain text of its rich texts. */
export interface CaseRecord {
	entries: Record<FieldPath, Entry>;
	prose: Record<FieldPath, string>;
}

export function emptyRecord(): CaseRecord {
	return { entries: {}, prose: {} };
}

/** The value at an address; undefined when empty, unknown or not recorded. */
export function valueAt(record: CaseRecord, path: FieldPath): FieldValue | undefined {
	const entry = record.entries[path];
	return entry?.is === 'value' ? entry.value : undefined;
}

/** One row of a list section. */
export interface Row {
	id: string;
	entry(fieldId: string): Entry | undefined;
	value(fieldId: string): FieldValue | undefined;
}

/** The value of a single section's field; undefined when empty, unknown or not recorded. */
export function singleValue(record: CaseRecord, section: string, field: string): FieldValue | undefined {
	return valueAt(record, pathOf(section, field));
}

/** The rows of a list section in the order of their ids, without those taken out. */
export function rowsOf(record: CaseRecord, sectionId: string): Row[] {
	const ids = new Set<string>();
	for (const path of Object.keys(record.entries)) {
		const parsed = parsePath(path);
		if (parsed?.section === sectionId && parsed.row !== undefined) ids.add(parsed.row);
	}
	return [...ids]
		.filter((id) => valueAt(record, rowPath(sectionId, id, REMOVED)) !== true)
		.sort()
		.map((id) => ({
			id,
			entry: (fieldId) => record.entries[rowPath(sectionId, id, fieldId)],
			value: (fieldId) => valueAt(record, rowPath(sectionId, id, fieldId)),
		}));
}

/** Several partial records of one case as one; they hold different addresses because each room has its own sections. */
export function mergeRecords(records: readonly CaseRecord[]): CaseRecord {
	const merged = emptyRecord();
	for (const record of records) {
		Object.assign(merged.entries, record.entries);
		Object.assign(merged.prose, record.prose);
	}
	return merged;
}
