import { dateInZone, type CaseRecord, type FieldPath, type PlainDate } from '@consilium/case-model';
import { evaluateCase, type CaseJudgement } from '@consilium/prrt-rules';

/** The calendar day of a moment where the case is at home. */
export const dayIn = (now: Date, timeZone: string): PlainDate => dateInZone(now.getTime(), timeZone);

/**
 * The rules' judgement of a drafted case for a day. The same function that the browser runs, on the same record: a
 * value in conflict is told to the rules as unreadable, and no decision permits anything on top of what could not be read.
 */
export function judge(
	view: {
		record: CaseRecord;
		conflicts: readonly { path: FieldPath }[];
		unreadable: readonly { path: FieldPath }[];
	},
	{ timeZone, asOf }: { timeZone: string; asOf: string },
): CaseJudgement {
	const conflicted = new Set(view.conflicts.map((conflict) => conflict.path));
	const unreadable = new Set(view.unreadable.map(({ path }) => path));
	return evaluateCase(view.record, { asOf, timeZone, conflicted, unreadable });
}
