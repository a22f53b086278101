import { valueEntry, type Entry, type FieldValue, type Source } from './entry.ts';
import type { CaseFacts } from './facts.ts';
import { pathOf, rowPath, type FieldPath } from './path.ts';
import type { Field, Section } from './section.ts';
import { sectionById, sections } from './sections.ts';

type Entries = Record<FieldPath, Entry>;
type Plain = Record<string, unknown>;

function at(root: unknown, steps: readonly string[]): unknown {
	let found = root;
	for (const step of steps) {
		if (typeof found !== 'object' || found === null) return undefined;
		found = (found as Plain)[step];
	}
	return found;
}

function asValue(field: Field, fact: unknown): FieldValue | undefined {
	if (fact === undefined || fact === null) return undefined;
	return field.factKind === 'number' ? String(fact) : (fact as FieldValue);
}

const rowSteps = (fact: string): string[] =>
	fact
		.slice(fact.indexOf('[]') + 2)
		.replaceAll('[]', '')
		.split('.')
		.filter((step) => step !== '');

function addRow(entries: Entries, section: Section, id: string, row: unknown, source: Source): void {
	for (const field of section.fields) {
		const value = field.fact ? asValue(field, at(row, rowSteps(field.fact))) : undefined;
		if (value !== undefined) entries[rowPath(section.id, id, field.id)] = valueEntry(value, source);
	}
}

/** One row per observation of an adverse event; the event's id keeps them together. */
function adverseEventRows(facts: CaseFacts): { id: string; row: Plain }[] {
	return facts.adverseEvents.flatMap((event) =>
		event.observations.map((observation, index) => ({
			id: `${event.id}.${index + 1}`,
			row: {
				id: event.id,
				term: event.term,
				communicatedToSpecialistOn: event.communicatedToSpecialistOn,
				observations: observation,
			},
		})),
	);
}

function rowsOfFacts(section: Section, facts: CaseFacts): { id: string; row: unknown }[] {
	if (section.id === 'adverseEvents') return adverseEventRows(facts);
	const rows = at(facts, (section.facts ?? '').split('.'));
	if (!Array.isArray(rows)) return [];
	return rows.map((row: unknown, index) => {
		const id = at(row, ['id']);
		return { id: typeof id === 'string' ? id : `${section.id}-${index + 1}`, row };
	});
}

/**
 * The entries of the board that give exactly these facts: `caseFacts(entriesFromFacts(f))` is `f` but for the ids of
 * adverse events without observations, which have no row. Ids of the facts become row ids.
 */
export function entriesFromFacts(facts: CaseFacts, { source }: { source: Source }): Entries {
	const entries: Entries = {};
	for (const section of sections) {
		if (section.shape === 'list') {
			if (section.facts)
				for (const { id, row } of rowsOfFacts(section, facts)) addRow(entries, section, id, row, source);
			continue;
		}
		for (const field of section.fields) {
			const value = field.fact ? asValue(field, at(facts, field.fact.split('.'))) : undefined;
			if (value !== undefined) entries[pathOf(section.id, field.id)] = valueEntry(value, source);
		}
	}
	const reviewed = sectionById('adverseEventReviews');
	if (reviewed)
		facts.adverseEventsReviewedOn.forEach((date, index) => {
			entries[rowPath(reviewed.id, `${reviewed.id}-${index + 1}`, 'reviewedOn')] = valueEntry(date, source);
		});
	return entries;
}
