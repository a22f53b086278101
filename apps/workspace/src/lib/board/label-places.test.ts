import { expect, it } from 'vitest';
import { placeLabels, textWidth, type Label } from './label-places.ts';

const extent = (label: Label, placed: ReturnType<typeof placeLabels>[number]): [number, number] =>
	placed.anchor === 'start'
		? [placed.x, placed.x + textWidth(label.text)]
		: [placed.x - textWidth(label.text), placed.x];

it('[BOARD-UI-14] labels of events on neighbouring days never touch and stay within the plot', () => {
	const labels = [300, 306, 320, 322, 590, 598].map((x) => ({ x, text: 'CT progression' }));
	const placed = placeLabels(
		labels,
		labels.map(({ x }) => [x - 10, x]),
		{ left: 100, right: 610 },
	);
	expect(placed.every((one) => one.track !== null)).toBe(true);
	for (const [i, one] of placed.entries())
		for (const [j, other] of placed.entries()) {
			const [a, b] = [labels[i], labels[j]];
			if (i >= j || one.track !== other.track || !a || !b) continue;
			const [[from, to], [otherFrom, otherTo]] = [extent(a, one), extent(b, other)];
			expect(to <= otherFrom || from >= otherTo).toBe(true);
		}
	for (const [i, one] of placed.entries()) {
		const label = labels[i];
		if (!label) continue;
		const [from, to] = extent(label, one);
		expect([from >= 100, to <= 610]).toEqual([true, true]);
	}
});

it('[BOARD-UI-15] where there is no room at all a label is left out rather than drawn over another', () => {
	const labels = Array.from({ length: 12 }, () => ({ x: 150, text: 'octreotide LAR 30 mg' }));
	const placed = placeLabels(labels, [], { left: 100, right: 300, tracks: 3 });
	expect(placed.filter((one) => one.track !== null).length).toBeLessThanOrEqual(3);
});
