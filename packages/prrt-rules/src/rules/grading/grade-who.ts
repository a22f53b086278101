import { needed } from '../../chart/recorded.ts';
import { listed } from '../../chart/words.ts';
import type { Source, Verdict } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';
import { readGrade, type GradeReading, type TumorGrade } from './grade-set.ts';
import { reportEvidence, reportMissing, reportSays } from './grade-words.ts';

const definedBy = (quote: string): Source => paper('Diagnosis, grading, and staging', quote);

/** The sentence that defines each grade. */
const sources: Readonly<Record<TumorGrade, Source>> = {
	G1: definedBy('G1: well-differentiated NET with <2 mitoses per 2 mm² and <3% Ki-67 index'),
	G2: definedBy('G2: well-differentiated NET with 2–20 mitoses per 2 mm² or 3%–20% Ki-67 index'),
	G3: definedBy('G3: well-differentiated NET with >20 mitoses per 2 mm² or >20% Ki-67 index'),
	NEC: definedBy(
		'Poorly differentiated neuroendocrine carcinoma with >20 mitoses per 2 mm² or >20% Ki-67 index',
	),
};

const noReport: Verdict = {
	status: 'cannot-determine',
	headline: 'Tumor grade cannot be told: no pathology report is recorded.',
	missing: [needed('tumor.pathology[]', 'A pathology report', 'pathologist')],
};

const base = ({ reports }: GradeReading): Pick<Verdict, 'because' | 'evidence'> => ({
	because: reports.map(reportSays),
	evidence: reports.flatMap(reportEvidence),
});

function contradicted(reading: GradeReading): Verdict {
	const { because = [], evidence = [] } = base(reading);
	const fits = reading.possible.length === 0 ? 'no class' : listed(reading.possible);
	return {
		status: 'conflict',
		headline: 'The pathology report contradicts itself: its parts do not fit one grade.',
		because: [...because, `Differentiation, mitotic rate and Ki-67 together fit ${fits}.`],
		evidence,
		missing: reading.reports.map((report) =>
			needed(
				'tumor.pathology[].reportedGrade',
				'Which part of the report is right',
				'pathologist',
				'conflict',
				report.id,
			),
		),
	};
}

function judge(reading: GradeReading): Verdict {
	if (reading.reports.length === 0) return noReport;
	if (reading.conflict) return contradicted(reading);
	const [only, ...others] = reading.possible;
	if (only !== undefined && others.length === 0)
		return {
			...base(reading),
			status: only,
			headline: `Tumor grade by the reported measures: ${only}.`,
			source: sources[only],
		};
	const { because = [], evidence = [] } = base(reading);
	return {
		status: 'cannot-determine',
		headline: `Tumor grade cannot be told: ${listed(reading.possible)} are all still possible.`,
		because: [...because, `What is recorded leaves ${listed(reading.possible)} possible.`],
		evidence,
		missing: reading.reports.flatMap(reportMissing),
	};
}

/** S01 to S04, S07: the grade from differentiation, mitotic rate and Ki-67 of the newest report. */
export const gradeWho: Rule = {
	id: 'GRADE-WHO',
	version: '1.0.0',
	title: 'Tumor grade',
	group: 'grading',
	statuses: {
		G1: 'none',
		G2: 'none',
		G3: 'none',
		NEC: 'none',
		conflict: 'warning',
		'cannot-determine': 'warning',
	},
	source: sources.G2,
	reads: [
		'tumor.pathology[].date',
		'tumor.pathology[].differentiation',
		'tumor.pathology[].mitoses',
		'tumor.pathology[].ki67',
		'tumor.pathology[].reportedGrade',
	],
	policyKeys: [],
	judge: (chart) => [judge(readGrade(chart))],
};
