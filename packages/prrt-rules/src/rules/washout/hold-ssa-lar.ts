import { addDays, dateOfWhen, daysBetween, type PlainDate, type When } from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import { needed } from '../../chart/recorded.ts';
import { counted, day } from '../../chart/words.ts';
import type { Missing, Verdict } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';
import {
	administrationPaths,
	administrationRow,
	datedAdministrations,
	isClearlyAfter,
	noPlannedDose,
	undatedAdministrations,
	washoutRule,
	type DatedAdministration,
} from './washout.ts';

const atPath = 'ssa.administrations[].at';

function lastBefore(chart: Chart, planned: When | null): DatedAdministration | undefined {
	const all = datedAdministrations(chart, 'long-acting');
	if (planned === null) return all.at(-1);
	return all
		.filter((one) => dateOfWhen(one.at) <= dateOfWhen(planned) && !isClearlyAfter(one.at, planned))
		.at(-1);
}

function unknownDate(missing: readonly Missing[]): Verdict {
	return {
		status: 'cannot-determine',
		headline: 'The date of the last long-acting somatostatin analog is not known.',
		because: ['Without that date the washout before the dose cannot be shown.'],
		missing,
	};
}

function noneRecorded(chart: Chart): Verdict {
	if (chart.facts.ssa.everGiven === false)
		return { status: 'not-applicable', headline: 'No somatostatin analog was ever given.' };
	return unknownDate([
		needed('ssa.administrations[]', 'The last long-acting administration', 'careCoordinator'),
	]);
}

function judgeGap(chart: Chart, last: DatedAdministration, on: PlainDate): Verdict {
	const { ssaLongActingDays } = chart.policy;
	const given = dateOfWhen(last.at);
	const gap = daysBetween(given, on);
	const earliestDose = addDays(given, ssaLongActingDays);
	const shared = {
		because: [
			`${last.agent} on ${day(given)}, dose planned for ${day(on)}: ${counted(gap, 'day')}; the washout is ${ssaLongActingDays} calendar days.`,
		],
		evidence: [administrationRow(last)],
		window: { earliestDose },
	};
	if (gap < ssaLongActingDays)
		return {
			...shared,
			status: 'not-met',
			headline: `Only ${counted(gap, 'day')} between long-acting analog and dose; washout ends ${day(earliestDose)}.`,
			until: [`long-acting washout of ${ssaLongActingDays} days ends on ${day(earliestDose)}`],
		};
	return {
		...shared,
		status: 'met',
		headline: `Long-acting analog ended ${counted(gap, 'day')} before the planned dose.`,
	};
}

function judge(chart: Chart): Verdict {
	if (chart.ended) return noPlannedDose(chart);
	const last = lastBefore(chart, chart.planned);
	const earliestDose = last ? addDays(dateOfWhen(last.at), chart.policy.ssaLongActingDays) : null;
	if (chart.plannedDate === null)
		return { ...noPlannedDose(chart), ...(earliestDose === null ? {} : { window: { earliestDose } }) };
	const undated = undatedAdministrations(chart, 'long-acting');
	if (!last && undated.length === 0) return noneRecorded(chart);
	const verdict = last ? judgeGap(chart, last, chart.plannedDate) : null;
	if (verdict?.status === 'not-met' || (verdict && undated.length === 0)) return verdict;
	return unknownDate(
		undated.map((one) => needed(atPath, `The date of ${one.agent}`, 'careCoordinator', 'absent', one.id)),
	);
}

/** S36, A-09: at least four weeks, counted in calendar days, between long-acting analog and every dose. */
export const holdSsaLar: Rule = {
	...washoutRule,
	id: 'HOLD-SSA-LAR',
	title: 'Long-acting washout',
	source: paper(
		'Treatment',
		'discontinue long-acting SSA for at least 4 weeks and short-acting SSA for at least 24 hours',
	),
	reads: [...administrationPaths, 'ssa.everGiven'],
	policyKeys: ['ssaLongActingDays'],
	judge: (chart) => [judge(chart)],
};
