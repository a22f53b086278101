import { dateOfWhen, type PlainDate } from '@consilium/case-model';
import type { Chart } from '../chart/chart.ts';
import type { Finding } from '../finding.ts';
import type { Eligibility } from './eligibility.ts';

/** What the rules say about the next dose. `notBefore`: the latest bound of interval and washout. */
export interface NextDose {
	action: 'give-7.4' | 'give-3.7' | 'hold' | 'discontinue' | 'cannot-determine' | 'none';
	reescalation?: true;
	notBefore?: PlainDate;
	until?: string[];
	/** Keys of the findings that decide. */
	because: string[];
}

const deciding: readonly string[] = [
	'DOSE-THROMBOCYTOPENIA',
	'DOSE-ANEMIA-NEUTROPENIA',
	'DOSE-RENAL',
	'DOSE-HEPATIC',
	'DOSE-NONHEM',
	'DOSE-HYPERSENSITIVITY',
	'HOLD-SSA-LAR',
	'HOLD-SSA-SHORT',
	'SCHED-DOSE-INTERVAL',
];

const holding: readonly string[] = ['hold', 'not-met', 'too-early'];

const eligibilityHolds: Partial<Record<Eligibility, string>> = {
	'not-eligible': 'every eligibility criterion met',
};

/** Criteria that on their own hold the first dose, whatever else about eligibility is unknown. */
const holdingFirstDose: readonly string[] = ['ELIG-SSTR-IMAGING-CURRENT'];

const eligibilityAsks: Partial<Record<Eligibility, string>> = {
	'cannot-determine': 'every eligibility criterion known',
	'case-by-case': 'the decision of the board on the criteria judged case by case',
};

function latestBound(findings: readonly Finding[], today: PlainDate, always: boolean): PlainDate | undefined {
	const bounds = findings.flatMap(({ status, window }) => {
		const bound = window?.notBefore ?? window?.earliestDose ?? window?.windowStart;
		const counts = holding.includes(status) || (always && bound !== undefined && dateOfWhen(bound) > today);
		return bound !== undefined && counts ? [dateOfWhen(bound)] : [];
	});
	return bounds.sort().at(-1);
}

const withStatus = (findings: readonly Finding[], wanted: readonly string[]): Finding[] =>
	findings.filter((finding) => wanted.includes(finding.status));

function held(chart: Chart, findings: readonly Finding[], eligibility: Eligibility): NextDose | null {
	const holds = withStatus(findings, holding);
	const condition = chart.given === 0 ? eligibilityHolds[eligibility] : undefined;
	if (holds.length === 0 && condition === undefined) return null;
	const notBefore = latestBound(holds, chart.today, false);
	return {
		action: 'hold',
		...(notBefore === undefined ? {} : { notBefore }),
		until: [
			...holds.flatMap((finding) => finding.until ?? []),
			...(condition === undefined ? [] : [condition]),
		],
		because: holds.map((finding) => finding.key),
	};
}

function undecided(chart: Chart, findings: readonly Finding[], eligibility: Eligibility): NextDose | null {
	const unknown = withStatus(findings, ['cannot-determine']);
	const asks = [
		...unknown.flatMap((finding) => finding.missing.map((item) => item.need)),
		...(chart.given === 0 ? [eligibilityAsks[eligibility] ?? []].flat() : []),
		...(chart.plannedDate === null ? ['a planned day for the next dose'] : []),
		...(chart.ended === null ? ['whether the course goes on'] : []),
	];
	if (unknown.length === 0 && asks.length === 0) return null;
	const notBefore = chart.plannedDate === null ? latestBound(findings, chart.today, true) : undefined;
	return {
		action: 'cannot-determine',
		...(notBefore === undefined ? {} : { notBefore }),
		until: [...new Set(asks)],
		because: unknown.map((finding) => finding.key),
	};
}

/**
 * The next dose by the strictest of all that speak to it: discontinue, hold, cannot determine, 3.7 GBq, 7.4 GBq.
 * Before the first dose eligibility speaks too. Without a planned day nothing is ever permitted.
 */
export function decideNextDose(
	chart: Chart,
	findings: readonly Finding[],
	eligibility: Eligibility,
): NextDose {
	if (chart.ended) return { action: 'none', because: [] };
	const speaks = (finding: Finding): boolean =>
		deciding.includes(finding.ruleId) ||
		(chart.given === 0 && finding.status === 'not-met' && holdingFirstDose.includes(finding.ruleId));
	const own = findings.filter(speaks);
	const final = withStatus(own, ['discontinue']);
	if (final.length > 0) return { action: 'discontinue', because: final.map((finding) => finding.key) };
	const stopped = held(chart, own, eligibility) ?? undecided(chart, own, eligibility);
	if (stopped) return stopped;
	const reduced = withStatus(own, ['reduce']);
	if (reduced.length > 0) return { action: 'give-3.7', because: reduced.map((finding) => finding.key) };
	const after = withStatus(own, ['reescalate-permitted']).map((finding) => finding.key);
	return chart.lastDose?.reduced
		? { action: 'give-7.4', reescalation: true, because: after }
		: { action: 'give-7.4', because: [] };
}
