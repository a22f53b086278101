import type { Chart } from '../../chart/chart.ts';
import { recorded } from '../../chart/recorded.ts';
import { counted } from '../../chart/words.ts';
import type { Verdict } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';

function judge(chart: Chart): Verdict {
	const { given, doseLimit, policy, doses } = chart;
	const gap =
		doses.length < given
			? [`${counted(given - doses.length, 'dose')} with a lower number is not recorded.`]
			: [];
	const shared = {
		because: [`${counted(given, 'dose')} given of at most ${policy.plannedDoses}.`, ...gap],
		evidence: doses.map(({ n, dose }) =>
			recorded('doses[].n', `Dose ${n}`, String(n), { id: String(n), at: dose.infusionStart }),
		),
	};
	if (given > policy.plannedDoses)
		return {
			...shared,
			status: 'exceeded',
			headline: `${counted(given, 'dose')} recorded; the source speaks of up to ${policy.plannedDoses}.`,
		};
	if (given >= doseLimit)
		return {
			...shared,
			status: 'complete',
			headline: `All ${counted(given, 'dose')} of the course are given.`,
		};
	return { ...shared, status: 'within', headline: `${counted(given, 'dose')} given of ${doseLimit}.` };
}

/** S38: up to four infusions. */
export const schedDoseCount: Rule = {
	id: 'SCHED-DOSE-COUNT',
	version: '1.0.0',
	title: 'Number of doses',
	group: 'schedule',
	statuses: { within: 'none', complete: 'none', exceeded: 'critical' },
	source: paper('Treatment', 'up to 4 intravenous infusions, given 8 weeks apart'),
	reads: ['doses[].n', 'doses[].infusionStart', 'plan.plannedDoses'],
	policyKeys: ['plannedDoses'],
	judge: (chart) => [judge(chart)],
};
