import { parsePath } from '@consilium/case-model';

/** The board's address at the section of a field; the board itself when the path is none. */
export function boardHref(caseId: string, path: string): string {
	const parsed = parsePath(path);
	return parsed === null ? `/cases/${caseId}` : `/cases/${caseId}#${parsed.section}`;
}
