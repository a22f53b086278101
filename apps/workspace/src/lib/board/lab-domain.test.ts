import fc from 'fast-check';
import { expect, it } from 'vitest';
import { domainOf } from './lab-domain.ts';

const positive = fc.double({ min: 0.1, max: 1000, noNaN: true });

it('[BOARD-UI-16] every value is inside the panel and the threshold is in the middle third, or as low as zero allows', () => {
	fc.assert(
		fc.property(fc.array(positive, { minLength: 1, maxLength: 20 }), positive, (values, at) => {
			const [low, high] = domainOf(values, { value: at, label: 'line' });
			const place = (at - low) / (high - low);
			expect(values.every((value) => value >= low && value <= high)).toBe(true);
			expect(low).toBeGreaterThanOrEqual(0);
			expect(place).toBeLessThanOrEqual(2 / 3 + 0.01);
			if (low > 0) expect(place).toBeGreaterThanOrEqual(1 / 3 - 0.04);
		}),
	);
});
