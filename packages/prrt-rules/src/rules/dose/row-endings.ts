import type { PlainDate } from '@consilium/case-model';
import type { Chart, GivenDose } from '../../chart/chart.ts';
import { needed } from '../../chart/recorded.ts';
import { day } from '../../chart/words.ts';
import type { Missing } from '../../finding.ts';
import type { Observation, RowAnswer, RowQuestion } from './row.ts';

/** How a row of Table 3 ends: its status and the words for it. */
export type Ending = Pick<RowAnswer, 'status' | 'headline'> & {
	readonly because?: string;
	readonly missing?: readonly Missing[];
};

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

/** The end of a row whose toxicity appeared after the last dose. `limit`: the day sixteen weeks are over. */
export function openEpisode(
	row: RowQuestion,
	own: readonly Observation[],
	chart: Chart,
	limit: PlainDate,
): Ending {
	const latest = own.at(-1);
	if (!latest) throw new Error('an open episode has at least one observation');
	return latest.resolved === true
		? afterResolution(row, own, latest, limit)
		: whileOpen(row, latest, chart, limit);
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

/** The end of a row without toxicity after the last dose. `episodes`: how many earlier intervals had it. */
export function noOpenEpisode(
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
					String(last.n),
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

/** The end of a row before the first dose: would Table 3 withhold it? */
export function beforeTreatment(row: RowQuestion): Ending {
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
