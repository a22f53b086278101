import { compareWhen, dateOfWhen, type AdverseEvent, type PlainDate, type When } from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import { recorded } from '../../chart/recorded.ts';
import { day } from '../../chart/words.ts';
import type { Evidence } from '../../finding.ts';

/** One grade of one term at one time. */
export interface GradedEvent {
	readonly eventId: string;
	readonly term: string;
	readonly when: When;
	readonly date: PlainDate;
	readonly toxicityGrade: number;
}

/** A term as it is compared: letters and digits only, so that spelling of case and spaces does not matter. */
export const termKey = (term: string): string =>
	term
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();

const graded = (event: AdverseEvent): GradedEvent[] =>
	event.observations.map(({ at, grade }) => ({
		eventId: event.id,
		term: event.term,
		when: at,
		date: dateOfWhen(at),
		toxicityGrade: grade,
	}));

const inTime = (a: GradedEvent, b: GradedEvent): number =>
	compareWhen(a.when, b.when) || a.toxicityGrade - b.toxicityGrade || (a.eventId < b.eventId ? -1 : 1);

/** All grades by term, oldest first; of several at one moment the worst comes last. */
export function gradesByTerm(chart: Chart): [term: string, grades: GradedEvent[]][] {
	const byTerm = new Map<string, GradedEvent[]>();
	for (const one of chart.facts.adverseEvents.flatMap(graded).sort(inTime)) {
		const key = termKey(one.term);
		byTerm.set(key, [...(byTerm.get(key) ?? []), one]);
	}
	return [...byTerm].sort(([a], [b]) => (a < b ? -1 : 1));
}

export const gradeSays = (one: GradedEvent): string =>
	`${one.term} grade ${one.toxicityGrade} on ${day(one.date)}.`;

export const gradeRow = (one: GradedEvent): Evidence =>
	recorded('adverseEvents[].observations[].grade', one.term, `grade ${one.toxicityGrade}`, {
		id: one.eventId,
		at: one.when,
	});

export const adverseEventPaths = [
	'adverseEvents[].term',
	'adverseEvents[].observations[].at',
	'adverseEvents[].observations[].grade',
] as const;
