/** From a value to its place on a line, and back. */
export interface LinearScale {
	(value: number): number;
	invert(place: number): number;
}

/** The straight scale that puts `from` at `start` and `to` at `end`; what has no extent lies in the middle. */
export function linearScale(
	[from, to]: readonly [number, number],
	[start, end]: readonly [number, number],
): LinearScale {
	const part = (value: number, low: number, high: number) =>
		low === high ? 0.5 : (value - low) / (high - low);
	const place = (value: number) => start + (end - start) * part(value, from, to);
	return Object.assign(place, {
		invert: (at: number) => from + (to - from) * part(at, start, end),
	});
}
