import type { SstrStudy } from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import { needed } from '../../chart/recorded.ts';
import { day } from '../../chart/words.ts';
import type { Verdict } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';
import { beforeFirstDose, eligibilityRule } from './applies.ts';
import { isPositive, newestStudies, studyEvidence } from './sstr-studies.ts';

const uptake = 'sstrImaging[].uptakeVsLiver';

function says(study: SstrStudy): string {
	const when = study.date === null ? 'without a date' : `of ${day(study.date)}`;
	const direct =
		study.uptakeVsLiver === undefined
			? 'uptake against liver not recorded'
			: `uptake ${study.uptakeVsLiver} against liver`;
	const score = study.krenning === undefined ? '' : `, Krenning ${study.krenning}`;
	return `${study.modality} ${when}: ${direct}${score}.`;
}

function undecided(studies: readonly SstrStudy[]): Verdict {
	const evidence = studies.flatMap(studyEvidence);
	const because = studies.map(says);
	const differ =
		studies.some((study) => isPositive(study) === true) &&
		studies.some((study) => isPositive(study) === false);
	return {
		status: 'cannot-determine',
		headline: differ
			? 'Receptor studies of the same standing disagree on expression.'
			: 'Receptor expression cannot be told from what is recorded.',
		because: differ
			? because
			: [...because, 'A Krenning score of 2 alone does not decide: its published definitions disagree.'],
		evidence,
		missing: studies.map((study) =>
			needed(
				uptake,
				'Uptake compared with normal liver',
				'nuclearMedicine',
				differ ? 'conflict' : 'absent',
				study.id,
			),
		),
	};
}

function judge(chart: Chart): Verdict {
	const studies = newestStudies(chart);
	const [first] = studies;
	if (!first)
		return {
			status: 'cannot-determine',
			headline: 'Receptor expression was never tested: no receptor study is recorded.',
			missing: [needed('sstrImaging[]', 'A somatostatin receptor PET or scintigraphy', 'nuclearMedicine')],
		};
	const verdict = isPositive(first);
	if (verdict === null || studies.some((study) => isPositive(study) !== verdict)) return undecided(studies);
	const shared = { because: studies.map(says), evidence: studies.flatMap(studyEvidence) };
	return verdict
		? {
				...shared,
				status: 'met',
				headline: 'The newest receptor study shows uptake at least equal to liver.',
			}
		: { ...shared, status: 'not-met', headline: 'The newest receptor study shows uptake below liver.' };
}

/** S11: the newest receptor study shows adequate expression, read as uptake at least equal to liver. */
export const eligSstrExpression: Rule = {
	...eligibilityRule,
	id: 'ELIG-SSTR-EXPRESSION',
	title: 'Receptor expression',
	source: paper(
		'Assessing patient',
		'SSTR positron emission tomography (PET) scan or SSTR scintigraphy to confirm adequate SSTR expression',
	),
	reads: ['sstrImaging[].modality', 'sstrImaging[].date', uptake, 'sstrImaging[].krenning'],
	policyKeys: [],
	judge: beforeFirstDose(judge),
};
