import { addHours, formatQuantity, isInstant } from '@consilium/case-model';
import type { Chart, GivenDose } from '../../chart/chart.ts';
import { hoursApartAtLeast, hoursApartMoreThan, isBefore } from '../../chart/moments.ts';
import { needed } from '../../chart/recorded.ts';
import { listed, moment } from '../../chart/words.ts';
import { not3 } from '../../exact/kleene.ts';
import type { Verdict, Window } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';
import { administrationRow, undatedAdministrations, type DatedAdministration } from '../washout/washout.ts';
import { endOfInfusion, larAfter, larDeviations, larTiming, type LarTiming } from './lar-after-dose.ts';
import { apart, infusionRule, perDose } from './per-dose.ts';

function windowOf(chart: Chart, { dose }: GivenDose): Window {
	const end = dose.infusionEnd;
	if (!end || !isInstant(end)) return {};
	return {
		earliest: addHours(end, chart.policy.larMinHours),
		through: addHours(end, chart.policy.larMaxHours),
	};
}

function noneYet(chart: Chart, given: GivenDose): Verdict {
	const { larMinHours, larMaxHours } = chart.policy;
	const undated = undatedAdministrations(chart, 'long-acting');
	const over = hoursApartMoreThan(endOfInfusion(chart, given), chart.now, larMaxHours);
	if (over !== true)
		return {
			status: 'due',
			headline: `Dose ${given.n}: octreotide LAR is due ${larMinHours} to ${larMaxHours} h after the infusion.`,
		};
	if (undated.length > 0)
		return {
			status: 'cannot-determine',
			headline: `Dose ${given.n}: a long-acting injection without a date may be the one after this dose.`,
			missing: undated.map((one) =>
				needed('ssa.administrations[].at', `The date of ${one.agent}`, 'careCoordinator', 'absent', one.id),
			),
		};
	return {
		status: 'missed',
		headline: `Dose ${given.n}: no octreotide LAR is recorded within ${larMaxHours} h of the infusion.`,
	};
}

const timed: Record<Exclude<LarTiming, null>, string> = {
	early: 'too early after the infusion',
	late: 'too late after the infusion',
	'in-window': 'in its window after the infusion',
};

function timingOf(chart: Chart, given: GivenDose, lar: DatedAdministration): LarTiming {
	const { larMinHours, larMaxHours } = chart.policy;
	const [end, at] = [endOfInfusion(chart, given), chart.moments(lar.at)];
	const soon = not3(hoursApartAtLeast(end, at, larMinHours));
	return larTiming(isBefore(at, end) === true ? true : soon, hoursApartMoreThan(end, at, larMaxHours));
}

function judgeGiven(chart: Chart, given: GivenDose, lar: DatedAdministration): Verdict {
	const timing = timingOf(chart, given, lar);
	const deviations = larDeviations(chart, lar);
	const end = endOfInfusion(chart, given);
	const precise = end.from === end.to && isInstant(lar.at);
	const because = [
		`${lar.agent} ${formatQuantity(lar.dose)} ${lar.route} on ${moment(lar.at)}${precise ? `, ${apart(end, chart.moments(lar.at))} after the end of the infusion` : ''}.`,
		...(deviations && deviations.length > 0 ? [`Not as described: ${listed(deviations)}.`] : []),
	];
	const shared = { because, evidence: [administrationRow(lar)] };
	if (timing === 'early' || timing === 'late')
		return { ...shared, status: timing, headline: `Dose ${given.n}: octreotide LAR came ${timed[timing]}.` };
	if (deviations && deviations.length > 0)
		return {
			...shared,
			status: 'deviation-dose',
			headline: `Dose ${given.n}: the injection was not octreotide LAR ${chart.policy.larMg} mg IM.`,
		};
	if (timing === null || deviations === null)
		return {
			...shared,
			status: 'cannot-determine',
			headline: `Dose ${given.n}: whether the injection kept time and dose cannot be told.`,
			missing: [
				...(timing === null
					? [
							needed(
								'ssa.administrations[].at',
								'The clock times of infusion end and injection',
								'careCoordinator',
								'precision',
								lar.id,
							),
						]
					: []),
				...(deviations === null
					? [
							needed(
								'ssa.administrations[].dose',
								'The injected dose in mg',
								'careCoordinator',
								'no-unit',
								lar.id,
							),
						]
					: []),
			],
		};
	return {
		...shared,
		status: 'in-window',
		headline: `Dose ${given.n}: octreotide LAR came ${timed[timing]}.`,
	};
}

function judge(chart: Chart, given: GivenDose): Verdict {
	const lar = larAfter(chart, given);
	return { window: windowOf(chart, given), ...(lar ? judgeGiven(chart, given, lar) : noneYet(chart, given)) };
}

/** S39, A-17: octreotide LAR 30 mg IM between 4 and 24 hours after the end of each infusion, both ends included. */
export const larPostDose: Rule = {
	...infusionRule,
	id: 'LAR-POST-DOSE',
	title: 'Octreotide LAR after the dose',
	statuses: {
		'in-window': 'none',
		early: 'warning',
		late: 'warning',
		due: 'info',
		missed: 'warning',
		'deviation-dose': 'warning',
		'cannot-determine': 'warning',
		'not-applicable': 'none',
	},
	source: paper('Treatment', 'octreotide LAR 30 mg intramuscularly between 4 and 24 hours after each'),
	reads: [
		'ssa.administrations[].kind',
		'ssa.administrations[].at',
		'ssa.administrations[].agent',
		'ssa.administrations[].dose',
		'ssa.administrations[].route',
		'doses[].infusionEnd',
		'doses[].infusionStart',
		'doses[].n',
	],
	policyKeys: ['larMinHours', 'larMaxHours', 'larMg'],
	judge: perDose(judge),
};
