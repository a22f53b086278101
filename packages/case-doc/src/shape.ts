import type { FieldPath } from '@consilium/case-model';
import type * as Y from 'yjs';

/** The root map of a room's document: key = field path, value = entry (plain JSON, replaced whole). */
export const FIELDS = 'fields';
/** Root fragments that hold rich text are named by this and the field path. */
export const PROSE = 'prose:';

export function fieldsOf(doc: Y.Doc): Y.Map<unknown> {
	return doc.getMap(FIELDS);
}

export function proseName(path: FieldPath): string {
	return `${PROSE}${path}`;
}

/** The rich text at an address: what an editor binds to. */
export function proseFragment(doc: Y.Doc, path: FieldPath): Y.XmlFragment {
	return doc.getXmlFragment(proseName(path));
}
