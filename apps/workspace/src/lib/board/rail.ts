import type { Evaluation, Finding } from '@consilium/prrt-rules';
import type { Override } from '#lib/api/shapes.ts';

/** Four levels, told by shape: stop, check, info, and cannot tell (never "OK"). */
export type Level = 'stop' | 'check' | 'info' | 'cannotTell';

export interface Judged {
	finding: Finding;
	level: Level;
	/** A standing override of exactly these values. */
	override: Override | null;
	/** The newest override of other values: it no longer holds. */
	lapsed: Override | null;
}

/** Findings that belong together as one card: the dose decision, eligibility. */
export interface Folded {
	level: Level;
	rows: Judged[];
}

export interface Rail {
	/** The one dose decision with the findings it rests on; null when no dose is due any more. */
	dose: Folded | null;
	eligibility: Folded | null;
	single: Judged[];
	overridden: Judged[];
	quiet: Finding[];
}

const weight: Record<Level, number> = { stop: 0, check: 1, cannotTell: 2, info: 3 };

/** The level of a finding that is not quiet. */
export function levelOf(finding: Finding): Level {
	if (finding.status === 'cannot-determine') return 'cannotTell';
	if (finding.severity === 'critical') return 'stop';
	return finding.severity === 'warning' ? 'check' : 'info';
}

function judged(finding: Finding, overrides: readonly Override[]): Judged {
	const ours = overrides.filter((one) => one.findingKey === finding.key && !one.withdrawn);
	const standing = ours.findLast((one) => one.factsFingerprint === finding.factsFingerprint) ?? null;
	return {
		finding,
		level: levelOf(finding),
		override: standing,
		lapsed: standing ? null : (ours.at(-1) ?? null),
	};
}

const byWeight = (a: Judged, b: Judged): number => weight[a.level] - weight[b.level];

function folded(rows: Judged[]): Folded | null {
	const [worst] = rows.toSorted(byWeight);
	return worst ? { level: worst.level, rows: rows.toSorted(byWeight) } : null;
}

const doseLevels: Record<Evaluation['decisions']['nextDose']['action'], Level | null> = {
	hold: 'stop',
	discontinue: 'stop',
	'give-3.7': 'check',
	'cannot-determine': 'cannotTell',
	'give-7.4': 'info',
	none: null,
};

/** The decision gives the card its level: a washout may withhold a dose for which every toxicity row is clear. */
function doseCard(evaluation: Evaluation, rows: Judged[]): Folded | null {
	const level = doseLevels[evaluation.decisions.nextDose.action];
	return level === null ? folded(rows) : { level, rows: rows.toSorted(byWeight) };
}

/** What the rail shows: one dose card and one eligibility card with their rows, the others by weight, quiet ones apart. */
export function railOf(evaluation: Evaluation, overrides: readonly Override[]): Rail {
	const speaking = evaluation.findings
		.filter((finding) => finding.severity !== 'none')
		.map((finding) => judged(finding, overrides));
	const open = speaking.filter((one) => !one.override);
	const inGroup = (group: string) => open.filter((one) => one.finding.group === group);
	return {
		dose: doseCard(evaluation, inGroup('dose')),
		eligibility: folded(inGroup('eligibility')),
		single: open.filter((one) => !['dose', 'eligibility'].includes(one.finding.group)).sort(byWeight),
		overridden: speaking.filter((one) => one.override),
		quiet: evaluation.findings.filter((finding) => finding.severity === 'none'),
	};
}

/** Every open finding of the rail, worst first. */
export const openFindings = (rail: Rail): Judged[] =>
	[...(rail.dose?.rows ?? []), ...(rail.eligibility?.rows ?? []), ...rail.single].sort(byWeight);

export type Card =
	| { kind: 'dose' | 'eligibility'; key: string; level: Level; folded: Folded }
	| { kind: 'single'; key: string; level: Level; judged: Judged };

/** The dose decision first, then the cards from the heaviest on. Single findings that only inform are not among them. */
export function cardsOf(rail: Rail): Card[] {
	const cards: Card[] = [];
	for (const kind of ['dose', 'eligibility'] as const) {
		const folded = rail[kind];
		if (folded) cards.push({ kind, key: kind, level: folded.level, folded });
	}
	for (const judged of rail.single)
		if (judged.level !== 'info')
			cards.push({ kind: 'single', key: judged.finding.key, level: judged.level, judged });
	return cards.sort(
		(a, b) => Number(b.kind === 'dose') - Number(a.kind === 'dose') || weight[a.level] - weight[b.level],
	);
}
