import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linearScale } from './linear-scale.ts';

test('[BOARD-UI-40] a scale puts its ends at its ends, also upside down, and goes beyond them', () => {
	const scale = linearScale([50, 250], [100, 20]);
	expect([50, 150, 250, 300].map(scale)).toEqual([100, 60, 20, 0]);
	expect([100, 60, 20].map(scale.invert)).toEqual([50, 150, 250]);
});

test('[BOARD-UI-40] what has no extent lies in the middle and is never NaN', () => {
	expect(linearScale([7, 7], [0, 10])(7)).toBe(5);
	expect(linearScale([0, 10], [3, 3]).invert(3)).toBe(5);
});

test('[BOARD-UI-40] back from a place is the value again', () => {
	const number = fc.integer({ min: -10_000, max: 10_000 });
	fc.assert(
		fc.property(number, number, number, number, number, (from, to, start, end, value) => {
			fc.pre(from !== to && start !== end);
			const scale = linearScale([from, to], [start, end]);
			expect(scale.invert(scale(value))).toBeCloseTo(value, 5);
		}),
	);
});
