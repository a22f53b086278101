import { pathOf, rowPath, type FieldPath } from './path.ts';
import { sections } from './sections.ts';

/** A facts path with its indexes taken out: `labs[3].q.unit` is `labs[].q.unit`. */
export function factPattern(factPath: string): string {
	return factPath.replace(/\[\d*\]/g, '[]');
}

interface Place {
	section: string;
	field: string;
	list: boolean;
}

const places = new Map<string, Place>(
	sections.flatMap((section) =>
		section.fields.flatMap((field): [string, Place][] =>
			field.fact
				? [[field.fact, { section: section.id, field: field.id, list: section.shape === 'list' }]]
				: [],
		),
	),
);

/** A fact that is a whole list leads to its section's first field: `labs` and `labs[]` to the analyte. */
const listPlaces = new Map<string, Place>(
	sections.flatMap((section): [string, Place][] => {
		const first = section.fields[0];
		return section.facts && first
			? [[section.facts, { section: section.id, field: first.id, list: true }]]
			: [];
	}),
);

function placeOf(pattern: string): Place | undefined {
	for (let text = pattern; text !== ''; text = text.slice(0, Math.max(text.lastIndexOf('.'), 0))) {
		const found = places.get(text) ?? listPlaces.get(text.replace(/\[\]$/, ''));
		if (found) return found;
		const below = [...places].find(([fact]) => fact.startsWith(`${text}.`));
		if (below) return below[1];
	}
	return undefined;
}

/**
 * The field on the board behind a fact that a rule read. For rows give the id of the row (evidence carries it); without
 * one the answer is the section's field address `section/field`, good for scrolling there but not for reading. Null when
 * no field holds that fact.
 */
export function fieldPathOfFact(factPath: string, id?: string): FieldPath | null {
	const place = placeOf(factPattern(factPath));
	if (!place) return null;
	return place.list && id ? rowPath(place.section, id, place.field) : pathOf(place.section, place.field);
}

/** Every facts path that a field of the table holds. */
export const factsOnBoard: ReadonlySet<string> = new Set(places.keys());
