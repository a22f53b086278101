import type { When } from '@consilium/case-model';
import type { Chart, GivenDose } from '../../chart/chart.ts';
import type { Moments } from '../../chart/moments.ts';
import { needed, recorded } from '../../chart/recorded.ts';
import type { Evidence, Missing, RuleGroup, Verdict } from '../../finding.ts';

/** What every rule about an infusion day shares. */
export const infusionRule: { version: string; group: RuleGroup } = { version: '1.0.0', group: 'infusion' };

/** Rows about a dose carry its number as their id. */
const ofDose = <Row extends Evidence | Missing>(rows: readonly Row[] | undefined, id: string): Row[] =>
	(rows ?? []).map((row) => (row.id === undefined && row.path.startsWith('doses[]') ? { ...row, id } : row));

/** One verdict for each dose given, in the order of the doses. */
export const perDose =
	(judge: (chart: Chart, given: GivenDose) => Verdict) =>
	(chart: Chart): Verdict[] =>
		chart.doses.map((given) => {
			const subject = String(given.n);
			const verdict = judge(chart, given);
			return {
				subject,
				...verdict,
				evidence: ofDose(verdict.evidence, subject),
				missing: ofDose(verdict.missing, subject),
			};
		});

/** A recorded time of an infusion day: its moments, its evidence, or what is missing. */
export interface TimeRead {
	readonly when: When | null;
	readonly moments: Moments | null;
	readonly evidence: readonly Evidence[];
	readonly missing: readonly Missing[];
}

export function timeOf(chart: Chart, path: string, label: string, when: When | null | undefined): TimeRead {
	if (when === null || when === undefined)
		return {
			when: null,
			moments: null,
			evidence: [],
			missing: [needed(path, `The time of: ${label.toLowerCase()}`, 'nuclearMedicine')],
		};
	return {
		when,
		moments: chart.moments(when),
		evidence: [recorded(path, label, when, { at: when })],
		missing: [],
	};
}

/** The verdict when a time that decides is absent or only a date. */
export function timesUnknown(headline: string, times: readonly TimeRead[]): Verdict {
	const imprecise = times.flatMap(({ when, evidence }) =>
		when !== null && when.length === 10
			? evidence.map((row) =>
					needed(row.path, `The clock time of: ${row.label.toLowerCase()}`, 'nuclearMedicine', 'precision'),
				)
			: [],
	);
	return {
		status: 'cannot-determine',
		headline,
		evidence: times.flatMap((time) => time.evidence),
		missing: [...times.flatMap((time) => time.missing), ...imprecise],
	};
}

/** Minutes between two recorded instants as '2 h 45 min'. */
export function apart(first: Moments, second: Moments): string {
	const minutes = Math.round((second.from - first.to) / 60_000);
	const size = Math.abs(minutes);
	return `${minutes < 0 ? 'minus ' : ''}${size >= 60 ? `${Math.floor(size / 60)} h ` : ''}${size % 60} min`;
}
