import { formatDate } from '@consilium/case-model';
import type { SignatureLine } from './document.ts';

/** What an unsigned document says of itself wherever it is shown. */
export const unsignedText = 'DRAFT: not signed';

/** An instant as recorded, with its offset: `25-May-2026 14:02 (UTC-05:00)`. */
export function formatSignedAt(at: string): string {
	const offset = /(Z|[+-]\d\d:\d\d)$/.exec(at)?.[1] ?? '';
	const zone = offset === 'Z' || offset === '+00:00' ? 'UTC' : `UTC${offset}`;
	return `${formatDate(at.slice(0, 10))} ${at.slice(11, 16)} (${zone})`;
}

/** Who signed, as what, when, with which meaning, and the hash of what was signed. */
export function signatureText(line: SignatureLine): string {
	const who = `${line.by}, ${line.role}, ${line.centerName}`;
	return `Signed by ${who} on ${formatSignedAt(line.at)}. Meaning: ${line.meaning}. SHA-256 ${line.hash}`;
}
