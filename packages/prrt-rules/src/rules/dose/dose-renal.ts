import {
	compareDecimals,
	decimal,
	fixed,
	isBelow,
	over,
	plain,
	plus,
	times,
	type Decimal,
} from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import type { LabPoint } from '../../chart/lab-series.ts';
import { needed } from '../../chart/recorded.ts';
import { absentLab, day, labEvidence, shownPoint, unreadableMissing } from '../../chart/words.ts';
import { and3, not3, or3, type Tri } from '../../exact/kleene.ts';
import type { Missing, Verdict } from '../../finding.ts';
import { clearanceAt, type Clearance } from '../../measures/clearance.ts';
import { clearancePaths, labPaths, paper, type Rule } from '../../rule.ts';
import { baselineOf } from './baseline.ts';
import { dosePaths, dosePolicyKeys, doseRule, whileDosesRemain } from './dose-rule.ts';
import { pendingObservation, unreadableSays } from './lab-row.ts';
import { judgeRow } from './row-engine.ts';
import type { Observation, RowQuestion } from './row.ts';

const clearanceLimit = decimal(40);
const risenFactor = decimal(1.4);
const fallenFactor = decimal(0.6);

const boardReference = needed(
	'labs[].q',
	'A renal reference set by the board: the baseline clearance is below 40 mL/min',
	'netSpecialist',
	'conflict',
);

/** What a creatinine result is compared with. */
interface Baseline {
	readonly point: LabPoint | null;
	readonly creatinine: Decimal | null;
	readonly clearance: Decimal | null;
	/** The creatinine at which the function is back: the baseline plus tolerance. */
	readonly back: Decimal | null;
	/** The creatinine that is 40 % up. */
	readonly risen: Decimal | null;
	/** The clearance that is 40 % down. */
	readonly fallen: Decimal | null;
	readonly missing: readonly Missing[];
}

const unknown = { creatinine: null, clearance: null, back: null, risen: null, fallen: null } as const;

function readBaseline(chart: Chart): Baseline {
	const point = baselineOf(chart, 'creatinine');
	if (!point)
		return {
			...unknown,
			point,
			missing: [absentLab('creatinine', 'a baseline on or before the day of dose 1')],
		};
	if (point.value === null) return { ...unknown, point, missing: [unreadableMissing(point)] };
	const { value: clearance, missing } = clearanceAt(chart, point);
	const tolerance = decimal(chart.policy.returnToBaselineTolerance);
	return {
		point,
		creatinine: point.value,
		clearance,
		back: times(point.value, plus(decimal(1), tolerance)),
		risen: times(point.value, risenFactor),
		fallen: clearance === null ? null : times(clearance, fallenFactor),
		missing,
	};
}

interface Limbs {
	readonly low: Tri;
	readonly risen: Tri;
	readonly fallen: Tri;
}

/** The three definitions of renal toxicity. A baseline already below the limit makes the first one mute. */
function limbsOf(value: Decimal, clearance: Clearance, baseline: Baseline): Limbs {
	const alreadyLow = baseline.clearance !== null && isBelow(baseline.clearance, clearanceLimit);
	const low: Tri = clearance.value === null ? null : isBelow(clearance.value, clearanceLimit);
	return {
		low: low && alreadyLow ? null : low,
		risen: baseline.risen === null ? null : compareDecimals(value, baseline.risen) >= 0,
		fallen:
			clearance.value === null || baseline.fallen === null
				? null
				: compareDecimals(clearance.value, baseline.fallen) <= 0,
	};
}

/** Before treatment nothing can have changed: only the clearance itself counts. */
const isActive = (chart: Chart, { low, risen, fallen }: Limbs): Tri =>
	chart.firstDose === null ? low : or3([low, risen, fallen]);

function changeSays(point: LabPoint, value: Decimal, baseline: Baseline): string {
	const shown = `Creatinine ${shownPoint(point)} on ${day(point.date)}`;
	if (baseline.creatinine === null || !baseline.point) return `${shown}; no usable baseline.`;
	const ratio = plain(over(value, baseline.creatinine), 2);
	return `${shown} is ${ratio} times the baseline of ${plain(baseline.creatinine, 3)} mg/dL (${day(baseline.point.date)}).`;
}

