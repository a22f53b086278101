import {
	emptyRecord,
	fieldAt,
	mergeRecords,
	parsePath,
	readEntry,
	sectionById,
	type CaseRecord,
	type FieldPath,
	type RoomScope,
} from '@consilium/case-model';
import * as Y from 'yjs';
import { NotRichText, proseText } from './prose.ts';
import { FIELDS, fieldsOf, PROSE } from './shape.ts';

/** Something that stands in the document and cannot be read as what the field table says. */
export interface Unreadable {
	readonly path: string;
	/** What was found, as JSON. */
	readonly raw: unknown;
	/** Plain words that follow the field's label: 'is not a calendar date'. */
	readonly why: string;
}

export interface CaseReading {
	readonly record: CaseRecord;
	readonly unreadable: readonly Unreadable[];
}

const elsewhere = 'belongs in another room of the case';

function plainOf(raw: unknown): unknown {
	if (raw instanceof Uint8Array) return `${raw.byteLength} bytes`;
	if (!(raw instanceof Y.AbstractType)) return raw === undefined ? null : raw;
	try {
		return raw.toJSON();
	} catch {
		return 'nested content';
	}
}

function isElsewhere(path: string, scope: RoomScope | undefined): boolean {
	const section = sectionById(parsePath(path)?.section ?? '');
	return scope !== undefined && section !== undefined && section.scope !== scope;
}

interface Draft {
	readonly record: CaseRecord;
	readonly unreadable: Unreadable[];
	readonly scope: RoomScope | undefined;
}

function takeEntry(draft: Draft, path: string, raw: unknown): void {
	const plain = plainOf(raw);
	const reading = readEntry(path, plain);
	if (!reading.ok) draft.unreadable.push({ path, raw: plain, why: reading.why });
	else if (isElsewhere(path, draft.scope)) draft.unreadable.push({ path, raw: plain, why: elsewhere });
	else draft.record.entries[path] = reading.entry;
}

function takeProse(draft: Draft, path: FieldPath, fragment: Y.XmlFragment): void {
	const text = proseText(fragment);
	if (text === '') return;
	const refuse = (why: string) => draft.unreadable.push({ path, raw: text, why });
	if (fieldAt(path)?.field.kind !== 'prose') refuse('has no rich text on the board');
	else if (isElsewhere(path, draft.scope)) refuse(elsewhere);
	else draft.record.prose[path] = text;
}

function guarded(draft: Draft, path: string, take: () => void): void {
	try {
		take();
	} catch (error) {
		const why = error instanceof NotRichText ? error.message : 'cannot be read';
		draft.unreadable.push({ path, raw: null, why });
	}
}

/**
 * What a room's document says: entries and prose that fit the field table, and beside them everything that does
 * not, with the reason. Never throws and never coerces. With `scope`, content of sections that belong to another
 * room is reported and not taken: a locked room cannot be written round through an open one.
 */
export function readCaseDoc(doc: Y.Doc, options: { readonly scope?: RoomScope } = {}): CaseReading {
	const draft: Draft = { record: emptyRecord(), unreadable: [], scope: options.scope };
	guarded(draft, FIELDS, () => {
		for (const [path, raw] of fieldsOf(doc).entries())
			guarded(draft, path, () => takeEntry(draft, path, raw));
	});
	for (const name of [...doc.share.keys()].filter((key) => key.startsWith(PROSE))) {
		const path = name.slice(PROSE.length);
		guarded(draft, path, () => takeProse(draft, path, doc.getXmlFragment(name)));
	}
	return { record: draft.record, unreadable: draft.unreadable };
}

/** The rooms of one case as one reading. Give each room's reading with its own scope, then no address meets twice. */
export function mergeReadings(readings: readonly CaseReading[]): CaseReading {
	return {
		record: mergeRecords(readings.map((reading) => reading.record)),
		unreadable: readings.flatMap((reading) => reading.unreadable),
	};
}
