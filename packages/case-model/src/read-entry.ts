import { analyteEntry, canonicalOf, isAnalyte, measurables, type Measurable } from './analyte.ts';
import { isPlainDate, isWhen } from './date.ts';
import { entrySchema, type Entry, type FieldValue } from './entry.ts';
import { parsePath, REMOVED, type FieldPath } from './path.ts';
import { quantitySchema, unitLabel, type Quantity } from './quantity.ts';
import type { Field } from './section.ts';
import { fieldAt, sectionById } from './sections.ts';

export type EntryReading = { ok: true; entry: Entry } | { ok: false; why: string };

const refuse = (why: string): EntryReading => ({ ok: false, why });

function isListed(field: Field, value: unknown): boolean {
	return field.options?.some((option) => option.value === value) ?? false;
}

function whyNotNumber(field: Field, value: unknown): string | null {
	if (typeof value !== 'number' || !Number.isFinite(value)) return 'is not a number';
	if (field.whole && !Number.isInteger(value)) return 'is not a whole number';
	if (field.min !== undefined && value < field.min) return `is below ${field.min}`;
	if (field.max !== undefined && value > field.max) return `is above ${field.max}`;
	return null;
}

/** Why a value cannot stand in a field, in words that follow the field's label; null when it can. */
export function whyNotValue(field: Field, value: FieldValue): string | null {
	switch (field.kind) {
		case 'text':
			return typeof value === 'string' ? null : 'is not text';
		case 'prose':
			return 'is rich text and holds no entry';
		case 'choice':
			return isListed(field, value) ? null : 'is not one of the choices';
		case 'choices':
			return Array.isArray(value) && value.every((one) => isListed(field, one))
				? null
				: 'is not a list of the choices';
		case 'lines':
			return Array.isArray(value) ? null : 'is not a list of lines';
		case 'number':
			return whyNotNumber(field, value);
		case 'date':
			return isPlainDate(value) ? null : 'is not a calendar date';
		case 'when':
			return isWhen(value) ? null : 'is neither a date nor a time with its offset';
		case 'yes-no':
			return typeof value === 'boolean' ? null : 'is neither yes nor no';
		case 'quantity':
			return quantitySchema.safeParse(value).success ? null : 'is not a value with a known unit';
	}
}

/**
 * An entry from anything that was found at an address: never throws, never coerces. A value that does not fit its
 * field is refused with the reason; what it looked like is for the caller to keep.
 */
export function readEntry(path: FieldPath, raw: unknown): EntryReading {
	const parsed = entrySchema.safeParse(raw);
	if (!parsed.success) return refuse('is not an entry');
	const entry = parsed.data;
	const address = parsePath(path);
	if (address?.field === REMOVED)
		return sectionById(address.section)?.shape === 'list' &&
			entry.is === 'value' &&
			typeof entry.value === 'boolean'
			? { ok: true, entry }
			: refuse('is not a removal mark');
	const found = fieldAt(path);
	if (!found) return refuse('has no field on the board');
	const why = entry.is === 'value' ? whyNotValue(found.field, entry.value) : null;
	return why === null ? { ok: true, entry } : refuse(why);
}

function measuredIn(field: Field, analyte: unknown): Measurable | null {
	if (field.measure === 'lab') return isAnalyte(analyte) ? analyteEntry(analyte) : null;
	return field.measure ? measurables[field.measure] : null;
}

/**
 * Why a quantity is not plausible in its field (unit not accepted, outside what a person can have), in plain
 * words; null when it is, or when the analyte is not chosen yet.
 */
export function whyNotPlausible(field: Field, quantity: Quantity, analyte?: unknown): string | null {
	const measured = measuredIn(field, analyte);
	if (!measured) return null;
	const canonical = canonicalOf(measured, quantity, true);
	if (canonical.ok) return null;
	if (canonical.reason === 'no-unit') return 'has no unit';
	if (canonical.reason === 'unit')
		return `${quantity.unit ? unitLabel(quantity.unit) : 'this'} is not a unit of ${measured.label}`;
	const { low, high } = measured.plausible;
	return `is outside ${low}–${high} ${unitLabel(measured.canonical)}, the range a person can have`;
}
