import { comparators, type Comparator } from './quantity.ts';

export type TextReading<T> =
	| { ok: true; value: T; echo?: string }
	| { ok: false; message: string; suggestions?: { text: string; label: string }[] };

const spaces = /[\s\u00a0\u202f\u2009]/g;
const plainNumber = /^[+-]?\d+(\.\d+)?$/;

/** `62 000` and `62'000` are one number; a comma is a decimal comma or a thousands comma, so it is asked back. */
function commaReadings(text: string): { text: string; label: string }[] {
	const point = text.replace(',', '.');
	const joined = text.replaceAll(',', '');
	const asThousands = /^\d{1,3}(,\d{3})+$/.test(text)
		? [{ text: joined, label: `${joined} (thousands)` }]
		: [];
	const asDecimal = text.split(',').length === 2 ? [{ text: point, label: `${point} (decimal comma)` }] : [];
	return [...asDecimal, ...asThousands];
}

/**
 * A decimal number from what a person typed. Refused, never guessed: an empty text, a comma (both readings are offered),
 * exponents, words. Spaces between groups of three digits are accepted.
 */
export function parseNumberText(raw: string): TextReading<number> {
	const trimmed = raw.trim();
	if (trimmed === '') return { ok: false, message: 'Enter a number' };
	const grouped = /^[+-]?\d{1,3}([\s\u00a0\u202f\u2009']\d{3})+(\.\d+)?$/.test(trimmed);
	const text = grouped ? trimmed.replace(spaces, '').replaceAll("'", '') : trimmed;
	if (/^[+-]?[\d,]+$/.test(text) && text.includes(',')) {
		const suggestions = commaReadings(text);
		return {
			ok: false,
			message: `“${trimmed}” can be read in more than one way: use a point for decimals`,
			suggestions,
		};
	}
	if (!plainNumber.test(text)) return { ok: false, message: `“${trimmed}” is not a number` };
	const value = Number(text);
	return Number.isFinite(value) && text.replace(/\D/g, '').length <= 15
		? { ok: true, value }
		: { ok: false, message: `“${trimmed}” has more digits than can be kept exactly` };
}

const comparatorText: Record<string, Comparator> = { '≤': '<=', '≥': '>=' };

/** A number that may carry a comparator: `<10`, `≤ 5`, `>= 20`; the comparator is kept as one. */
export function parseComparedNumber(raw: string): TextReading<{ value: number; comparator?: Comparator }> {
	const found = /^\s*(<=|>=|<|>|≤|≥)?(.*)$/s.exec(raw);
	const sign = found?.[1];
	const number = parseNumberText(found?.[2] ?? '');
	if (!number.ok) return number;
	if (sign === undefined) return { ok: true, value: { value: number.value } };
	const comparator = comparatorText[sign] ?? comparators.find((one) => one === sign);
	return comparator
		? { ok: true, value: { value: number.value, comparator } }
		: { ok: false, message: `“${sign}” is not a comparator` };
}
