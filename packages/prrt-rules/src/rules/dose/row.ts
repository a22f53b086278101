import type { PlainDate, When } from '@consilium/case-model';
import type { Tri } from '../../exact/kleene.ts';
import type { AlternateReading, Evidence, Missing } from '../../finding.ts';

/** One look at the toxicity of one row of Table 3: a result, a set of results, or a graded adverse event. */
export interface Observation {
	readonly when: When;
	readonly date: PlainDate;
	/** The row's toxicity is present. */
	readonly active: Tri;
	/** The row's condition for resumption is reached. */
	readonly resolved: Tri;
	/** The oldest fact that the observation rests on: that one must be recent enough. */
	readonly restsOn: PlainDate;
	/** The words for it: asked for only where the observation is told. */
	tell(): Told;
}

export interface Told {
	/** One sentence with the numbers filled in. */
	readonly says: string;
	readonly evidence: readonly Evidence[];
	/** What would have to be known where `active` or `resolved` is not. */
	readonly missing: readonly Missing[];
}

/** What the row engine needs to know of a row. */
export interface RowQuestion {
	/** 'Platelets', 'Neutrophils', 'vomiting': the subject of sentences. */
	readonly name: string;
	/** Oldest first. */
	readonly observations: readonly Observation[];
	/** True for adverse events: one on a dose day belongs to that dose. A laboratory result belongs to the dose before. */
	readonly sameDayAfter: boolean;
	/** True where silence since the last dose means nothing happened (a review vouches for it elsewhere). */
	readonly silenceIsQuiet: boolean;
	/** Recent enough on the reference day. */
	isRecent(observation: Observation): boolean;
	/** What releases a hold, with numbers. */
	readonly until: string;
	/** What to ask for when nothing usable is on record. */
	readonly absent: Missing;
}

export type RowStatus =
	'clear' | 'reescalate-permitted' | 'reduce' | 'cannot-determine' | 'hold' | 'discontinue';

/** From the mildest to the strictest; missing data never softens a certain hold or discontinuation. */
export const strictness: readonly RowStatus[] = [
	'clear',
	'reescalate-permitted',
	'reduce',
	'cannot-determine',
	'hold',
	'discontinue',
];

export interface RowAnswer {
	readonly status: RowStatus;
	readonly headline: string;
	readonly because: readonly string[];
	readonly evidence: readonly Evidence[];
	readonly missing: readonly Missing[];
	/** The intervals between doses (1 = after the first recorded dose) in which the toxicity was present. */
	readonly episodes: readonly number[];
	/** The day on which sixteen weeks are over, while an episode is open. */
	readonly limit?: PlainDate;
	readonly until?: readonly string[];
	readonly alternateReading?: AlternateReading;
}

/** The strictest of several answers; the first one among equals. */
export function strictest<T extends { readonly status: RowStatus }>(answers: readonly [T, ...T[]]): T {
	return answers.reduce((worst, answer) =>
		strictness.indexOf(answer.status) > strictness.indexOf(worst.status) ? answer : worst,
	);
}
