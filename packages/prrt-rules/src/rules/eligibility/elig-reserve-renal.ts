import { decimal, fixed, isBelow } from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import { latestOf } from '../../chart/latest.ts';
import { pendingAgainst } from '../../chart/pending.ts';
import type { Verdict } from '../../finding.ts';
import { clearanceAt } from '../../measures/clearance.ts';
import { clearancePaths, labPaths, paper, type Rule } from '../../rule.ts';
import { beforeFirstDose, eligibilityRule } from './applies.ts';

/** Whether the clearance of the preliminary creatinine would be below the limit, or might be. */
function pendingIsLow(chart: Chart): boolean {
	const { pending } = chart.series('creatinine');
	const clearance = pending && clearanceAt(chart, pending).value;
	return clearance === null || isBelow(clearance, decimal(chart.policy.reserve.crcl));
}

function judge(chart: Chart): Verdict {
	const creatinine = pendingAgainst(chart, latestOf(chart, 'creatinine'), 'creatinine', () =>
		pendingIsLow(chart),
	);
	if (creatinine.point === null)
		return {
			status: 'cannot-determine',
			headline: 'Renal reserve cannot be told: no usable creatinine.',
			because: creatinine.because,
			evidence: creatinine.evidence,
			missing: creatinine.missing,
		};
	const clearance = clearanceAt(chart, creatinine.point);
	const told = clearance.tell();
	const evidence = [...creatinine.evidence, ...told.evidence];
	if (clearance.value === null)
		return {
			status: 'cannot-determine',
			headline: 'Renal reserve cannot be told: the clearance cannot be computed.',
			because: [told.says],
			evidence,
			missing: clearance.missing,
		};
	const { crcl } = chart.policy.reserve;
	const low = isBelow(clearance.value, decimal(crcl));
	const shown = fixed(clearance.value, 2);
	return {
		status: low ? 'not-met' : 'met',
		headline: `Creatinine clearance ${shown} mL/min is ${low ? 'below' : 'not below'} ${crcl}.`,
		because: [told.says, `The limit is ${crcl} mL/min; actual weight overestimates clearance in obesity.`],
		evidence,
		measures: { crcl: Number(shown) },
	};
}

/** S20, A-07: creatinine clearance by Cockcroft-Gault not below the limit. */
export const eligReserveRenal: Rule = {
	...eligibilityRule,
	id: 'ELIG-RESERVE-RENAL',
	title: 'Renal reserve',
	source: paper(
		'Table 3',
		'Creatinine clearance <40 mL/min; calculated using Cockcroft-Gault with actual body weight',
	),
	reads: [...labPaths, ...clearancePaths, 'plan.nextDoseAt'],
	policyKeys: ['reserve', 'labMaxAgeDays', 'weightMaxAgeDays'],
	judge: beforeFirstDose(judge),
};
