import { addDays, dateOfWhen, daysBetween, type CaseFacts, type When } from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import { isBefore } from '../../chart/moments.ts';
import { recorded } from '../../chart/recorded.ts';
import { day, moment } from '../../chart/words.ts';
import type { Verdict } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';

type Draw = CaseFacts['plannedBloodDraws'][number];

/** The infusion, given or planned, in whose days of precautions a draw falls; a draw surely before it does not. */
function infusionBefore(chart: Chart, draw: Draw): When | undefined {
	const infusions = [
		...chart.doses.map(({ dose }) => dose.infusionStart),
		...(chart.planned === null ? [] : [chart.planned]),
	];
	return infusions.find((infusion) => {
		const gap = daysBetween(dateOfWhen(infusion), dateOfWhen(draw.at));
		if (gap < 0 || gap > chart.policy.radiationDays) return false;
		return gap > 0 || isBefore(chart.moments(draw.at), chart.moments(infusion)) !== true;
	});
}

function judge(chart: Chart, draw: Draw): Verdict {
	const infusion = infusionBefore(chart, draw);
	const shared = {
		subject: draw.id,
		evidence: [
			recorded('plannedBloodDraws[].at', draw.routine ? 'Routine draw' : 'Draw with a reason', draw.at, {
				id: draw.id,
				at: draw.at,
			}),
		],
	};
	if (infusion === undefined)
		return {
			...shared,
			status: 'ok',
			headline: `The draw of ${day(dateOfWhen(draw.at))} lies outside the days of precautions.`,
		};
	const date = dateOfWhen(infusion);
	const notBefore = addDays(date, chart.policy.radiationDays + 1);
	const because = [
		`The draw of ${moment(draw.at)} falls within ${chart.policy.radiationDays} days of the infusion of ${moment(infusion)}.`,
	];
	return draw.routine
		? {
				...shared,
				status: 'avoid',
				headline: `A routine draw lies in the days of precautions; they end before ${day(notBefore)}.`,
				because,
				window: { notBefore },
			}
		: {
				...shared,
				status: 'allowed-non-routine',
				headline:
					'A draw with a clinical reason lies in the days of precautions; only routine ones are spoken against.',
				because,
			};
}

const inTime = (a: Draw, b: Draw): number => (`${a.at}${a.id}` < `${b.at}${b.id}` ? -1 : 1);

/** S67: no routine blood draw in the seven days after an infusion; before the infusion of the day it is fine. */
export const radBloodDraw: Rule = {
	id: 'RAD-BLOOD-DRAW',
	version: '1.0.0',
	title: 'Blood draw and precautions',
	group: 'radiation',
	statuses: { ok: 'none', avoid: 'warning', 'allowed-non-routine': 'none', 'not-applicable': 'none' },
	source: paper('Table 2', 'Do not have blood drawn for routine evaluations'),
	reads: [
		'plannedBloodDraws[].at',
		'plannedBloodDraws[].routine',
		'doses[].infusionStart',
		'plan.nextDoseAt',
	],
	policyKeys: ['radiationDays'],
	judge: (chart) => [...chart.facts.plannedBloodDraws].sort(inTime).map((draw) => judge(chart, draw)),
};
