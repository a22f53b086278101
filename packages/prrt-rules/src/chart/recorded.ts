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
	return {
		path,
		...(seen.id === undefined ? {} : { id: seen.id }),
		label,
		...(value === null ? {} : { value }),
		...(seen.unit === undefined ? {} : { unit: seen.unit }),
		...(seen.at === undefined || seen.at === null ? {} : { at: seen.at }),
		used: seen.used ?? 'decisive',
		...(seen.why === undefined ? {} : { why: seen.why }),
	};
}

/** A missing item for a fact that is not a lab result. */
export const needed = (
	path: string,
	need: string,
	askRole: AskRole,
	reason: MissingReason = 'absent',
	id?: string,
): Missing => ({ path, ...(id === undefined ? {} : { id }), need, reason, askRole });
