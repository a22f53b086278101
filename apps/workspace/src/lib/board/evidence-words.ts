import { formatDate, formatWhen, isPlainDate, isUnit, unitLabel } from '@consilium/case-model';
import type { Evidence, Finding, Missing, Source } from '@consilium/prrt-rules';

/** Calendar dates inside a text in the words of the board (H5). */
export const withDates = (text: string): string =>
	text.replace(/\d{4}-\d{2}-\d{2}/g, (date) => (isPlainDate(date) ? formatDate(date) : date));

/** What was recorded, with its unit. */
export function evidenceValue({ value, unit }: Evidence): string {
	if (value === undefined) return '';
	const words = isUnit(unit) ? unitLabel(unit) : (unit ?? '');
	return `${withDates(value)}${words === '' || value.includes(words) ? '' : ` ${words}`}`;
}

/** `Platelets 62 ×10⁹/L · 11-May-2026`. A date that the value already says is not said twice. */
export function evidenceText(one: Evidence): string {
	const value = evidenceValue(one);
	const at = one.at === undefined ? '' : formatWhen(one.at);
	return `${one.label}${value === '' ? '' : ` ${value}`}${at === '' || value.includes(at) ? '' : ` · ${at}`}`;
}

/** What is missing, each need once. */
export const missingOnce = (finding: Finding): Missing[] => [
	...new Map(finding.missing.map((one) => [`${one.need} ${one.askRole}`, one])).values(),
];

/** `Hendifar 2022, Table 3`. */
export function sourceShort({ citation, section }: Source): string {
	const [author = citation] = citation.split(/[ ,]/);
	const year = /\b(?:19|20)\d{2}\b/.exec(citation)?.[0];
	return `${author}${year ? ` ${year}` : ''}, ${section}`;
}
