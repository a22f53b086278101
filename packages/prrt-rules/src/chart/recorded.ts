import type { When } from '@consilium/case-model';
import type { AskRole, Evidence, Missing, MissingReason } from '../finding.ts';

interface Seen {
	readonly id?: string | undefined;
	readonly unit?: string | undefined;
	readonly at?: When | null | undefined;
	readonly used?: Evidence['used'];
	readonly why?: string;
}

/** The evidence row of a recorded fact that is not a lab result. */
export function recorded(path: string, label: string, value: string | null, seen: Seen = {}): Evidence {
	const { id, unit, at, used = 'decisive', why } = seen;
	const row: Evidence = { path, label, used };
	if (id !== undefined) row.id = id;
	if (value !== null) row.value = value;
	if (unit !== undefined) row.unit = unit;
	if (at !== undefined && at !== null) row.at = at;
	if (why !== undefined) row.why = why;
	return row;
}

/** A missing item for a fact that is not a lab result. */
export const needed = (
	path: string,
	need: string,
	askRole: AskRole,
	reason: MissingReason = 'absent',
	id?: string,
): Missing => ({ path, ...(id === undefined ? {} : { id }), need, reason, askRole });
