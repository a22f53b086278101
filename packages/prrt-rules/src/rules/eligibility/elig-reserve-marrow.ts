import { decimal, isBelow, type Analyte, type Decimal } from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import { analyteName } from '../../chart/lab-series.ts';
import { latestOf, type Latest } from '../../chart/latest.ts';
import { pendingAgainst } from '../../chart/pending.ts';
import { day, inCanonical, listed, shownPoint } from '../../chart/words.ts';
import { and3, type Tri } from '../../exact/kleene.ts';
import type { Verdict } from '../../finding.ts';
import { labPaths, paper, type Rule } from '../../rule.ts';
import { beforeFirstDose, eligibilityRule } from './applies.ts';

interface Limb {
	readonly analyte: Analyte;
	readonly limit: Decimal;
	readonly latest: Latest;
	readonly enough: Tri;
}

function limbOf(chart: Chart, analyte: Analyte, threshold: number): Limb {
	const limit = decimal(threshold);
	const newest = latestOf(chart, analyte);
	const latest = pendingAgainst(chart, newest, analyte, (value) => isBelow(value, limit));
	return { analyte, limit, latest, enough: latest.value === null ? null : !isBelow(latest.value, limit) };
}

function says({ analyte, limit, latest, enough }: Limb): readonly string[] {
	if (latest.point === null || enough === null) return latest.because;
	const side = enough ? 'not below' : 'below';
	return [
		`${shownPoint(latest.point)} ${analyteName(analyte)} on ${day(latest.point.date)} is ${side} ${inCanonical(analyte, limit)}.`,
	];
}

function judge(chart: Chart): Verdict {
	const { reserve } = chart.policy;
	const limbs = [
		limbOf(chart, 'platelets', reserve.platelets),
		limbOf(chart, 'hemoglobin', reserve.hemoglobin),
		limbOf(chart, 'neutrophils', reserve.neutrophils),
	];
	const shared = {
		because: limbs.flatMap(says),
		evidence: limbs.flatMap(({ latest }) => latest.evidence),
		missing: limbs.flatMap(({ latest }) => latest.missing),
	};
	const enough = and3(limbs.map((limb) => limb.enough));
	const names = (wanted: Tri): string =>
		listed(limbs.filter((limb) => limb.enough === wanted).map(({ analyte }) => analyteName(analyte)));
	if (enough === false)
		return {
			...shared,
			status: 'not-met',
			headline: `Bone marrow reserve is below the limit: ${names(false)}.`,
		};
	if (enough === null)
		return {
			...shared,
			status: 'cannot-determine',
			headline: `Bone marrow reserve cannot be told: ${names(null)}.`,
		};
	return {
		...shared,
		status: 'met',
		headline: 'Platelets, hemoglobin and neutrophils reach the reserve limits.',
	};
}

/** S20, A-07: counts that Table 3 would not withhold on the first day. */
export const eligReserveMarrow: Rule = {
	...eligibilityRule,
	id: 'ELIG-RESERVE-MARROW',
	title: 'Bone marrow reserve',
	source: paper(
		'Table 1',
		'Patients with inadequate bone marrow, renal or hepatic reserves, or poor performance status',
	),
	reads: [...labPaths, 'plan.nextDoseAt'],
	policyKeys: ['reserve', 'labMaxAgeDays'],
	judge: beforeFirstDose(judge),
};
