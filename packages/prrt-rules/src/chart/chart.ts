import {
	dateOfWhen,
	daysBetween,
	decimal,
	isBelow,
	measured,
	type Analyte,
	type CaseFacts,
	type Dose,
	type PlainDate,
	type When,
} from '@consilium/case-model';
import type { Tri } from '../exact/kleene.ts';
import type { Policy } from '../policy/policy.ts';
import { labsByAnalyte, seriesOf, type LabSeries } from './lab-series.ts';
import { momentsOf, type Moments } from './moments.ts';

/** A dose that was given. `reduced`: nearer to 3.7 than to 7.4 GBq; unknown when the activity is unreadable. */
export interface GivenDose {
	readonly n: number;
	readonly date: PlainDate;
	readonly reduced: Tri;
	readonly dose: Dose;
}

/** A case laid out for judgement as of one day: everything rules look up, computed once. */
export interface Chart {
	readonly facts: CaseFacts;
	readonly policy: Policy;
	readonly asOf: When;
	readonly today: PlainDate;
	readonly now: Moments;
	/** In the order of their numbers. */
	readonly doses: readonly GivenDose[];
	readonly firstDose: GivenDose | null;
	readonly lastDose: GivenDose | null;
	/** How many doses count as given: the highest number, even when an earlier one is not recorded. */
	readonly given: number;
	/** How many doses this course may have. */
	readonly doseLimit: number;
	/** No further dose of this course is to come; unknown when doses were given and nobody says how the course stands. */
	readonly ended: Tri;
	/** When the next dose is planned; null when none is, or when the plan is not after the last dose. */
	readonly planned: When | null;
	readonly plannedDate: PlainDate | null;
	/** The day up to which results must be recent: the planned day, but never before today. */
	readonly reference: PlainDate;
	series(analyte: Analyte): LabSeries;
	/** Recent enough on the reference day; a result after that day is not. */
	isRecent(date: PlainDate): boolean;
	moments(when: When): Moments;
}

const midpoint = decimal(5.55);

function reducedActivity(dose: Dose): Tri {
	const activity = measured('activity', dose.activity);
	return activity.ok ? isBelow(activity.value, midpoint) : null;
}

const givenDoses = (facts: CaseFacts): GivenDose[] =>
	facts.doses
		.map((dose): GivenDose => ({
			n: dose.n,
			date: dateOfWhen(dose.infusionStart),
			reduced: reducedActivity(dose),
			dose,
		}))
		.sort((a, b) => a.n - b.n);

/** Without a word on the course, a planned dose or no dose at all says that it has not ended. */
function courseEnded({ course }: CaseFacts, isOpen: boolean): Tri {
	if (course.status === null) return isOpen ? null : false;
	return course.status === 'completed' || course.status === 'discontinued';
}

const later = (a: PlainDate | null, b: PlainDate): PlainDate => (a !== null && a > b ? a : b);

/** The chart of a case as of a date or instant. Pure: the clock is the `asOf` argument. */
export function chartOf(facts: CaseFacts, policy: Policy, asOf: When): Chart {
	const today = dateOfWhen(asOf);
	const doses = givenDoses(facts);
	const lastDose = doses.at(-1) ?? null;
	const given = Math.max(doses.length, lastDose?.n ?? 0);
	const doseLimit = Math.min(
		policy.plannedDoses,
		Math.max(facts.plan.plannedDoses ?? policy.plannedDoses, 1),
	);
	const next = facts.plan.nextDoseAt;
	const planned = next !== null && (!lastDose || dateOfWhen(next) > lastDose.date) ? next : null;
	const plannedDate = planned === null ? null : dateOfWhen(planned);
	const reference = later(plannedDate, today);
	const series = new Map<Analyte, LabSeries>();
	const results = labsByAnalyte(facts.labs);
	return {
		facts,
		policy,
		asOf,
		today,
		now: momentsOf(asOf, facts.timeZone),
		doses,
		firstDose: doses[0] ?? null,
		lastDose,
		given,
		doseLimit,
		ended: given >= doseLimit ? true : courseEnded(facts, given > 0 && planned === null),
		planned,
		plannedDate,
		reference,
		series(analyte) {
			const known = series.get(analyte);
			if (known) return known;
			const fresh = seriesOf(analyte, results.get(analyte) ?? []);
			series.set(analyte, fresh);
			return fresh;
		},
		isRecent: (date) => date <= reference && daysBetween(date, reference) <= policy.labMaxAgeDays,
		moments: (when) => momentsOf(when, facts.timeZone),
	};
}
