import type { CaseRow } from '#lib/api/shapes.ts';
import { grouped, placeOf, type Group, type Viewpoint } from './group.ts';

export interface Held {
	/** What to show now: every row where the reader has it, with fresh words. */
	groups: Group[];
	/** How many rows would come, go or change their place; they wait for the reader. */
	waiting: number;
}

const placesOf = (groups: readonly Group[]): Map<string, string> =>
	new Map(groups.flatMap((group) => group.rows.map(({ row }) => [row.caseId, group.id] as const)));

const sequence = (groups: readonly Group[]): string =>
	groups.flatMap((group) => group.rows.map(({ row }) => row.caseId)).join();

function countMoves(shown: readonly Group[], target: readonly Group[]): number {
	const [before, after] = [placesOf(shown), placesOf(target)];
	const ids = new Set([...before.keys(), ...after.keys()]);
	const moved = [...ids].filter((id) => before.get(id) !== after.get(id)).length;
	return moved === 0 && sequence(shown) !== sequence(target) ? 1 : moved;
}

/**
 * Takes fresh rows into a list that somebody is reading: words and counts change in place, but no row comes, goes or
 * moves under the cursor until the reader asks for it.
 */
export function holdOrder(shown: readonly Group[], fresh: readonly CaseRow[], at: Viewpoint): Held {
	const byId = new Map(fresh.map((row) => [row.caseId, row]));
	const groups = shown.map((group) => ({
		...group,
		rows: group.rows.map((item) => {
			const row = byId.get(item.row.caseId);
			return row === undefined ? item : { row, why: placeOf(row, at).why };
		}),
	}));
	return { groups, waiting: countMoves(shown, grouped(fresh, at)) };
}
