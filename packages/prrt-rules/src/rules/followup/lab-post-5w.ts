import { addDays, analyteEntry, type PlainDate } from '@consilium/case-model';
import type { Chart, GivenDose } from '../../chart/chart.ts';
import { needed } from '../../chart/recorded.ts';
import { day, listed } from '../../chart/words.ts';
import type { Verdict } from '../../finding.ts';
import { labPaths, paper, type Rule } from '../../rule.ts';
import { panelOf } from '../laboratory/panel.ts';

type PostLabStatus =
	'not-due' | 'due' | 'overdue' | 'done' | 'incomplete' | 'cannot-determine' | 'not-applicable';

function openState(today: PlainDate, from: PlainDate, through: PlainDate): 'not-due' | 'due' | 'overdue' {
	if (today < from) return 'not-due';
	return today <= through ? 'due' : 'overdue';
}

function afterCourse(chart: Chart, last: GivenDose): Verdict & { status: PostLabStatus } {
	const { postLabDays, postLabToleranceDays } = chart.policy;
	const dueOn = addDays(last.date, postLabDays);
	const windowStart = addDays(dueOn, -postLabToleranceDays);
	const windowEnd = addDays(dueOn, postLabToleranceDays);
	const rows = panelOf(chart, windowStart, chart.today);
	const absent = rows.filter((row) => !row.done);
	const shared = {
		because: [
			`Last dose ${day(last.date)} plus ${postLabDays} days is ${day(dueOn)}; results from ${day(windowStart)} on count.`,
		],
		evidence: rows.flatMap((row) => row.evidence),
		window: { dueOn, windowStart, windowEnd },
	};
	if (absent.length === 0)
		return { ...shared, status: 'done', headline: 'The blood tests after treatment are done.' };
	if (absent.length < rows.length)
		return {
			...shared,
			status: 'incomplete',
			headline: `Blood tests after treatment lack ${listed(absent.map(({ analyte }) => analyteEntry(analyte).short))}.`,
			missing: absent.flatMap((row) => row.missing),
			measures: { missing: absent.map(({ analyte }) => analyte) },
		};
	const status = openState(chart.today, windowStart, windowEnd);
	const words = { 'not-due': 'are due', due: 'are due', overdue: 'were due' }[status];
	return { ...shared, status, headline: `Blood tests after treatment ${words} on ${day(dueOn)}.` };
}

/** The blood tests five weeks after the last dose of an ended course. */
export function postTreatmentLabs(chart: Chart): Verdict & { status: PostLabStatus } {
	if (!chart.lastDose || chart.ended === false)
		return { status: 'not-applicable', headline: 'The course has not ended.' };
	if (chart.ended === null)
		return {
			status: 'cannot-determine',
			headline: 'Whether the course has ended is not recorded.',
			missing: [needed('course.status', 'Whether the course of treatment has ended', 'netSpecialist')],
		};
	return afterCourse(chart, chart.lastDose);
}

/** S69: blood tests five weeks after completing treatment; an early stop counts from the last dose given. */
export const labPost5w: Rule = {
	id: 'LAB-POST-5W',
	version: '1.0.0',
	title: 'Blood tests after treatment',
	group: 'followup',
	statuses: {
		'not-due': 'none',
		due: 'none',
		overdue: 'warning',
		done: 'none',
		incomplete: 'none',
		'cannot-determine': 'warning',
		'not-applicable': 'none',
	},
	source: paper('Posttreatment care', 'Laboratory tests are recommended 5 weeks after completing treatment'),
	reads: [...labPaths, 'doses[].infusionStart', 'course.status', 'plan.nextDoseAt', 'plan.plannedDoses'],
	policyKeys: ['postLabDays', 'postLabToleranceDays'],
	judge: (chart) => [postTreatmentLabs(chart)],
};
