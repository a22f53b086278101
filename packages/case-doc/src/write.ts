import { readEntry, REMOVED, rowPath, valueEntry, type Entry, type FieldPath } from '@consilium/case-model';
import type * as Y from 'yjs';
import { fieldsOf } from './shape.ts';

/**
 * Assigns a value. The entry is one register: it replaces the whole value, also when it is equal, because saying
 * it again is how a person settles two conflicting values. Throws on an entry that its field cannot hold.
 */
export function setEntry(doc: Y.Doc, path: FieldPath, entry: Entry): void {
	const reading = readEntry(path, entry);
	if (!reading.ok) throw new TypeError(`${path} ${reading.why}`);
	fieldsOf(doc).set(path, reading.entry);
}

/** Makes a field empty again. */
export function clearEntry(doc: Y.Doc, path: FieldPath): void {
	fieldsOf(doc).delete(path);
}

/** Adds a row to a list section in one step. A row without values is a row too. */
export function newRow(doc: Y.Doc, section: string, row: string, entries: Record<string, Entry> = {}): void {
	doc.transact(() => {
		restoreRow(doc, section, row);
		for (const [field, entry] of Object.entries(entries)) setEntry(doc, rowPath(section, row, field), entry);
	});
}

/** Takes a row out of the record; its values stay in the document and come back with `restoreRow`. */
export function removeRow(doc: Y.Doc, section: string, row: string): void {
	setEntry(doc, rowPath(section, row, REMOVED), valueEntry(true));
}

export function restoreRow(doc: Y.Doc, section: string, row: string): void {
	setEntry(doc, rowPath(section, row, REMOVED), valueEntry(false));
}
