/** An exact number n/d with d > 0. Comparison and arithmetic never round, so 3.6 equals 3 x 1.2. */
export interface Decimal {
	readonly n: bigint;
	readonly d: bigint;
}

const significantDigits = 12;

/** Decimals already read: the same limits and factors come back all the time. Emptied when full. */
const read = new Map<number, Decimal>();
const readAtMost = 2048;

/**
 * A finite JSON number read as the decimal a person wrote: digits after the twelfth significant one are
 * binary noise (0.1 + 0.2) and are dropped. Throws on NaN and infinities.
 */
export function decimal(value: number): Decimal {
	if (!Number.isFinite(value)) throw new RangeError('not a finite number');
	if (Number.isSafeInteger(value)) return { n: BigInt(value), d: 1n };
	const known = read.get(value);
	if (known) return known;
	const fresh = fromText(Number(value.toPrecision(significantDigits)).toString());
	if (read.size >= readAtMost) read.clear();
	read.set(value, fresh);
	return fresh;
}

function fromText(text: string): Decimal {
	const [mantissa = '', exponentText = '0'] = text.split('e');
	const [whole = '', fraction = ''] = mantissa.split('.');
	const exponent = Number(exponentText) - fraction.length;
	const digits = BigInt(whole + fraction);
	return exponent >= 0
		? { n: digits * 10n ** BigInt(exponent), d: 1n }
		: { n: digits, d: 10n ** BigInt(-exponent) };
}

export const times = (a: Decimal, b: Decimal): Decimal => ({ n: a.n * b.n, d: a.d * b.d });
export const plus = (a: Decimal, b: Decimal): Decimal => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
export const minus = (a: Decimal, b: Decimal): Decimal => ({ n: a.n * b.d - b.n * a.d, d: a.d * b.d });

/** a divided by b, exactly; throws when b is zero. */
export function over(a: Decimal, b: Decimal): Decimal {
	if (b.n === 0n) throw new RangeError('division by zero');
	return b.n < 0n ? { n: -a.n * b.d, d: -(a.d * b.n) } : { n: a.n * b.d, d: a.d * b.n };
}

/** Negative, zero or positive as a is below, equal to or above b. */
export function compareDecimals(a: Decimal, b: Decimal): number {
	const difference = a.d === b.d ? a.n - b.n : a.n * b.d - b.n * a.d;
	return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const isBelow = (a: Decimal, b: Decimal): boolean => compareDecimals(a, b) < 0;
export const isAbove = (a: Decimal, b: Decimal): boolean => compareDecimals(a, b) > 0;
export const isEqual = (a: Decimal, b: Decimal): boolean => compareDecimals(a, b) === 0;
export const largerOf = (a: Decimal, b: Decimal): Decimal => (isBelow(a, b) ? b : a);

/** Written with exactly `places` digits after the point, halves away from zero. */
export function fixed(value: Decimal, places: number): string {
	const scale = 10n ** BigInt(places);
	const magnitude = value.n < 0n ? -value.n : value.n;
	const rounded = (2n * magnitude * scale + value.d) / (2n * value.d);
	const digits = rounded.toString().padStart(places + 1, '0');
	const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
	return value.n < 0n && rounded !== 0n ? `-${text}` : text;
}

/** Written with at most `places` digits after the point and no trailing zeros: 7.4, 80, 0.96. */
export function plain(value: Decimal, places = 3): string {
	const text = fixed(value, places);
	return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/**
 * A recorded number as `plain(decimal(value), 9)` writes it. A short text has neither binary noise nor more than
 * nine digits after the point, and is what a person wrote.
 */
export function plainNumber(value: number): string {
	const text = String(value);
	return text.length <= 10 && !text.includes('e') ? text : plain(decimal(value), 9);
}

/** The nearest JavaScript number: for plots and measures, never for a comparison. */
export const toNumber = (value: Decimal): number => Number(plain(value, 12));
