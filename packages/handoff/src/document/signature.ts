import { formatDate } from '@consilium/case-model';
import type { HandoffDocument, SignatureLine } from './document.ts';

const unsigned: Record<HandoffDocument['kind'], string> = {
	'referral-back': 'DRAFT: not signed',
	'referral-packet': 'Sent with the referral; not a signed document',
};

/** What a document says of itself wherever it is shown: its signature, or that it has none. */
export function statusText({ kind }: HandoffDocument, signature: SignatureLine | undefined): string {
	return signature ? signatureText(signature) : unsigned[kind];
}

/** An instant as recorded, with its offset: `25-May-2026 14:02 (UTC-05:00)`. */
export function formatSignedAt(at: string): string {
	const offset = /(Z|[+-]\d\d:\d\d)$/.exec(at)?.[1] ?? '';
	const zone = offset === 'Z' || offset === '+00:00' ? 'UTC' : `UTC${offset}`;
	return `${formatDate(at.slice(0, 10))} ${at.slice(11, 16)} (${zone})`;
}

/** Who signed, as what, when, with which meaning, and the hash of what was signed. */
function signatureText(line: SignatureLine): string {
	const who = `${line.by}, ${line.role}, ${line.centerName}`;
	return `Signed by ${who} on ${formatSignedAt(line.at)}. Meaning: ${line.meaning}. SHA-256 ${line.hash}`;
}
