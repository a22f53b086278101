/** The code points that a set of fonts can draw, as sorted ranges [first, last]. */
export type Coverage = readonly (readonly [number, number])[];

function cmapTable(font: Buffer): Buffer | null {
	const tables = font.readUInt16BE(4);
	for (let index = 0; index < tables; index += 1) {
		const at = 12 + index * 16;
		if (font.toString('latin1', at, at + 4) === 'cmap') return font.subarray(font.readUInt32BE(at + 8));
	}
	return null;
}

function segmentRanges(table: Buffer): [number, number][] {
	const count = table.readUInt16BE(6) / 2;
	return Array.from({ length: count }, (_, index): [number, number] => [
		table.readUInt16BE(16 + count * 2 + index * 2),
		table.readUInt16BE(14 + index * 2),
	]).filter(([first]) => first !== 0xffff);
}

function groupRanges(table: Buffer): [number, number][] {
	const count = table.readUInt32BE(12);
	return Array.from({ length: count }, (_, index): [number, number] => [
		table.readUInt32BE(16 + index * 12),
		table.readUInt32BE(20 + index * 12),
	]);
}

function rangesOf(font: Buffer): [number, number][] {
	const cmap = cmapTable(font);
	if (!cmap) return [];
	const subtables = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) =>
		cmap.subarray(cmap.readUInt32BE(4 + index * 8 + 4)),
	);
	return subtables.flatMap((table) => {
		const format = table.readUInt16BE(0);
		if (format === 4) return segmentRanges(table);
		return format === 12 ? groupRanges(table) : [];
	});
}

/** What OpenType fonts (their `cmap` of format 4 or 12) can draw together. */
export function coverageOf(fonts: readonly Buffer[]): Coverage {
	return fonts.flatMap(rangesOf).sort(([a], [b]) => a - b);
}

/** Drawn as nothing or as a break, whatever the font. */
const invisible = (code: number): boolean => code < 0x20 || (code >= 0x200b && code <= 0x200f);

/** The text with each character that no font covers written as its code point, e.g. `[U+6F22]`. */
export function shownWithin(coverage: Coverage, text: string): string {
	return text.replace(/[^\x20-\x7e]/gu, (sign) => {
		const code = sign.codePointAt(0) ?? 0;
		const drawn = invisible(code) || coverage.some(([first, last]) => code >= first && code <= last);
		return drawn ? sign : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
	});
}
