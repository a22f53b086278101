import {
	compareDecimals,
	compareWhen,
	dateOfWhen,
	decimal,
	largerOf,
	plain,
	plus,
	times,
	type Decimal,
	type PlainDate,
	type When,
} from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import type { LabPoint } from '../../chart/lab-series.ts';
import type { Latest } from '../../chart/latest.ts';
import { absentLab, labEvidence, unreadableMissing } from '../../chart/words.ts';
import { and3, not3, type Tri } from '../../exact/kleene.ts';
import {
	liverLimbs,
	liverToxicity,
	upperLimit,
	type LiverLimbs,
	type LiverPoints,
	type LiverReading,
} from '../../measures/liver.ts';
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
const unseen: LiverPoints = { bilirubin: null, albumin: null, prothrombinRatio: null };

const nothing = (analyte: Part): Latest => ({
	point: null,
	value: null,
	evidence: [],
	missing: [absentLab(analyte, 'a final result in this interval')],
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

/** What is known of the liver at one moment: the newest result of each kind in that interval between doses. */
interface Look extends LiverPoints {
	readonly when: When;
	readonly interval: number;
}

const inTime = (a: LabPoint, b: LabPoint): number => compareWhen(a.when, b.when);

/** One look per moment with a result of any of the three, oldest first; nothing is carried over a dose. */
function looksAt(chart: Chart): Look[] {
	const looks: Look[] = [];
	for (const point of parts.flatMap((part) => chart.series(part).points).sort(inTime)) {
		const before = looks.at(-1);
		const interval = intervalOf(chart, point.date, false);
		const known = before?.interval === interval ? before : unseen;
		if (before && before.interval === interval && compareWhen(before.when, point.when) === 0) looks.pop();
		const { bilirubin, albumin, prothrombinRatio } = known;
		looks.push({
			when: point.when,
			interval,
			bilirubin: point.analyte === 'bilirubin' ? point : bilirubin,
			albumin: point.analyte === 'albumin' ? point : albumin,
			prothrombinRatio: point.analyte === 'prothrombinRatio' ? point : prothrombinRatio,
		});
	}
	return looks;
}

interface Released {
	readonly limit: Decimal | null;
	readonly holds: Tri;
}

/** The baseline bilirubin plus tolerance; null when there is no readable baseline. */
function raisedBaseline(chart: Chart): Decimal | null {
	const baseline = baselineOf(chart, 'bilirubin');
	return baseline?.value
		? times(baseline.value, plus(decimal(1), decimal(chart.policy.returnToBaselineTolerance)))
		: null;
}

/** Bilirubin at most its upper limit of normal, or back at the raised baseline. */
function bilirubinBack(point: LabPoint | null, raised: Decimal | null): Released {
	if (!point || point.value === null) return { limit: null, holds: null };
	const uln = upperLimit(point);
	const limit = uln && raised ? largerOf(uln, raised) : (uln ?? raised);
	if (limit === null) return { limit, holds: null };
	const within = compareDecimals(point.value, limit) <= 0;
	return { limit, holds: within ? true : uln && raised ? false : null };
}

function lookReading(chart: Chart, look: Look): LiverReading {
	const latest = (part: Part): Latest => {
		const point = look[part];
		return point ? known(point) : nothing(part);
	};
	const inr = chart.series('inr').points.findLast((point) => compareWhen(point.when, look.when) <= 0) ?? null;
	const values = {
		bilirubin: latest('bilirubin'),
		albumin: latest('albumin'),
		prothrombinRatio: latest('prothrombinRatio'),
		inr,
	};
	return liverToxicity(values, table3);
}

/** The oldest result that a look rests on; the prothrombin ratio only where albumin is low. */
function oldestOf(look: Look, limbs: LiverLimbs): PlainDate {
	const ratio = limbs.albumin === false ? null : look.prothrombinRatio;
	return [look.bilirubin, look.albumin, ratio].reduce(
		(oldest, point) => (point && point.date < oldest ? point.date : oldest),
		dateOfWhen(look.when),
	);
}

function observationOf(chart: Chart, look: Look, raised: Decimal | null): Observation {
	const limbs = liverLimbs(look, table3);
	const back = bilirubinBack(look.bilirubin, raised);
	return {
		when: look.when,
		date: dateOfWhen(look.when),
		active: limbs.toxic,
		resolved: and3([not3(limbs.toxic), back.holds]),
		restsOn: oldestOf(look, limbs),
		tell: () => {
			const { because, evidence, missing } = lookReading(chart, look);
			return { says: because.join(' '), evidence, missing };
		},
	};
}

/** Before treatment the definition decides and nothing has to come back. */
function bilirubinUntil(chart: Chart, raised: Decimal | null): string {
	const newest = chart.series('bilirubin').points.at(-1) ?? null;
	const uln = newest && upperLimit(newest);
	const { limit } = chart.firstDose
		? bilirubinBack(newest, raised)
		: { limit: uln && times(decimal(table3.bilirubinXuln), uln) };
	if (limit !== null) return `bilirubin at most ${plain(limit, 2)} mg/dL`;
	return chart.firstDose
		? 'bilirubin back at normal or baseline'
		: `bilirubin at most ${table3.bilirubinXuln} times its upper limit of normal`;
}

function untilText(chart: Chart, raised: Decimal | null): string {
	return `${bilirubinUntil(chart, raised)}, and albumin at least 30 g/L or prothrombin ratio at least 70 %`;
}

/** Whether a preliminary result would be toxic beside the newest others of its interval if it stood, or might be. */
function pendingIsToxic(chart: Chart, pending: LabPoint, last: Look | undefined): boolean {
	const interval = intervalOf(chart, pending.date, false);
	const { bilirubin, albumin, prothrombinRatio } = last?.interval === interval ? last : unseen;
	const limbs = liverLimbs(
		{
			bilirubin: pending.analyte === 'bilirubin' ? pending : bilirubin,
			albumin: pending.analyte === 'albumin' ? pending : albumin,
			prothrombinRatio: pending.analyte === 'prothrombinRatio' ? pending : prothrombinRatio,
		},
		table3,
	);
	const own =
		pending.analyte === 'bilirubin' ? limbs.bilirubin : and3([limbs.albumin, limbs.prothrombinRatio]);
	return own !== false && limbs.toxic !== false;
}

/** Preliminary results that stand against the newest look: it may not speak for the patient. */
function pendingLooks(chart: Chart, looks: readonly Look[]): Observation[] {
	const last = looks.at(-1);
	return parts.flatMap((part) => {
		const { pending } = chart.series(part);
		const found = pendingObservation(
			chart,
			part,
			() => pending !== null && pendingIsToxic(chart, pending, last),
		);
		return found.map((one) =>
			last && compareWhen(last.when, one.when) > 0 ? { ...one, when: last.when } : one,
		);
	});
}

function row(chart: Chart): RowQuestion {
	const raised = raisedBaseline(chart);
	const looks = looksAt(chart);
	return {
		name: 'Liver function',
		observations: [
			...looks.map((look) => observationOf(chart, look, raised)),
			...pendingLooks(chart, looks),
		].sort((a, b) => compareWhen(a.when, b.when)),
		sameDayAfter: false,
		silenceIsQuiet: false,
		isRecent: (one) => chart.isRecent(one.restsOn),
		until: untilText(chart, raised),
		absent: absentLab(
			'bilirubin',
			`bilirubin and albumin${chart.lastDose ? ' since the last dose' : ''}, at most ${chart.policy.labMaxAgeDays} days old`,
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
