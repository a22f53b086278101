import { parsePath, sectionById, type Entry, type FieldPath, type RoomScope } from '@consilium/case-model';
import * as Y from 'yjs';
import { fillProse } from './prose.ts';
import { proseFragment } from './shape.ts';
import { setEntry } from './write.ts';

function scopeOf(path: FieldPath): RoomScope {
	const section = sectionById(parsePath(path)?.section ?? '');
	if (!section) throw new TypeError(`${path} has no section on the board`);
	return section.scope;
}

/**
 * The first content of one room, as a Yjs update (V1): of all entries and prose given, those whose section lives
 * in that scope. Made once, on the server, when the case is made; a client never makes initial content.
 * Throws on an address or entry that the field table does not know.
 */
export function initialUpdate(
	scope: RoomScope,
	entries: Readonly<Record<FieldPath, Entry>>,
	prose: Readonly<Record<FieldPath, string>>,
): Uint8Array {
	const doc = new Y.Doc();
	doc.transact(() => {
		for (const [path, entry] of Object.entries(entries))
			if (scopeOf(path) === scope) setEntry(doc, path, entry);
		for (const [path, text] of Object.entries(prose))
			if (scopeOf(path) === scope && text.trim() !== '') fillProse(proseFragment(doc, path), text);
	});
	const update = Y.encodeStateAsUpdate(doc);
	doc.destroy();
	return update;
}
