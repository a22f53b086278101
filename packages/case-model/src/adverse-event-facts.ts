import type { FactProblem } from './case-facts.ts';
import { rowPath } from './path.ts';
import { rowsOf, type CaseRecord } from './record.ts';

const sameWord = (text: unknown): string => String(text).trim().replace(/\s+/g, ' ').toLowerCase();

/** An event whose rows name different things is given to the rules under its first term only: said, not hidden. */
export function mixedTerms(record: CaseRecord): FactProblem[] {
	const problems: FactProblem[] = [];
	const terms = new Map<string, string>();
	for (const row of rowsOf(record, 'adverseEvents')) {
		const [event, term] = [row.value('event'), row.value('term')];
		if (typeof event !== 'string' || event === '' || typeof term !== 'string') continue;
		const first = terms.get(event) ?? sameWord(term);
		terms.set(event, first);
		if (first !== sameWord(term))
			problems.push({
				path: rowPath('adverseEvents', row.id, 'term'),
				why: `the event “${event}” has observations of different terms: one event has one term`,
			});
	}
	return problems;
}

/** Rows of one event (its name, else its term) become one adverse event with its observations. */
export function adverseEvents(rows: readonly Record<string, unknown>[], rowIds: ReadonlySet<unknown>) {
	const events = new Map<string, Record<string, unknown>[]>();
	for (const row of rows) {
		const name = String(rowIds.has(row.id) ? row.term : row.id);
		events.set(name, [...(events.get(name) ?? []), row]);
	}
	return [...events].map(([id, group]) => {
		const told = group.map((row) => row.communicatedToSpecialistOn);
		const dates = told.filter((date): date is string => typeof date === 'string').sort();
		return {
			id,
			term: group[0]?.term,
			category: 'nonhematologic',
			observations: group.map((row) => row.observations),
			communicatedToSpecialistOn: dates.length === group.length ? dates.at(-1) : null,
		};
	});
}
