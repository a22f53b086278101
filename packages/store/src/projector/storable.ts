/** JSON in the database holds neither NUL nor half a surrogate pair: shown as the character for what cannot be shown. */
const cleaned = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');

function copied(value: unknown): unknown {
	if (typeof value === 'string') return cleaned(value);
	if (typeof value === 'bigint') return value.toString();
	if (value instanceof Uint8Array) return `${value.length} bytes`;
	if (Array.isArray(value)) return value.map(copied);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [cleaned(key), copied(one)]));
}

/**
 * The same value with every text such that the database can hold it as JSON. What a hostile or broken client wrote
 * into a document must not keep its case, or the start of the server, from being projected.
 */
export function storable<T>(value: T): T {
	return copied(value) as T;
}

/** Whether the view itself is what cannot be saved: asking the store again cannot help. */
export function isHopeless(error: unknown): boolean {
	if (error instanceof TypeError || error instanceof RangeError) return true;
	if (typeof error !== 'object' || error === null) return false;
	if ('code' in error && typeof error.code === 'string') return error.code.startsWith('22');
	return 'cause' in error && isHopeless(error.cause);
}
