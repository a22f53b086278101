import { addDays, analyteEntry, type PlainDate } from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import { counted, day, listed } from '../../chart/words.ts';
import type { Verdict } from '../../finding.ts';
import { labPaths, paper, type Rule } from '../../rule.ts';
import { panelOf, type PanelRow } from './panel.ts';

/** The first day whose results count: after the last dose, and recent enough on the reference day. */
function firstDay(chart: Chart): PlainDate {
	const recent = addDays(chart.reference, -chart.policy.labMaxAgeDays);
	const after = chart.lastDose ? addDays(chart.lastDose.date, 1) : recent;
	return after > recent ? after : recent;
}

/** The panel as it must stand before the next dose. */
export const panelBeforeDose = (chart: Chart): PanelRow[] => panelOf(chart, firstDay(chart), chart.reference);

function judge(chart: Chart): Verdict {
	const rows = panelBeforeDose(chart);
	const absent = rows.filter((row) => !row.done);
	const names = listed(absent.map(({ analyte }) => analyteEntry(analyte).short));
	const quiet = chart.ended ? { severity: 'none' as const } : {};
	const shared = {
		...quiet,
		because: [`Results from ${day(firstDay(chart))} through ${day(chart.reference)} count.`],
		evidence: rows.flatMap((row) => row.evidence),
		missing: rows.flatMap((row) => row.missing),
		measures: { missing: absent.map(({ analyte }) => analyte) },
	};
	return absent.length === 0
		? { ...shared, status: 'complete', headline: 'All eleven tests before the dose are on record.' }
		: {
				...shared,
				status: 'incomplete',
				headline: `${counted(absent.length, 'test')} missing before the dose: ${names}.`,
			};
}

/** S49, S50: the eleven tests, readable and final, since the last dose and at most the policy's age before the next. */
export const labPanelComplete: Rule = {
	id: 'LAB-PANEL-COMPLETE',
	version: '1.0.0',
	title: 'Blood tests before the dose',
	group: 'laboratory',
	statuses: { complete: 'none', incomplete: 'warning' },
	source: paper(
		'Treatment',
		'blood urea nitrogen, creatinine, albumin, alkaline phosphatase, aspartate aminotransferase, alanine aminotransferase, total bilirubin, white blood cell with differential',
	),
	reads: [...labPaths, 'doses[].infusionStart', 'plan.nextDoseAt', 'course.status'],
	policyKeys: ['labMaxAgeDays'],
	judge: (chart) => [judge(chart)],
};
