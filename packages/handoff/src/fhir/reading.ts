import type { CaseRecord, Entry, FieldPath, FieldValue, PlainDate, Source } from '@consilium/case-model';
import type { Reference } from './elements.ts';

/** One resource that filled something. `notes` say in plain words what of it was left out. */
export interface Taken {
	resource: string;
	label: string;
	entries: Record<FieldPath, Entry>;
	notes?: string[];
}

/** One resource, or a part of the file, that filled nothing, and why. */
export interface Refused {
	resource: string;
	label: string;
	why: string;
}

/** What an import would do: every resource of the file is in `taken` or in `refused`, exactly once. */
export interface ImportPreview extends CaseRecord {
	taken: Taken[];
	refused: Refused[];
}

/** A resource as found in the file: `ref` is what people see, `keys` what other resources may call it. */
export interface Found {
	ref: string;
	type: string;
	keys: string[];
	json: Record<string, unknown>;
}

/** What a reader may use: never the clock, never a global. */
export interface ReadContext {
	today: PlainDate;
	/** Where the case is at home; moments that the file gives in UTC are written with the offset there. */
	timeZone?: string | undefined;
	newId(): string;
	source(ref: string): Source;
	/** The resource of the file that a reference names, contained ones of `within` included. */
	resolve(reference: Reference | undefined, within?: Found): Found | null;
}

export type Reading =
	| { is: 'taken'; label: string; entries: Record<FieldPath, Entry>; notes?: string[] }
	| { is: 'refused'; label: string; why: string };

export const refuse = (label: string, why: string): Reading => ({ is: 'refused', label, why });

/** Entries of one resource from its values; absent values make no entry. */
export function entriesOf(
	values: Record<FieldPath, FieldValue | undefined>,
	source: Source,
): Record<FieldPath, Entry> {
	return Object.fromEntries(
		Object.entries(values).flatMap(([path, value]): [FieldPath, Entry][] =>
			value === undefined || value === '' ? [] : [[path, { is: 'value', value, source }]],
		),
	);
}

/** Reads one resource into entries, or says why not. */
export type Reader = (found: Found, context: ReadContext) => Reading;