function observationOf(chart: Chart, point: LabPoint, baseline: Baseline): Observation {
	const shared = { when: point.when, date: point.date, restsOn: point.date };
	const { value } = point;
	if (value === null)
		return {
			...shared,
			active: null,
			resolved: null,
			tell: () => ({
				says: unreadableSays(point),
				evidence: [labEvidence(point, 'decisive', point.reason ?? undefined)],
				missing: [unreadableMissing(point)],
			}),
		};
	const clearance = clearanceAt(chart, point);
	const treated = chart.firstDose !== null;
	const limbs = limbsOf(value, clearance, baseline);
	const active = isActive(chart, limbs);
	const back: Tri = baseline.back === null ? null : compareDecimals(value, baseline.back) <= 0;
	const mute = limbs.low === null && clearance.value !== null;
	return {
		...shared,
		active,
		resolved: and3([not3(active), back]),
		tell: () => {
			const told = clearance.tell();
			return {
				says: `${changeSays(point, value, baseline)} ${told.says}${mute ? ' The baseline clearance was already below 40 mL/min.' : ''}`,
				evidence: [labEvidence(point, 'decisive'), ...told.evidence],
				missing: [
					...clearance.missing,
					...(treated ? baseline.missing : []),
					...(mute ? [boardReference] : []),
				],
			};
		},
	};
}

/** Before treatment only the clearance is judged, and nothing has to come back. */
function untilText(chart: Chart, { back }: Baseline): string {
	if (!chart.firstDose) return `creatinine clearance at least ${plain(clearanceLimit)} mL/min`;
	if (back === null) return 'renal function back at baseline (no usable baseline is recorded)';
	return `creatinine at most ${plain(back, 3)} mg/dL (baseline plus tolerance) and no renal limb present`;
}

/** Whether the preliminary creatinine would be toxic if it stood, or might be. */
function pendingIsToxic(chart: Chart, baseline: Baseline): boolean {
	const { pending } = chart.series('creatinine');
	if (!pending || pending.value === null) return false;
	return isActive(chart, limbsOf(pending.value, clearanceAt(chart, pending), baseline)) !== false;
}

function row(chart: Chart, baseline: Baseline): RowQuestion {
	const { points } = chart.series('creatinine');
	return {
		name: 'Renal function',
		observations: [
			...points.map((point) => observationOf(chart, point, baseline)),
			...pendingObservation(chart, 'creatinine', () => pendingIsToxic(chart, baseline)),
		],
		sameDayAfter: false,
		silenceIsQuiet: false,
		isRecent: (one) => chart.isRecent(one.restsOn),
		until: untilText(chart, baseline),
		absent: absentLab(
			'creatinine',
			`a final result${chart.lastDose ? ' since the last dose' : ''}, at most ${chart.policy.labMaxAgeDays} days old`,
		),
	};
}

function measures(chart: Chart, baseline: Baseline): Pick<Verdict, 'measures'> {
	const newest = chart.series('creatinine').points.at(-1);
	const clearance = newest && newest.value !== null ? clearanceAt(chart, newest).value : null;
	return {
		measures: {
			...(clearance === null ? {} : { crcl: Number(fixed(clearance, 2)) }),
			...(baseline.clearance === null ? {} : { baselineCrcl: Number(fixed(baseline.clearance, 2)) }),
		},
	};
}

/** Table 3, row 3: clearance below 40 mL/min, creatinine 40 % up or clearance 40 % down; resolved back at baseline. */
export const doseRenal: Rule = {
	...doseRule,
	id: 'DOSE-RENAL',
	title: 'Renal toxicity',
	source: paper('Table 3', 'Withhold treatment until complete resolution or return to baseline'),
	reads: [...labPaths, ...clearancePaths, ...dosePaths],
	policyKeys: ['returnToBaselineTolerance', 'weightMaxAgeDays', ...dosePolicyKeys],
	judge: (chart) => {
		const baseline = readBaseline(chart);
		const told = whileDosesRemain((open) => judgeRow(row(open, baseline), open))(chart);
		return chart.ended ? told : told.map((verdict) => ({ ...verdict, ...measures(chart, baseline) }));
	},
};
