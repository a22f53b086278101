import { fieldPathOfFact, rowPath, rowsOf, type CaseRecord, type FieldPath } from '@consilium/case-model';

/** What the rules name a row by where it is not the board's own id: a dose by its number, a body weight by its day. */
const namedBy: Readonly<Record<string, string>> = { cycles: 'n', weights: 'measuredOn' };

function ownRow(record: CaseRecord, section: string, name: string): string | undefined {
	const field = namedBy[section];
	if (field === undefined) return undefined;
	return rowsOf(record, section).find((row) => String(row.value(field)) === name)?.id;
}

/** The field on the board behind a fact that a finding used or misses; null when the board has none. */
export function evidencePath(record: CaseRecord, fact: { path: string; id?: string }): FieldPath | null {
	const path = fieldPathOfFact(fact.path, fact.id);
	if (path === null || fact.id === undefined) return path;
	const [section, row, field] = path.split('/');
	if (section === undefined || row === undefined || field === undefined) return path;
	const own = ownRow(record, section, section === 'cycles' ? row.replace(/^\D+/, '') : row);
	return own === undefined ? path : rowPath(section, own, field);
}
