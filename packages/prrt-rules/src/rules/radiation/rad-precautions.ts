import { addDays } from '@consilium/case-model';
import { recorded } from '../../chart/recorded.ts';
import { day } from '../../chart/words.ts';
import { paper, type Rule } from '../../rule.ts';
import { perDose } from '../infusion/per-dose.ts';

/** S66: precautions for seven days after each infusion, the seventh day included. */
export const radPrecautions: Rule = {
	id: 'RAD-PRECAUTIONS',
	version: '1.0.0',
	title: 'Radiation precautions',
	group: 'radiation',
	statuses: { active: 'none', ended: 'none', 'not-applicable': 'none' },
	source: paper('Table 2', 'Patients should follow the instructions for 7 d after each'),
	reads: ['doses[].infusionStart', 'doses[].n'],
	policyKeys: ['radiationDays'],
	judge: perDose((chart, { n, date, dose }) => {
		const { radiationDays } = chart.policy;
		const through = addDays(date, radiationDays);
		const active = chart.today <= through;
		return {
			status: active ? 'active' : 'ended',
			headline: `Dose ${n}: radiation precautions ${active ? 'apply' : 'applied'} through ${day(through)}.`,
			because: [`The infusion was on ${day(date)}; the precautions last ${radiationDays} days.`],
			evidence: [
				recorded('doses[].infusionStart', `Dose ${n}`, dose.infusionStart, { at: dose.infusionStart }),
			],
			window: { through },
		};
	}),
};
