import {
	fieldAt,
	parsePath,
	sectionById,
	valueAt,
	type CaseRecord,
	type FieldPath,
	type PlainDate,
} from '@consilium/case-model';
import type { Judged } from '../letters/judged.ts';

/** One line of the readiness list. `paths` lead to where it is filled in. */
export interface ChecklistItem {
	id: string;
	label: string;
	status: 'complete' | 'missing' | 'out-of-date' | 'not-needed';
	detail: string;
	paths: FieldPath[];
}

export interface ChecklistInput {
	record: CaseRecord;
	evaluation: Judged;
	/** The day that currency is judged for; null while no day is planned. */
	plannedTreatmentOn: PlainDate | null;
	/** Fields with two people's values side by side: they count as open until someone chooses. */
	conflicted?: ReadonlySet<FieldPath>;
}

const labelOf = (path: FieldPath): string => {
	const found = fieldAt(path);
	if (found) return found.field.label;
	const parsed = parsePath(path);
	return (parsed && sectionById(parsed.section)?.label) ?? path;
};

/** Why an address has no value, in words behind its label; null when it has one. Rich text counts when it has words. */
export function whyNotFilled(record: CaseRecord, path: FieldPath): string | null {
	if (fieldAt(path)?.field.kind === 'prose')
		return (record.prose[path] ?? '').trim() === '' ? labelOf(path) : null;
	const entry = record.entries[path];
	if (entry?.is === 'unknown') return `${labelOf(path)} (not known)`;
	if (entry?.is === 'not-recorded') return `${labelOf(path)} (not recorded)`;
	const value = valueAt(record, path);
	return value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
		? labelOf(path)
		: null;
}

/** An item that is complete when all of its fields have a value. */
export function fieldsItem(
	record: CaseRecord,
	{ id, label, paths }: { id: string; label: string; paths: FieldPath[] },
): ChecklistItem {
	const lacking = paths.flatMap((path) => whyNotFilled(record, path) ?? []);
	return lacking.length === 0
		? { id, label, status: 'complete', detail: 'All there', paths }
		: { id, label, status: 'missing', detail: lacking.join(', '), paths };
}
