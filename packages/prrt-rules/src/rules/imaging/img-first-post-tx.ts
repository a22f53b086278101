import type { ImagingStudy } from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import { recorded } from '../../chart/recorded.ts';
import { day, listed } from '../../chart/words.ts';
import type { Verdict } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';
import {
	cautionFor,
	firstTimePoint,
	imagingPaths,
	imagingRule,
	orderedStudies,
	placeMissing,
	studyRow,
	studyTime,
} from './post-treatment.ts';

const corroborationPath = 'imaging[].corroboration';

function firstOfAll(study: ImagingStudy, from: string): Verdict {
	const other = (study.corroboration ?? []).filter((text) => text.trim() !== '');
	const shared = {
		subject: study.id,
		because: [
			`The first imaging after the last dose is of ${day(from)}; this study belongs to that time point, whatever months have passed.`,
		],
		evidence: [studyRow(study)],
	};
	if (other.length === 0)
		return {
			...shared,
			status: 'do-not-call-progression',
			...cautionFor(study),
			headline: `${study.modality} belongs to the first imaging after treatment, which alone does not define progression.`,
		};
	return {
		...shared,
		status: 'corroborated',
		headline: `First imaging after treatment, with other evidence on record: ${other.length === 1 ? 'one item' : `${other.length} items`}.`,
		because: [...shared.because, `Other evidence: ${listed(other)}.`],
		evidence: [
			...shared.evidence,
			recorded(corroborationPath, 'Other evidence', other.join('; '), { id: study.id }),
		],
	};
}

function judge(chart: Chart, study: ImagingStudy): Verdict {
	const time = studyTime(chart, study);
	const first = firstTimePoint(chart);
	const unknown = placeMissing(chart, study);
	if (unknown)
		return {
			subject: study.id,
			status: 'cannot-determine',
			headline: `${study.modality} ${study.date === null ? 'without a date' : 'in a course of unknown standing'}: its place in the order of studies cannot be told.`,
			evidence: [studyRow(study)],
			missing: [unknown],
		};
	if (time !== 'after' || study.date === null || !first)
		return {
			subject: study.id,
			status: 'not-applicable',
			headline: `The ${study.modality} was not done after the course.`,
			evidence: [studyRow(study)],
		};
	if (study.date <= first.through) return firstOfAll(study, first.from);
	return {
		subject: study.id,
		status: 'interpretable',
		headline: `${study.modality} of ${day(study.date)} is not the first imaging after treatment.`,
		because: [
			`The first time point after the last dose ran from ${day(first.from)} through ${day(first.through)}.`,
		],
		evidence: [studyRow(study)],
	};
}

/** S74, A-18: the first time point after treatment, of any modality, does not alone define progression. */
export const imgFirstPostTx: Rule = {
	...imagingRule,
	id: 'IMG-FIRST-POST-TX',
	title: 'First imaging after treatment',
	statuses: {
		'do-not-call-progression': 'warning',
		corroborated: 'none',
		interpretable: 'none',
		'cannot-determine': 'warning',
		'not-applicable': 'none',
	},
	source: paper(
		'Posttreatment care',
		'not to define clinical progression based solely on the results of the first posttreatment imaging, whether functional or conventional',
	),
	reads: [...imagingPaths, corroborationPath],
	policyKeys: ['imagingTimepointGroupDays'],
	judge: (chart) => orderedStudies(chart).map((study) => judge(chart, study)),
};
