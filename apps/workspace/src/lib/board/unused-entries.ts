import { fieldAt, parsePath, sectionById, type FieldPath } from '@consilium/case-model';

/** Something entered that no rule could use, with the words of where it stands. */
export interface UnusedEntry {
	path: FieldPath;
	place: string;
	why: string;
}

function placeOf(path: FieldPath): string {
	const found = fieldAt(path);
	if (found) return `${found.section.label}, ${found.field.label.toLowerCase()}`;
	const parsed = parsePath(path);
	const section = parsed && sectionById(parsed.section);
	const field = section?.fields.find((one) => one.id === parsed?.field);
	return [section?.label ?? path, field?.label.toLowerCase()].filter((part) => part !== undefined).join(', ');
}

/** What stands on the board and no rule could use, in the order of the places. */
export const unusedEntries = (problems: ReadonlyMap<FieldPath, string>): UnusedEntry[] =>
	[...problems]
		.map(([path, why]) => ({ path, place: placeOf(path), why }))
		.sort((a, b) => a.place.localeCompare(b.place) || a.path.localeCompare(b.path));
