import { describe, expect, it } from 'vitest';
import { whyNotPlain } from './plain-input.ts';
import { transformer } from './trpc.ts';

/** What a hostile client may put on the wire. */
const sent = (text: string): unknown => transformer.deserialize(text);

describe('what comes in', () => {
	it('[API-7] plain data passes, one object in several places too', () => {
		const source = { kind: 'entered' };
		expect(whyNotPlain(sent(transformer.serialize([{ source }, { source }])))).toBeNull();
		for (const input of [undefined, null, 'Müller 🩺', 0, { a: [1, { b: null, c: undefined }], d: true }])
			expect(whyNotPlain(input)).toBeNull();
	});

	it('[API-7] what no procedure asks for, and what the database cannot hold, is refused by its place', () => {
		const hostile: [string, string][] = [
			['[{"a":1},"x\\u0000y"]', 'a'],
			['[{"a":1},"x\\ud800y"]', 'a'],
			['[{"a\\u0000":1},"x"]', 'input'],
			['[{"a":1},[-7,4294967294]]', 'a'],
			['[{"a":1},["BigInt","12"]]', 'a'],
			['[{"a":1},["Date","2026-01-01T00:00:00.000Z"]]', 'a'],
			['[{"a":1},["Map"]]', 'a'],
			['[{"a":-3}]', 'a'],
		];
		for (const [text, path] of hostile) {
			const found = whyNotPlain(sent(text));
			expect(found, text).not.toBeNull();
			expect(found?.path, text).toBe(path);
		}
	});

	it('[API-7] a value that would unfold into billions, or goes round, is refused at once', () => {
		const layers = Array.from({ length: 60 }, (_, layer) => [layer + 1, layer + 1]);
		const began = performance.now();
		expect(whyNotPlain(sent(JSON.stringify([...layers, 'end'])))).not.toBeNull();
		expect(whyNotPlain(sent('[{"a":0}]'))).not.toBeNull();
		expect(performance.now() - began).toBeLessThan(5_000);
	});

	it('[API-7] nothing sent can reach a prototype', () => {
		expect(() => sent('[{"__proto__":1},{"polluted":2},true]')).toThrow();
		expect(whyNotPlain(JSON.parse('{"__proto__":{"polluted":true}}'))).not.toBeNull();
		expect({}).not.toHaveProperty('polluted');
	});
});
