import { addHours, isInstant, type When } from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import { hoursApartAtLeast, type Moments } from '../../chart/moments.ts';
import { needed, recorded } from '../../chart/recorded.ts';
import { moment } from '../../chart/words.ts';
import { and3, type Tri } from '../../exact/kleene.ts';
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

const hourMs = 3_600_000;
const atPath = 'ssa.administrations[].at';
const usePath = 'ssa.shortActingUse';

interface Gap {
	readonly given: DatedAdministration;
	readonly enough: Tri;
	readonly says: string;
}

/** '23 h 59 min' */
function duration(ms: number): string {
	const minutes = Math.floor(ms / 60_000);
	return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function between(given: Moments, planned: Moments): string {
	const least = Math.max(planned.from - given.to, 0);
	const most = planned.to - given.from;
	return least === most
		? duration(most)
		: `between ${Math.floor(least / hourMs)} h and ${Math.ceil(most / hourMs)} h`;
}

function gapOf(chart: Chart, given: DatedAdministration, planned: When): Gap {
	const hours = chart.policy.ssaShortActingHours;
	const [first, second] = [chart.moments(given.at), chart.moments(planned)];
	const enough = hoursApartAtLeast(first, second, hours);
	const sameDayUnclear = enough === false && first.to > second.from;
	return {
		given,
		enough: sameDayUnclear ? null : enough,
		says: `${given.agent} ${moment(given.at)}, dose planned ${moment(planned)}: ${between(first, second)}; the washout is ${hours} h.`,
	};
}

const gapsBefore = (chart: Chart, planned: When): Gap[] =>
	datedAdministrations(chart, 'short-acting')
		.filter(
			(one) => !isClearlyAfter(one.at, planned) && chart.moments(one.at).from <= chart.moments(planned).to,
		)
		.map((one) => gapOf(chart, one, planned));

function nothingRecorded(chart: Chart): Verdict {
	const use = chart.facts.ssa.shortActingUse;
	if (use === 'none')
		return {
			status: 'not-applicable',
			headline: 'No short-acting somatostatin analog is used.',
			evidence: [recorded(usePath, 'Short-acting use', use)],
		};
	if (use === 'prn' || use === 'regular')
		return {
			status: 'cannot-determine',
			headline: 'Short-acting somatostatin analog is used, but its last use is not recorded.',
			evidence: [recorded(usePath, 'Short-acting use', use)],
			missing: [
				needed(
					'ssa.administrations[]',
					'The time of the last short-acting administration',
					'careCoordinator',
				),
			],
		};
	return {
		status: 'cannot-determine',
		headline: 'Whether short-acting somatostatin analog is used is not recorded.',
		missing: [needed(usePath, 'Whether short-acting analog is used', 'careCoordinator')],
	};
}

function tooShort(chart: Chart, gaps: readonly Gap[]): Verdict {
	const last = gaps.filter((gap) => gap.enough === false).at(-1) ?? gaps.at(-1);
	const hours = chart.policy.ssaShortActingHours;
	const at = last?.given.at;
	const notBefore = at !== undefined && isInstant(at) ? addHours(at, hours) : undefined;
	return {
		status: 'not-met',
		headline: `Less than ${hours} h between short-acting somatostatin analog and the planned dose.`,
		...(notBefore === undefined ? {} : { window: { notBefore } }),
		until: [
			notBefore === undefined
				? `${hours} h since the last short-acting analog`
				: `short-acting washout of ${hours} h ends ${moment(notBefore)}`,
		],
	};
}

function judgeGaps(chart: Chart, gaps: readonly Gap[], unknown: readonly Missing[]): Verdict {
	const enough = and3([...gaps.map((gap) => gap.enough), unknown.length > 0 ? null : true]);
	const decisive = gaps.filter((gap) => gap.enough !== true);
	const told = decisive.length > 0 ? decisive : gaps.slice(-1);
	const shared = {
		because: told.map((gap) => gap.says),
		evidence: told.map((gap) => administrationRow(gap.given)),
	};
	if (enough === false) return { ...tooShort(chart, gaps), ...shared };
	if (enough)
		return {
			...shared,
			status: 'met',
			headline: 'The short-acting washout is reached before the planned dose.',
		};
	const imprecise = decisive.map((gap) =>
		needed(
			atPath,
			`The clock time of ${gap.given.agent} on ${moment(gap.given.at)}`,
			'careCoordinator',
			'precision',
			gap.given.id,
		),
	);
	return {
		...shared,
		status: 'cannot-determine',
		headline: 'The short-acting washout cannot be told from the times that are recorded.',
		missing: [...imprecise, ...unknown],
	};
}

function judge(chart: Chart): Verdict {
	if (chart.ended || chart.planned === null) return noPlannedDose(chart);
	const gaps = gapsBefore(chart, chart.planned);
	const unknown = undatedAdministrations(chart, 'short-acting').map((one) =>
		needed(atPath, `The time of ${one.agent}`, 'careCoordinator', 'absent', one.id),
	);
	return gaps.length === 0 && unknown.length === 0 ? nothingRecorded(chart) : judgeGaps(chart, gaps, unknown);
}

/** S36, S37: at least 24 hours, counted between instants, before each dose; a bare date is an interval of hours. */
export const holdSsaShort: Rule = {
	...washoutRule,
	id: 'HOLD-SSA-SHORT',
	title: 'Short-acting washout',
	source: paper('Treatment', 'must be withheld for at least 24 hours before each'),
	reads: [...administrationPaths, usePath],
	policyKeys: ['ssaShortActingHours'],
	judge: (chart) => [judge(chart)],
};
