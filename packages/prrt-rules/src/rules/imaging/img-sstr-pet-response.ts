import { addMonthsClamped, type ImagingStudy } from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import { recorded } from '../../chart/recorded.ts';
import { day } from '../../chart/words.ts';
import type { Verdict } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';
import {
	imagingPaths,
	imagingRule,
	orderedStudies,
	placeMissing,
	studyRow,
	studyTime,
} from './post-treatment.ts';

/** A receptor PET for response; one of unstated purpose counts unless it precedes treatment. */
function isForResponse(chart: Chart, study: ImagingStudy): boolean {
	if (study.modality !== 'SSTR-PET') return false;
	if (study.purpose !== undefined) return study.purpose === 'response-assessment';
	const time = studyTime(chart, study);
	return time !== 'before' && time !== 'untreated';
}

function judge(chart: Chart, study: ImagingStudy): Verdict {
	const { lastDose } = chart;
	const subject = study.id;
	const evidence = [studyRow(study)];
	const time = studyTime(chart, study);
	if (!lastDose || time === 'untreated' || time === 'before')
		return {
			subject,
			status: 'not-applicable',
			headline: 'There is no treatment yet whose response this PET could show.',
			evidence,
		};
	const earliest = addMonthsClamped(lastDose.date, chart.policy.sstrPetMonths);
	const unknown = placeMissing(chart, study);
	if (unknown || study.date === null)
		return {
			subject,
			status: 'cannot-determine',
			headline: 'When a receptor PET for response was done in relation to treatment is not known.',
			evidence,
			missing: unknown ? [unknown] : [],
			window: { earliest },
		};
	const because = [
		`Last dose ${day(lastDose.date)} plus ${chart.policy.sstrPetMonths} calendar months is ${day(earliest)}; the PET is of ${day(study.date)}.`,
	];
	if (time === 'during' && study.clinicallyIndicated === true)
		return {
			subject,
			status: 'permitted-clinical-indication',
			headline: 'A receptor PET during treatment, done for a recorded clinical indication.',
			because: [
				...because,
				'It may be done; a verdict on progression from it is not drawn during treatment.',
			],
			evidence: [
				...evidence,
				recorded('imaging[].clinicallyIndicated', 'Clinically indicated', 'yes', { id: study.id }),
			],
			window: { earliest },
		};
	const ready = time === 'after' && study.date >= earliest;
	return {
		subject,
		status: ready ? 'timing-ok' : 'too-early',
		headline: ready
			? 'The receptor PET for response comes late enough after the last dose.'
			: `A receptor PET of ${day(study.date)} is too early to show response.`,
		because: time === 'during' ? [...because, 'The course has not ended.'] : because,
		evidence,
		window: { earliest },
	};
}

/** S75, S76: a receptor PET for response not before three calendar months after treatment; on indication during it. */
export const imgSstrPetResponse: Rule = {
	...imagingRule,
	id: 'IMG-SSTR-PET-RESPONSE',
	title: 'Receptor PET for response',
	statuses: {
		'too-early': 'warning',
		'timing-ok': 'none',
		'permitted-clinical-indication': 'none',
		'cannot-determine': 'warning',
		'not-applicable': 'none',
	},
	source: paper('Posttreatment care', 'considered no sooner than 3 months after treatment is completed'),
	reads: [...imagingPaths, 'imaging[].purpose', 'imaging[].clinicallyIndicated'],
	policyKeys: ['sstrPetMonths'],
	judge: (chart) =>
		orderedStudies(chart)
			.filter((study) => isForResponse(chart, study))
			.map((study) => judge(chart, study)),
};
