import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameReader, type WireStep } from './wire-frames.ts';

const message = (type: string, body = ''): Buffer => {
	const bytes = Buffer.alloc(5 + Buffer.byteLength(body));
	bytes.write(type, 0, 'latin1');
	bytes.writeUInt32BE(bytes.length - 1, 1);
	bytes.write(body, 5);
	return bytes;
};
const opening = (code: number, body = ''): Buffer => {
	const bytes = Buffer.alloc(8 + Buffer.byteLength(body));
	bytes.writeUInt32BE(bytes.length, 0);
	bytes.writeUInt32BE(code, 4);
	bytes.write(body, 8);
	return bytes;
};
const startUp = opening(196_608, 'user\0postgres\0\0');
const shown = (steps: WireStep[]) =>
	steps.map((step) => (step.kind === 'run' ? Buffer.from(step.bytes).toString('latin1') : step.kind));

test('[STORE-11] a request for TLS is declined, a cancel ends the connection, then a start-up packet runs', () => {
	const reader = new FrameReader();
	expect(shown(reader.read(opening(80_877_103)))).toEqual(['no-tls']);
	expect(shown(reader.read(startUp))).toEqual([startUp.toString('latin1')]);
	expect(shown(new FrameReader().read(opening(80_877_102, '12345678')))).toEqual(['end']);
});

test('[STORE-12] messages run in batches that end with Sync or Query, however the bytes arrive', () => {
	const batches = [
		[message('P', 'one'), message('B', 'two'), message('E'), message('S')],
		[message('Q', 'select 1')],
		[message('S')],
	];
	const expected = [startUp, ...batches.map((batch) => Buffer.concat(batch))].map((bytes) =>
		bytes.toString('latin1'),
	);
	const whole = Buffer.concat([startUp, ...batches.flat(), message('X')]);
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (sizes) => {
			const reader = new FrameReader();
			const steps: WireStep[] = [];
			for (let at = 0, i = 0; at < whole.length; i += 1) {
				const size = sizes[i % sizes.length] ?? 1;
				steps.push(...reader.read(whole.subarray(at, at + size)));
				at += size;
			}
			expect(shown(steps)).toEqual([...expected, 'end']);
		}),
	);
});
