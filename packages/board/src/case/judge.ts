import {
	caseFacts,
	dateInZone,
	type CaseFacts,
	type CaseRecord,
	type FactProblem,
	type FieldPath,
	type PlainDate,
} from '@consilium/case-model';
import { evaluate, type Evaluation } from '@consilium/prrt-rules';

export interface Judgement {
	facts: CaseFacts;
	problems: FactProblem[];
	evaluation: Evaluation;
}

/** The calendar day of a moment where the case is at home. */
export const dayIn = (now: Date, timeZone: string): PlainDate => dateInZone(now.getTime(), timeZone);

/**
 * The rules' judgement of a drafted case for a day. The same function that the browser runs, on the same record: a
 * value in conflict is told to the rules as unreadable.
 */
export function judge(
	view: { record: CaseRecord; conflicts: readonly { path: FieldPath }[] },
	{ timeZone, asOf }: { timeZone: string; asOf: string },
): Judgement {
	const conflicted = new Set(view.conflicts.map((conflict) => conflict.path));
	const { facts, problems } = caseFacts(view.record, { timeZone, conflicted });
	return { facts, problems, evaluation: evaluate(facts, { asOf }) };
}
