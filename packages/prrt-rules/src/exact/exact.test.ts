import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { fingerprint } from './fingerprint.ts';
import { and3, not3, or3 } from './kleene.ts';
import { sha256 } from './sha256.ts';

describe('exact', () => {
	test('[EXACT-1] sha-256 agrees with the platform on any text', () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (text) => {
				expect(sha256(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
			}),
			{ numRuns: 30 },
		);
	});
	test('[EXACT-2] canonical JSON does not depend on the order of keys and leaves out undefined', () => {
		expect(canonicalJson({ b: 1, a: [undefined, { d: null, c: undefined }] })).toBe(
			'{"a":[null,{"d":null}],"b":1}',
		);
		expect(canonicalJson({ a: 'ü"\n', b: 1.5 })).toBe('{"a":"ü\\"\\n","b":1.5}');
	});
	test('[EXACT-3] a fingerprint is 16 hex digits and tells 20 000 near texts apart', () => {
		const seen = new Set(
			Array.from({ length: 20_000 }, (_, index) => fingerprint(`labs[].q|platelets-${index}|75`)),
		);
		expect(seen.size).toBe(20_000);
		expect(fingerprint('')).toMatch(/^[0-9a-f]{16}$/);
	});
	test('[EXACT-4] unknown is never false: Kleene connectives', () => {
		expect(and3([true, null])).toBeNull();
		expect(and3([false, null])).toBe(false);
		expect(and3([])).toBe(true);
		expect(or3([true, null])).toBe(true);
		expect(or3([false, null])).toBeNull();
		expect(or3([])).toBe(false);
		expect([not3(true), not3(false), not3(null)]).toEqual([false, true, null]);
	});
});
