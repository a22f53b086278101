import { addDays, type PlainDate } from '@consilium/case-model';
import type { Chart, GivenDose } from '../../chart/chart.ts';
import { counted, day, listed } from '../../chart/words.ts';
import { needed } from '../../chart/recorded.ts';
import type { AlternateReading, Missing } from '../../finding.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Observation, RowAnswer, RowQuestion } from './row.ts';

const sixteenWeeks = 112;

type Ending = Pick<RowAnswer, 'status' | 'headline'> & {
	readonly because?: string;
	readonly missing?: readonly Missing[];
};

/** How many recorded doses precede an observation: the number of the interval it belongs to; 0 is baseline. */
export function intervalOf(chart: Chart, date: PlainDate, sameDayAfter: boolean): number {
	return chart.doses.filter((dose) => (sameDayAfter ? dose.date <= date : dose.date < date)).length;
}

const clockOf = (last: GivenDose, policy: Policy, clock: Policy['sixteenWeekClock']): PlainDate =>
	addDays(last.date, sixteenWeeks + (clock === 'since-due-date' ? policy.doseIntervalDays : 0));

function whileOpen(row: RowQuestion, latest: Observation, chart: Chart, limit: PlainDate): Ending {
	const over = chart.today >= limit;
	const unknown = latest.active !== true && latest.resolved === null;
	if (unknown && over)
		return {
			status: 'cannot-determine',
			headline: `${row.name}: toxicity after the last dose; whether it resolved within 16 weeks cannot be told.`,
			missing: latest.tell().missing,
		};
	if (unknown)
		return {
			status: 'hold',
			headline: `${row.name}: toxicity after the last dose; the newest result cannot show that it resolved.`,
			because: 'A result that cannot be read does not release a hold.',
			missing: latest.tell().missing,
		};
	if (over)
		return {
			status: 'discontinue',
			headline: `${row.name}: not resolved on ${day(limit)}, 16 weeks by the site's clock.`,
		};
	return { status: 'hold', headline: `${row.name}: toxicity after the last dose has not resolved.` };
}

/** The first of the unbroken run of resolved observations at the end, and the last known unresolved one before it. */
function resolution(own: readonly Observation[]): {
	first: Observation | undefined;
	before: Observation | undefined;
} {
	const start = own.findLastIndex((one) => one.resolved !== true) + 1;
	return { first: own[start], before: own.slice(0, start).findLast((one) => one.resolved === false) };
}

function afterResolution(
	row: RowQuestion,
	own: readonly Observation[],
	latest: Observation,
	limit: PlainDate,
): Ending {
	const { first, before } = resolution(own);
	if (first && first.date >= limit) {
		if (!before || before.date < limit)
			return {
				status: 'cannot-determine',
				headline: `${row.name}: resolved between two results, and the 16-week limit lies between them.`,
				because: `Not resolved on ${day(before?.date ?? first.date)}, resolved on ${day(first.date)}; the limit is ${day(limit)}.`,
				missing: [row.absent],
			};
		return {
			status: 'discontinue',
			headline: `${row.name}: resolved only after 16 weeks, on ${day(first.date)}.`,
			because: `Still not resolved on ${day(before.date)}; the limit was ${day(limit)}.`,
		};
	}
	if (!row.isRecent(latest))
		return {
			status: 'cannot-determine',
			headline: `${row.name}: resolved, but the newest result is too old for the next dose.`,
			missing: [{ ...row.absent, reason: 'stale' }],
		};
	return {
		status: 'reduce',
		headline: `${row.name}: toxicity after the last dose has resolved; the source resumes at 3.7 GBq.`,
	};
}

function openEpisode(row: RowQuestion, own: readonly Observation[], chart: Chart, limit: PlainDate): Ending {
	const latest = own.at(-1);
	if (!latest) throw new Error('an open episode has at least one observation');
	return latest.resolved === true
		? afterResolution(row, own, latest, limit)
		: whileOpen(row, latest, chart, limit);
}

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

function quietEnding(row: RowQuestion, latest: Observation | undefined, since: string): Ending | null {
	if (!latest)
		return row.silenceIsQuiet
			? null
			: {
					status: 'cannot-determine',
					headline: `${row.name}: no usable result${since}.`,
					missing: [row.absent],
				};
	if (latest.active === null)
		return {
			status: 'cannot-determine',
			headline: `${row.name}: the newest result${since} cannot be judged.`,
			missing: latest.tell().missing,
		};
	if (!row.silenceIsQuiet && !row.isRecent(latest))
		return {
			status: 'cannot-determine',
			headline: `${row.name}: the newest result is too old for the next dose.`,
			missing: [{ ...row.absent, reason: 'stale' }],
		};
	return null;
}

function noOpenEpisode(
	row: RowQuestion,
	latest: Observation | undefined,
	last: GivenDose,
	episodes: number,
): Ending {
	const quiet = quietEnding(row, latest, ' since the last dose');
	if (quiet) return quiet;
	if (episodes === 0)
		return { status: 'clear', headline: `${row.name}: no toxicity of this row after any dose.` };
	if (last.reduced === null)
		return {
			status: 'cannot-determine',
			headline: `${row.name}: whether the last dose was a reduced one cannot be told.`,
			missing: [
				needed(
					'doses[].activity',
					`The administered activity of dose ${last.n}`,
					'nuclearMedicine',
					'no-unit',
				),
			],
		};
	return last.reduced
		? {
				status: 'reescalate-permitted',
				headline: `${row.name}: the reduced dose brought no toxicity; 7.4 GBq is permitted again.`,
			}
		: { status: 'clear', headline: `${row.name}: no toxicity of this row after the last full dose.` };
}

function beforeTreatment(row: RowQuestion): Ending {
	const latest = row.observations.at(-1);
	if (latest?.active === true)
		return { status: 'hold', headline: `${row.name}: Table 3 would withhold already the first dose.` };
	return (
		quietEnding(row, latest, '') ?? {
			status: 'clear',
			headline: `${row.name}: nothing that Table 3 would withhold.`,
		}
	);
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
