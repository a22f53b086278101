const longestList = 100_000;
const deepest = 64;
/** Counted unfolded: an object that stands in a thousand places counts a thousand times. */
const mostParts = 2_000_000;

/** Why a text cannot be stored as it was sent; null when it can. */
function whyNotText(text: string): string | null {
	if (text.includes('\0')) return 'holds a character that no text has (NUL)';
	return text.isWellFormed() ? null : 'holds half of a character';
}

function partsOf(value: object): [string, unknown][] | string {
	if (Array.isArray(value)) {
		if (value.length > longestList) return 'is a list that is too long';
		return value.map((one: unknown, place) => [String(place), one]);
	}
	const { getPrototypeOf } = Object;
	if (getPrototypeOf(value) !== Object.prototype && getPrototypeOf(value) !== null)
		return 'is no plain value';
	const parts = Object.entries(value);
	return parts.some(([key]) => key === '__proto__') ? 'has a name that cannot be used' : parts;
}

/**
 * Why an input is not plain data that can be stored: only objects, lists, text, finite numbers, true, false, null and
 * nothing at all. Null when it is. What travels can say more (dates, maps, big integers, rings); no procedure asks for
 * that.
 */
export function whyNotPlain(input: unknown): { path: string; why: string } | null {
	let parts = 0;
	const waiting: { path: string; value: unknown; depth: number }[] = [
		{ path: 'input', value: input, depth: 0 },
	];
	for (let next = waiting.pop(); next; next = waiting.pop()) {
		const { path, value, depth } = next;
		if (++parts > mostParts) return { path: 'input', why: 'is too large' };
		if (value === null || value === undefined || typeof value === 'boolean') continue;
		if (typeof value === 'number' && Number.isFinite(value)) continue;
		if (typeof value === 'string') {
			const why = whyNotText(value);
			if (why !== null) return { path, why };
			continue;
		}
		if (typeof value !== 'object') return { path, why: 'is no plain value' };
		if (depth >= deepest) return { path, why: 'is nested too deep' };
		const held = partsOf(value);
		if (typeof held === 'string') return { path, why: held };
		for (const [key, one] of held) {
			const why = whyNotText(key);
			if (why !== null) return { path, why: `has a name that ${why}` };
			waiting.push({ path: path === 'input' ? key : `${path}.${key}`, value: one, depth: depth + 1 });
		}
	}
	return null;
}
