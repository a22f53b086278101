import type { CaseFacts, When } from '@consilium/case-model';

/** A case as it might stand: facts and the day it is judged for. */
export interface Draft {
	readonly facts: CaseFacts;
	readonly asOf: When;
}

/** One input that would have to be different. `id` names the row when it is one that is on record. */
export interface Change {
	readonly path: string;
	readonly id?: string;
	/** The value that suffices, with its unit. */
	readonly to: string;
	/** A clause for a list: 'platelets at least 75 ×10⁹/L on 06-Feb-2025'. */
	readonly says: string;
}

/** One input that can be moved in steps, from 0 (as it is) to `last` (as far as it can help). */
export interface Lever {
	readonly last: number;
	apply(draft: Draft, step: number): Draft;
	change(step: number): Change;
}
