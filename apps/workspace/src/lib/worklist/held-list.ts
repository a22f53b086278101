import type { CaseRow } from '#lib/api/shapes.ts';

export interface Fresh {
	/** The rows to show now: in the order the reader has before the eyes, with fresh words where nothing moves. */
	rows: CaseRow[];
	/** How many rows would come, go or change their place; they wait for the reader. */
	waiting: number;
}

/**
 * Takes fresh rows into a list that somebody is reading: words change in place, but no row comes, goes or moves
 * under the cursor. `placeKey` says where a row belongs; when it changes, the old row stays until the reader asks.
 */
export function holdOrder(
	shown: readonly CaseRow[],
	fresh: readonly CaseRow[],
	placeKey: (row: CaseRow) => string,
): Fresh {
	const byId = new Map(fresh.map((row) => [row.caseId, row]));
	const known = new Set(shown.map((row) => row.caseId));
	let waiting = fresh.filter((row) => !known.has(row.caseId)).length;
	const rows = shown.map((row) => {
		const next = byId.get(row.caseId);
		if (next !== undefined && placeKey(next) === placeKey(row)) return next;
		waiting += 1;
		return row;
	});
	return { rows, waiting };
}
