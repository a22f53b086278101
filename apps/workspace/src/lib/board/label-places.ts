export interface Label {
	/** Where the marker ends: a label beside it starts a gap after. */
	x: number;
	text: string;
}
export interface Placed {
	x: number;
	/** 0 is the marker's own line; more are lines below it. Null: no room, the text stays in the tooltip and the table. */
	track: number | null;
	anchor: 'start' | 'end';
}

const charWidth = 5.9;
const gap = 6;

/** The width of a text in the plot's small type, a little on the safe side. */
export const textWidth = (text: string): number => text.length * charWidth + 2;

type Taken = [number, number][];
const isFree = (taken: Taken, from: number, to: number): boolean =>
	taken.every(([a, b]) => to + gap <= a || from >= b + gap);

/**
 * A place for each label so that no two touch and none leaves `[left, right]`: beside its marker if the line is free
 * of markers and labels, else on the first lower line with room. `markers` are the stretches that markers occupy.
 */
export function placeLabels(
	labels: readonly Label[],
	markers: Taken,
	{ left, right, tracks = 4 }: { left: number; right: number; tracks?: number },
): Placed[] {
	const lines: Taken[] = Array.from({ length: tracks }, () => []);
	lines[0]?.push(...markers);
	return labels.map(({ x, text }) => {
		const width = textWidth(text);
		for (const [track, taken] of lines.entries()) {
			const start = track === 0 ? x + gap : Math.max(left, x - 6);
			if (start + width <= right && isFree(taken, start, start + width)) {
				taken.push([start, start + width]);
				return { x: start, track, anchor: 'start' };
			}
			const end = track === 0 ? x - 10 - gap : Math.min(right, x + 6);
			if (end - width >= left && isFree(taken, end - width, end)) {
				taken.push([end - width, end]);
				return { x: end, track, anchor: 'end' };
			}
		}
		return { x, track: null, anchor: 'start' };
	});
}
