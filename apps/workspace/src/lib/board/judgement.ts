import type { CaseRecord, FactProblem, FieldPath } from '@consilium/case-model';
import { evaluateCase, type Evaluation } from '@consilium/prrt-rules';

/** What the rules say about a record, or since when they could not be asked. */
export interface Judgement {
	evaluation: Evaluation | null;
	/** Entered, but not usable by any rule: by field, why. */
	problems: ReadonlyMap<FieldPath, string>;
	checkedAt: number;
	/** When the rules stopped working, and why; the evaluation is then the last one that worked. */
	stopped: { since: number; why: string } | null;
}

interface JudgedAs {
	today: string;
	timeZone: string;
	conflicted: ReadonlySet<FieldPath>;
	/** Addresses at which a document holds something that is no entry of its field. */
	unreadable?: ReadonlySet<FieldPath>;
}

/** All reasons of a field together: a second one never hides the first. */
function byPath(problems: readonly FactProblem[]): Map<FieldPath, string> {
	const reasons = new Map<FieldPath, string>();
	for (const { path, why } of problems) {
		const before = reasons.get(path);
		reasons.set(path, before === undefined || before === why ? why : `${before}; ${why}`);
	}
	return reasons;
}

/** Judges a record as of a day. A fault in the rules never takes the board down: the last result stays, marked stale. */
export function judge(
	record: CaseRecord,
	{ today, timeZone, conflicted, unreadable }: JudgedAs,
	last?: Judgement,
): Judgement {
	const now = Date.now();
	try {
		const { evaluation, problems } = evaluateCase(record, {
			asOf: today,
			timeZone,
			conflicted,
			...(unreadable ? { unreadable } : {}),
		});
		return {
			evaluation,
			problems: byPath(problems),
			checkedAt: now,
			stopped: null,
		};
	} catch (error) {
		return {
			evaluation: last?.evaluation ?? null,
			problems: last?.problems ?? new Map(),
			checkedAt: last?.checkedAt ?? now,
			stopped: {
				since: last?.stopped?.since ?? now,
				why: error instanceof Error ? error.message : String(error),
			},
		};
	}
}
