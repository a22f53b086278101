/**
 * Text that may stand in a letter: without control characters and without the Unicode characters that reorder or hide
 * their neighbours (embeddings, overrides, isolates, invisible operators), with single line breaks as spaces, at most
 * `limit` characters. Right-to-left names stay as they are; only forced direction is taken out.
 */
export function cleanText(text: string, limit = 2_000): string {
	const plain = text
		.toWellFormed()
		.replace(/[\t\n\r\u2028\u2029]+/g, ' ')
		.replace(/[\p{Cc}\u200B\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/gu, '')
		.normalize('NFC')
		.trim();
	return plain.length <= limit ? plain : `${plain.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
