import type { PathologyReport } from '@consilium/case-model';
import { needed, recorded } from '../../chart/recorded.ts';
import { day, listed } from '../../chart/words.ts';
import type { Verdict } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';
import { readGrade } from './grade-set.ts';

const parts = [
	{ field: 'differentiation', label: 'differentiation' },
	{ field: 'mitoses', label: 'mitotic rate' },
	{ field: 'ki67', label: 'Ki-67' },
	{ field: 'gradingScheme', label: 'grading scheme' },
] as const;

const isGiven = (report: PathologyReport, field: (typeof parts)[number]['field']): boolean =>
	report[field] !== undefined && report[field] !== null && report[field] !== '';

function judge(reports: readonly PathologyReport[]): Verdict {
	const absent = parts.filter(({ field }) => !reports.some((report) => isGiven(report, field)));
	const newest = reports[0];
	if (!newest)
		return {
			status: 'incomplete',
			headline: 'No pathology report is recorded.',
			missing: [needed('tumor.pathology[]', 'A pathology report', 'pathologist')],
		};
	const evidence = parts
		.filter((part) => !absent.includes(part))
		.map(({ field, label }) =>
			recorded(`tumor.pathology[].${field}`, label, 'recorded', { id: newest.id, at: newest.date }),
		);
	if (absent.length === 0)
		return {
			status: 'complete',
			headline: `The pathology report of ${day(newest.date)} has all parts that grading needs.`,
			evidence,
		};
	const names = absent.map(({ label }) => label);
	return {
		status: 'incomplete',
		headline: `The pathology report of ${day(newest.date)} lacks ${listed(names)}.`,
		because: [`Not recorded in the newest report: ${listed(names)}.`],
		evidence,
		missing: absent.map(({ field, label }) =>
			needed(`tumor.pathology[].${field}`, `The ${label}`, 'pathologist', 'absent', newest.id),
		),
		measures: { missing: absent.map(({ field }) => field) },
	};
}

/** S05, S06: whether the newest report has differentiation, mitotic rate, Ki-67 and the scheme used. */
export const gradePathComplete: Rule = {
	id: 'GRADE-PATH-COMPLETE',
	version: '1.0.0',
	title: 'Pathology report complete',
	group: 'grading',
	statuses: { complete: 'none', incomplete: 'info' },
	source: paper(
		'Diagnosis, grading, and staging',
		'tumor differentiation, mitotic rate, and Ki-67 rate be included in the pathology report',
	),
	reads: [
		'tumor.pathology[].date',
		'tumor.pathology[].differentiation',
		'tumor.pathology[].mitoses',
		'tumor.pathology[].ki67',
		'tumor.pathology[].gradingScheme',
	],
	policyKeys: [],
	judge: (chart) => [judge(readGrade(chart).reports)],
};
