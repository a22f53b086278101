import { addDays, addHours, dateOfWhen, isInstant, type PlainDate, type When } from '@consilium/case-model';
import type { Chart } from '../chart/chart.ts';
import { day, moment } from '../chart/words.ts';
import type { Lever } from './lever.ts';

const daysAhead = 200;
const quarterHours = 4 * 24 * 14;

const movedByDays = (when: When, days: number): When => `${addDays(dateOfWhen(when), days)}${when.slice(10)}`;

function planLever(chart: Chart, last: number, movedBy: (planned: When, step: number) => When): Lever[] {
	const { planned } = chart;
	if (planned === null) return [];
	return [
		{
			last,
			apply: (draft, step) => ({
				...draft,
				facts: { ...draft.facts, plan: { ...draft.facts.plan, nextDoseAt: movedBy(planned, step) } },
			}),
			change: (step) => {
				const to = movedBy(planned, step);
				return { path: 'plan.nextDoseAt', to, says: `the dose not before ${moment(to)}` };
			},
		},
	];
}

/** The planned dose moved to a later day, at the same hour. */
export const dayLever = (chart: Chart): Lever[] => planLever(chart, daysAhead, movedByDays);

/** The planned dose moved by quarters of an hour; by days when only its day is known. */
export const hourLever = (chart: Chart): Lever[] =>
	chart.planned !== null && isInstant(chart.planned)
		? planLever(chart, quarterHours, (planned, step) => addHours(planned, step / 4))
		: dayLever(chart);

/** A receptor study on a day, with uptake like the liver's. */
export function receptorStudyLever(on: PlainDate): Lever {
	return {
		last: 1,
		apply: (draft) => ({
			...draft,
			facts: {
				...draft.facts,
				sstrImaging: [
					...draft.facts.sstrImaging,
					{ id: 'what-if-receptor-study', modality: 'SSTR-PET', date: on, uptakeVsLiver: 'equal' },
				],
			},
		}),
		change: () => ({
			path: 'sstrImaging[].date',
			to: on,
			says: `a receptor study on ${day(on)} with uptake at least like the liver's`,
		}),
	};
}
