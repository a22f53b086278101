import { fieldPathOfFact, rowPath, rowsOf, type CaseRecord, type FieldPath } from '@consilium/case-model';

/** A dose is known to the rules by its number, to the board by its row. */
function cycleRow(record: CaseRecord, n: string): string | undefined {
	return rowsOf(record, 'cycles').find((row) => String(row.value('n')) === n)?.id;
}

/** The field on the board behind a fact that a finding used or misses; null when the board has none. */
export function evidencePath(record: CaseRecord, fact: { path: string; id?: string }): FieldPath | null {
	const path = fieldPathOfFact(fact.path, fact.id);
	if (path === null || fact.id === undefined) return path;
	const [section, row, field] = path.split('/');
	if (section !== 'cycles' || row === undefined || field === undefined) return path;
	const known = cycleRow(record, row.replace(/^\D+/, ''));
	return known === undefined ? path : rowPath('cycles', known, field);
}
