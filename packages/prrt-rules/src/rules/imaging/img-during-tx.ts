import type { ImagingStudy } from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import { day } from '../../chart/words.ts';
import type { Verdict } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';
import {
	cautionFor,
	imagingPaths,
	imagingRule,
	orderedStudies,
	placeMissing,
	studyRow,
	studyTime,
} from './post-treatment.ts';

function judge(chart: Chart, study: ImagingStudy): Verdict {
	const subject = study.id;
	const evidence = [studyRow(study)];
	const time = studyTime(chart, study);
	const unknown = placeMissing(chart, study);
	if (unknown)
		return {
			subject,
			status: 'cannot-determine',
			headline: `${study.modality} ${study.date === null ? 'without a date' : 'in a course of unknown standing'}: whether it lies during treatment cannot be told.`,
			evidence,
			missing: [unknown],
		};
	if (time !== 'during' || study.date === null || !chart.firstDose)
		return {
			subject,
			status: 'not-applicable',
			headline: `The ${study.modality} was not done during treatment.`,
			evidence,
		};
	return {
		subject,
		status: 'do-not-call-progression',
		...cautionFor(study),
		headline: `${study.modality} of ${day(study.date)} lies within treatment: swelling may look like progression.`,
		because: [
			`The first dose was given on ${day(chart.firstDose.date)}; the study of ${day(study.date)} falls into the course, whose reported impression is ${study.impression}.`,
		],
		evidence,
	};
}

/** S73: a study from the first dose day to the last, or while the course goes on, does not define progression. */
export const imgDuringTx: Rule = {
	...imagingRule,
	id: 'IMG-DURING-TX',
	title: 'Imaging during treatment',
	statuses: { 'do-not-call-progression': 'warning', 'cannot-determine': 'warning', 'not-applicable': 'none' },
	source: paper(
		'Posttreatment care',
		'scans performed during or immediately after treatment may demonstrate treatment-related tumor swelling, pseudoprogression',
	),
	reads: [...imagingPaths],
	policyKeys: [],
	judge: (chart) => orderedStudies(chart).map((study) => judge(chart, study)),
};
