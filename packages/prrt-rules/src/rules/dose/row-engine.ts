import { addDays, type PlainDate } from '@consilium/case-model';
import type { Chart, GivenDose } from '../../chart/chart.ts';
import { counted, day, listed } from '../../chart/words.ts';
import type { AlternateReading } from '../../finding.ts';
import type { Policy } from '../../policy/policy.ts';
import { beforeTreatment, noOpenEpisode, openEpisode, type Ending } from './row-endings.ts';
import type { Observation, RowAnswer, RowQuestion } from './row.ts';

const sixteenWeeks = 112;

/** How many recorded doses precede an observation: the number of the interval it belongs to; 0 is baseline. */
export function intervalOf(chart: Chart, date: PlainDate, sameDayAfter: boolean): number {
	let count = 0;
	for (const dose of chart.doses) if (dose.date < date || (sameDayAfter && dose.date === date)) count += 1;
	return count;
}

const clockOf = (last: GivenDose, policy: Policy, clock: Policy['sixteenWeekClock']): PlainDate =>
	addDays(last.date, sixteenWeeks + (clock === 'since-due-date' ? policy.doseIntervalDays : 0));

function otherClock(
	row: RowQuestion,
	own: readonly Observation[],
	chart: Chart,
	last: GivenDose,
): AlternateReading {
	const clock = chart.policy.sixteenWeekClock === 'since-last-dose' ? 'since-due-date' : 'since-last-dose';
	const limit = clockOf(last, chart.policy, clock);
	const { status } = openEpisode(row, own, chart, limit);
	const from = clock === 'since-due-date' ? 'the missed due date' : 'the last dose';
	return {
		ambiguity: 'A-04',
		status,
		detail: `Counted from ${from}, the 16 weeks end on ${day(limit)}: ${status}.`,
	};
}

/** Looks after a dose that nobody can read and that are not told already: each could have been a toxicity. */
const unread = (row: RowQuestion, told: readonly Observation[]): Observation[] =>
	row.observations.filter((one) => one.active === null && !told.includes(one));

function answer(
	row: RowQuestion,
	ending: Ending,
	told: readonly Observation[],
	extra: Partial<RowAnswer>,
): RowAnswer {
	const words = told.map((one) => one.tell());
	const older = (extra.episodes ? unread(row, told) : []).map((one) => one.tell());
	const doubt = older.map(({ says }) => `${says} It could have counted as a toxicity.`);
	const context = older.flatMap(({ evidence }) =>
		evidence.map((fact) => ({ ...fact, used: 'context' as const })),
	);
	return {
		status: ending.status,
		headline: ending.headline,
		because: [
			...words.map(({ says }) => says),
			...(ending.because ? [ending.because] : []),
			...(extra.because ?? []),
			...doubt,
		],
		evidence: [...words.flatMap(({ evidence }) => evidence), ...context],
		missing: [...(ending.missing ?? []), ...older.flatMap(({ missing }) => missing)],
		episodes: extra.episodes ?? [],
		...(extra.limit === undefined ? {} : { limit: extra.limit }),
		...(ending.status === 'hold' ? { until: [row.until] } : {}),
		...(extra.alternateReading ? { alternateReading: extra.alternateReading } : {}),
	};
}

interface Course {
	readonly last: GivenDose;
	/** The number of the interval after the last dose. */
	readonly open: number;
	readonly inInterval: (one: Observation) => number;
}

function recurrent(row: RowQuestion, episodes: readonly number[]): RowAnswer {
	const told = row.observations.filter((one) => one.active === true);
	const ending: Ending = {
		status: 'discontinue',
		headline: `${row.name}: toxicity after ${counted(episodes.length, 'different dose')}, a recurrence.`,
		because: `Present in the intervals after dose ${listed(episodes.map(String))}; up and down between two doses counts once.`,
	};
	return answer(row, ending, told, { episodes });
}

function duringCourse(row: RowQuestion, course: Course, chart: Chart): RowAnswer {
	const seen = row.observations.filter((one) => course.inInterval(one) > 0);
	const known = { ...row, observations: seen };
	const episodes = [...new Set(seen.filter((one) => one.active === true).map(course.inInterval))].sort(
		(a, b) => a - b,
	);
	if (episodes.length >= 2) return recurrent(known, episodes);
	const own = seen.filter((one) => course.inInterval(one) === course.open);
	const latest = own.at(-1);
	if (!episodes.includes(course.open)) {
		const earlier = seen.findLast((one) => one.active === true);
		const told = [earlier, latest].filter((one) => one !== undefined);
		return answer(known, noOpenEpisode(row, latest, course.last, episodes.length), told, { episodes });
	}
	const limit = clockOf(course.last, chart.policy, chart.policy.sixteenWeekClock);
	const toxic = own.find((one) => one.active === true);
	const told = toxic === latest ? [toxic] : [toxic, latest];
	return answer(
		known,
		openEpisode(row, own, chart, limit),
		told.filter((one) => one !== undefined),
		{
			episodes,
			limit,
			because: [`Sixteen weeks by the site's clock (${chart.policy.sixteenWeekClock}) end on ${day(limit)}.`],
			alternateReading: otherClock(row, own, chart, course.last),
		},
	);
}

/**
 * One row of Table 3 over the intervals between doses (RULES §4.6): hold while the toxicity of the last
 * interval is open, 3.7 GBq once it resolved, 7.4 GBq again after a reduced dose without it, discontinue when it
 * recurs after another dose or outlasts sixteen weeks. An unreadable newest result never releases a hold.
 */
export function judgeRow(row: RowQuestion, chart: Chart): RowAnswer {
	const { lastDose } = chart;
	if (!lastDose) {
		const latest = row.observations.at(-1);
		return answer(row, beforeTreatment(row), latest ? [latest] : [], {});
	}
	const course: Course = {
		last: lastDose,
		open: chart.doses.length,
		inInterval: (one) => intervalOf(chart, one.date, row.sameDayAfter),
	};
	return duringCourse(row, course, chart);
}
