import type { AdverseEvent, PlainDate } from '@consilium/case-model';
import type { Chart } from '../chart/chart.ts';
import { day } from '../chart/words.ts';
import type { Lever } from './lever.ts';

const worstOf = ({ observations }: AdverseEvent): number =>
	Math.max(0, ...observations.map((one) => one.grade));

/** Toxicity grades of an adverse event; a lever only ever names these. */
const gradeOf = (value: number): AdverseEvent['observations'][number]['grade'] =>
	([5, 4, 3, 2, 1] as const).find((one) => one <= value) ?? 0;

/** A further look at an adverse event on a day, one grade milder with each step. */
export function eventLever(event: AdverseEvent, on: PlainDate): Lever[] {
	const worst = worstOf(event);
	if (worst === 0) return [];
	return [
		{
			last: worst,
			apply: (draft, step) => ({
				...draft,
				facts: {
					...draft.facts,
					adverseEvents: draft.facts.adverseEvents.map((one) =>
						one.id === event.id
							? { ...one, observations: [...one.observations, { at: on, grade: gradeOf(worst - step) }] }
							: one,
					),
				},
			}),
			change: (step) => ({
				path: 'adverseEvents[].observations[].grade',
				id: event.id,
				to: `grade ${gradeOf(worst - step)}`,
				says: `${event.term} at grade ${gradeOf(worst - step)} or lower on ${day(on)}`,
			}),
		},
	];
}

/** A documented review of adverse events on a day. */
export const reviewLever = (on: PlainDate): Lever => ({
	last: 1,
	apply: (draft) => ({
		...draft,
		facts: { ...draft.facts, adverseEventsReviewedOn: [...draft.facts.adverseEventsReviewedOn, on] },
	}),
	change: () => ({
		path: 'adverseEventsReviewedOn[]',
		to: on,
		says: `adverse events reviewed on ${day(on)}`,
	}),
});

const ecogOf = (value: number) => ([4, 3, 2, 1] as const).find((one) => one <= value) ?? 0;

/** A better performance status on a day. */
export function performanceLever(chart: Chart, on: PlainDate): Lever[] {
	const { ecog } = chart.facts.patient;
	if (!ecog || ecog.value === 0) return [];
	const { value } = ecog;
	return [
		{
			last: value,
			apply: (draft, step) => ({
				...draft,
				facts: {
					...draft.facts,
					patient: { ...draft.facts.patient, ecog: { value: ecogOf(value - step), assessedOn: on } },
				},
			}),
			change: (step) => ({
				path: 'patient.ecog.value',
				to: String(ecogOf(value - step)),
				says: `ECOG performance status ${ecogOf(value - step)} or better on ${day(on)}`,
			}),
		},
	];
}
