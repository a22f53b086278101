import {
	compareDecimals,
	compareWhen,
	dateOfWhen,
	decimal,
	instantMs,
	isInstant,
	largerOf,
	plain,
	plus,
	times,
	type Analyte,
	type Decimal,
	type When,
} from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import type { LabPoint } from '../../chart/lab-series.ts';
import type { Latest } from '../../chart/latest.ts';
import { absentLab, labEvidence, unreadableMissing } from '../../chart/words.ts';
import { and3, not3, type Tri } from '../../exact/kleene.ts';
import { liverToxicity, upperLimit } from '../../measures/liver.ts';
import { labPaths, paper, type Rule } from '../../rule.ts';
import { baselineOf } from './baseline.ts';
import { dosePaths, dosePolicyKeys, doseRule, whileDosesRemain } from './dose-rule.ts';
import { pendingObservation, unreadableSays } from './lab-row.ts';
import { intervalOf, judgeRow } from './row-engine.ts';
import type { Observation, RowQuestion } from './row.ts';

/** Table 3's own numbers; a site cannot change them, unlike the reserve at entry. */
const table3 = { bilirubinXuln: 3, albumin: 30, prothrombinRatio: 70 } as const;
const parts = ['bilirubin', 'albumin', 'prothrombinRatio'] as const;
type Part = (typeof parts)[number];

const nothing = (analyte: Part): Latest => ({
	point: null,
	value: null,
	evidence: [],
	missing: [absentLab(analyte, 'a final result since the last dose')],
	because: [`No ${analyte === 'prothrombinRatio' ? 'prothrombin ratio' : analyte} result in this interval.`],
});

function known(point: LabPoint): Latest {
	const evidence = [labEvidence(point, 'decisive', point.reason ?? undefined)];
	return point.value === null
		? {
				point: null,
				value: null,
				evidence,
				missing: [unreadableMissing(point)],
				because: [unreadableSays(point)],
			}
		: { point, value: point.value, evidence, missing: [], because: [] };
}

/** Collection times of any of the three, oldest first, each moment once. */
function lookTimes(chart: Chart): When[] {
	const byMoment = new Map<string | number, When>();
	for (const analyte of parts)
		for (const { when } of chart.series(analyte).points)
			byMoment.set(isInstant(when) ? instantMs(when) : when, when);
	return [...byMoment.values()].sort(compareWhen);
}

/** The newest result of an analyte at a look, taken from the same interval between doses only. */
function newestAt(chart: Chart, analyte: Analyte, look: When): LabPoint | undefined {
	const interval = intervalOf(chart, dateOfWhen(look), false);
	return chart
		.series(analyte)
		.points.findLast(
			(point) => compareWhen(point.when, look) <= 0 && intervalOf(chart, point.date, false) === interval,
		);
}

interface Released {
	readonly limit: Decimal | null;
	readonly holds: Tri;
}

/** Bilirubin at most its upper limit of normal, or back at baseline plus tolerance. */
function bilirubinBack(chart: Chart, point: LabPoint | undefined, baseline: LabPoint | null): Released {
	if (!point || point.value === null) return { limit: null, holds: null };
	const uln = upperLimit(point);
	const raised = baseline?.value
		? times(baseline.value, plus(decimal(1), decimal(chart.policy.returnToBaselineTolerance)))
		: null;
	const limit = uln && raised ? largerOf(uln, raised) : (uln ?? raised);
	if (limit === null) return { limit, holds: null };
	const within = compareDecimals(point.value, limit) <= 0;
	return { limit, holds: within ? true : uln && raised ? false : null };
}

function observationAt(chart: Chart, look: When, baseline: LabPoint | null): Observation {
	const points = Object.fromEntries(parts.map((part) => [part, newestAt(chart, part, look)])) as Record<
		Part,
		LabPoint | undefined
	>;
	const latest = (part: Part): Latest => {
		const point = points[part];
		return point ? known(point) : nothing(part);
	};
	const liver = liverToxicity(
		{
			bilirubin: latest('bilirubin'),
			albumin: latest('albumin'),
			prothrombinRatio: latest('prothrombinRatio'),
			inr: newestAt(chart, 'inr', look) ?? null,
		},
		table3,
	);
	const back = bilirubinBack(chart, points.bilirubin, baseline);
	const used = liver.evidence.flatMap((fact) =>
		fact.at === undefined || fact.used === 'ignored' ? [] : [dateOfWhen(fact.at)],
	);
	return {
		when: look,
		date: dateOfWhen(look),
		active: liver.toxic,
		resolved: and3([not3(liver.toxic), back.holds]),
		restsOn: used.sort()[0] ?? dateOfWhen(look),
		says: liver.because.join(' '),
		evidence: liver.evidence,
		missing: liver.missing,
	};
}

function untilText(chart: Chart, baseline: LabPoint | null): string {
	const newest = chart.series('bilirubin').points.at(-1);
	const { limit } = bilirubinBack(chart, newest, baseline);
	const bilirubin =
		limit === null ? 'bilirubin back at normal or baseline' : `bilirubin at most ${plain(limit, 2)} mg/dL`;
	return `${bilirubin}, and albumin at least 30 g/L or prothrombin ratio at least 70 %`;
}

const isToxicBilirubin = (chart: Chart) => (value: Decimal) => {
	const { pending } = chart.series('bilirubin');
	const uln = pending ? upperLimit(pending) : null;
	return uln === null || compareDecimals(value, times(decimal(table3.bilirubinXuln), uln)) > 0;
};

function row(chart: Chart): RowQuestion {
	const baseline = baselineOf(chart, 'bilirubin');
	return {
		name: 'Liver function',
		observations: [
			...lookTimes(chart).map((look) => observationAt(chart, look, baseline)),
			...pendingObservation(chart, 'bilirubin', isToxicBilirubin(chart)),
		].sort((a, b) => compareWhen(a.when, b.when)),
		sameDayAfter: false,
		silenceIsQuiet: false,
		isRecent: (one) => chart.isRecent(one.restsOn),
		until: untilText(chart, baseline),
		absent: absentLab(
			'bilirubin',
			`bilirubin and albumin since the last dose, at most ${chart.policy.labMaxAgeDays} days old`,
		),
	};
}

/** Table 3, row 4: bilirubin above 3 x ULN, or albumin below 30 g/L with prothrombin ratio below 70 %. */
export const doseHepatic: Rule = {
	...doseRule,
	id: 'DOSE-HEPATIC',
	title: 'Hepatotoxicity',
	source: paper('Table 3', 'Bilirubinemia >3 times the upper limit of normal (grade 3 or 4)'),
	reads: [...labPaths, 'labs[].ref.high', ...dosePaths],
	policyKeys: ['returnToBaselineTolerance', ...dosePolicyKeys],
	judge: whileDosesRemain((chart) => judgeRow(row(chart), chart)),
};
