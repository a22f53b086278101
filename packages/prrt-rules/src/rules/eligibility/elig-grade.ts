import type { Chart } from '../../chart/chart.ts';
import { needed } from '../../chart/recorded.ts';
import { listed } from '../../chart/words.ts';
import type { Verdict } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';
import { readGrade, type TumorGrade } from '../grading/grade-set.ts';
import { reportEvidence, reportMissing, reportSays } from '../grading/grade-words.ts';
import { beforeFirstDose, eligibilityRule } from './applies.ts';

const higherGrade = paper(
	'Assessing patient',
	'Higher-grade tumors may be considered on a case-by-case basis when there is somatostatin receptor avidity',
);

const everyOne = (possible: readonly TumorGrade[], allowed: readonly TumorGrade[]): boolean =>
	possible.length > 0 && possible.every((grade) => allowed.includes(grade));

function judge(chart: Chart): Verdict {
	const reading = readGrade(chart);
	const evidence = reading.reports.flatMap(reportEvidence);
	const fits =
		reading.possible.length === 0 ? 'No class fits' : `Still possible: ${listed(reading.possible)}`;
	const because = [...reading.reports.map(reportSays), `${fits}.`];
	if (!reading.conflict && everyOne(reading.possible, ['G1', 'G2']))
		return { status: 'met', headline: `Low grade: ${listed(reading.possible)}.`, because, evidence };
	if (!reading.conflict && everyOne(reading.possible, ['G3']))
		return {
			status: 'case-by-case',
			headline: 'G3 tumor: considered case by case when receptor-avid and all other criteria are met.',
			because,
			evidence,
			source: higherGrade,
		};
	if (!reading.conflict && everyOne(reading.possible, ['NEC']))
		return {
			status: 'not-met',
			headline: 'Neuroendocrine carcinoma, not a neuroendocrine tumor.',
			because,
			evidence,
		};
	const missing = reading.reports.flatMap(reportMissing);
	return {
		status: 'cannot-determine',
		headline: reading.conflict
			? 'The grade cannot be used: the pathology report contradicts itself.'
			: 'The grade is not certain enough to tell whether it is low.',
		because,
		evidence,
		missing:
			missing.length > 0
				? missing
				: [needed('tumor.pathology[]', 'A pathology report that fits one grade', 'pathologist')],
	};
}

/** S15, S21, A-19: every still possible grade is G1 or G2; G3 is case by case; NEC is outside the indication. */
export const eligGrade: Rule = {
	...eligibilityRule,
	id: 'ELIG-GRADE',
	title: 'Low-grade tumor',
	source: paper('Table 1', 'Low-grade (G1 or G2) metastatic GEP NET'),
	reads: [
		'tumor.pathology[].date',
		'tumor.pathology[].differentiation',
		'tumor.pathology[].mitoses',
		'tumor.pathology[].ki67',
		'tumor.pathology[].reportedGrade',
	],
	policyKeys: [],
	judge: beforeFirstDose(judge),
};
