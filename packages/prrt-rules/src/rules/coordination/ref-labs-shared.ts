import { recorded, needed } from '../../chart/recorded.ts';
import { day } from '../../chart/words.ts';
import { labPaths, paper, type Rule } from '../../rule.ts';
import { postTreatmentLabs } from '../followup/lab-post-5w.ts';
import { dutyRule } from './duty.ts';

const path = 'coordination.postLabsSharedOn';

/** S70: the blood tests after treatment are shared with the NET specialist; nothing is open before there are any. */
export const refLabsShared: Rule = {
	...dutyRule,
	id: 'REF-LABS-SHARED',
	title: 'Results shared',
	source: paper('Posttreatment care', 'the results should be shared with the NET specialist'),
	reads: [path, ...labPaths, 'doses[].infusionStart', 'course.status', 'plan.nextDoseAt'],
	policyKeys: ['postLabDays', 'postLabToleranceDays'],
	judge: (chart) => {
		const { status } = postTreatmentLabs(chart);
		const on = chart.facts.coordination.postLabsSharedOn;
		if (status === 'not-applicable' || status === 'cannot-determine')
			return [{ status: 'not-applicable', headline: 'There are no results after treatment to share yet.' }];
		if (on !== undefined)
			return [
				{
					status: 'done',
					headline: `The results after treatment were shared on ${day(on)}.`,
					evidence: [recorded(path, 'Results shared', on, { at: on })],
				},
			];
		if (status !== 'done' && status !== 'incomplete')
			return [{ status: 'not-applicable', headline: 'There are no results after treatment to share yet.' }];
		return [
			{
				status: 'open',
				headline: 'Results after treatment are on record; sharing them with the specialist is not.',
				missing: [needed(path, 'The day the results were shared', 'primaryOncologist')],
			},
		];
	},
};
