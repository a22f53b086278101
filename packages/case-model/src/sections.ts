import { clinicalSections } from './sections-clinical.ts';
import { courseSections } from './sections-course.ts';
import { requestSections, sharedSections } from './sections-request.ts';
import { parsePath } from './path.ts';
import type { Field, Section } from './section.ts';

/** THE field table: the NET minimum dataset in the order of the board. */
export const sections: readonly Section[] = [
	...requestSections,
	...clinicalSections,
	...courseSections,
	...sharedSections,
];

const byId = new Map(sections.map((section) => [section.id, section]));

export function sectionById(id: string): Section | undefined {
	return byId.get(id);
}

export function fieldOf(section: Section, fieldId: string): Field | undefined {
	return section.fields.find((field) => field.id === fieldId);
}

/** The section and field that an address names; null when the table has none there. */
export function fieldAt(path: string): { section: Section; field: Field; row?: string } | null {
	const parsed = parsePath(path);
	const section = parsed && byId.get(parsed.section);
	if (!parsed || !section) return null;
	const field = fieldOf(section, parsed.field);
	if (!field || (parsed.row !== undefined) !== (section.shape === 'list')) return null;
	return parsed.row === undefined ? { section, field } : { section, field, row: parsed.row };
}
