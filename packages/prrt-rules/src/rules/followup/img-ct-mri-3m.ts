import { addDays, addMonthsClamped, type ImagingStudy, type PlainDate } from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import { needed } from '../../chart/recorded.ts';
import { day } from '../../chart/words.ts';
import type { Verdict, Window } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';
import { orderedStudies, studyRow } from '../imaging/post-treatment.ts';

const isAnatomic = (study: ImagingStudy): boolean => study.modality === 'CT' || study.modality === 'MRI';

/** The newest dated CT or MRI up to a day. */
export const newestAnatomic = (
	chart: Chart,
	through: PlainDate,
): (ImagingStudy & { date: PlainDate }) | undefined =>
	orderedStudies(chart)
		.filter(isAnatomic)
		.flatMap((study) =>
			study.date !== null && study.date <= through ? [{ ...study, date: study.date }] : [],
		)
		.at(-1);

export const undatedAnatomic = (chart: Chart): ImagingStudy[] =>
	orderedStudies(chart).filter((study) => isAnatomic(study) && study.date === null);

/** When the next CT or MRI is due after one of a day. */
export function anatomicWindow(
	chart: Chart,
	after: PlainDate,
): Required<Pick<Window, 'dueOn' | 'windowStart' | 'windowEnd'>> {
	const dueOn = addMonthsClamped(after, chart.policy.imagingMonths);
	const tolerance = chart.policy.imagingToleranceDays;
	return { dueOn, windowStart: addDays(dueOn, -tolerance), windowEnd: addDays(dueOn, tolerance) };
}

function unknown(chart: Chart, window?: Window): Verdict {
	const undated = undatedAnatomic(chart);
	return {
		status: 'cannot-determine',
		headline:
			undated.length > 0
				? 'A CT or MRI has no date; when the next is due cannot be told.'
				: 'No CT or MRI is on record.',
		...(window ? { window } : {}),
		missing:
			undated.length > 0
				? undated.map((study) =>
						needed('imaging[].date', `The date of the ${study.modality}`, 'radiologist', 'absent', study.id),
					)
				: [needed('imaging[].date', 'The last CT or MRI', 'radiologist')],
	};
}

function judge(chart: Chart): Verdict {
	if (!chart.firstDose)
		return {
			status: 'not-applicable',
			headline: 'The three-monthly CT or MRI is followed from the first dose on.',
		};
	const last = newestAnatomic(chart, chart.today);
	if (!last) return unknown(chart);
	const window = anatomicWindow(chart, last.date);
	const status =
		chart.today < window.windowStart ? 'not-due' : chart.today <= window.windowEnd ? 'due' : 'overdue';
	if (status !== 'not-due' && undatedAnatomic(chart).length > 0)
		return { ...unknown(chart, window), evidence: [studyRow(last)] };
	return {
		status,
		headline: `The next CT or MRI ${status === 'overdue' ? 'was' : 'is'} due on ${day(window.dueOn)}.`,
		because: [
			`${last.modality} of ${day(last.date)} plus ${chart.policy.imagingMonths} calendar months is ${day(window.dueOn)}, ${chart.policy.imagingToleranceDays} days to either side.`,
			'The source adds that there is no consensus on timing and frequency of imaging during a course.',
		],
		evidence: [studyRow(last)],
		window,
	};
}

/** S72: CT or MRI every three months, mid-course included; a PET does not replace it. */
export const imgCtMri3m: Rule = {
	id: 'IMG-CT-MRI-3M',
	version: '1.0.0',
	title: 'CT or MRI every three months',
	group: 'followup',
	statuses: {
		'not-due': 'none',
		due: 'none',
		overdue: 'warning',
		'cannot-determine': 'warning',
		'not-applicable': 'none',
	},
	source: paper(
		'Posttreatment care',
		'computed tomography or magnetic resonance imaging for tumor assessment be continued every 3 months, which would include midcourse imaging',
	),
	reads: ['imaging[].date', 'imaging[].modality', 'imaging[].impression', 'doses[].infusionStart'],
	policyKeys: ['imagingMonths', 'imagingToleranceDays'],
	judge: (chart) => [judge(chart)],
};
