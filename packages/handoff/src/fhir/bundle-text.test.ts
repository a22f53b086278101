import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonBreak } from './json-break.ts';
import { maxCharacters, readBundleText } from './bundle-text.ts';

const read = (text: string) =>
	readBundleText(text, { today: '2026-05-12', newId: () => 'r', source: { kind: 'fhir' } });

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

describe('readBundleText', () => {
	test.each([
		['an empty file', '  \n', 'is empty'],
		['a comma too many', '{\n\t"resourceType": "Patient",\n}', 'is not JSON: it breaks at line 3, column 1'],
		[
			'a text that stops',
			'{"resourceType": "Patient"',
			'is not JSON: it breaks at its end: it stops too early',
		],
		['a string that stops', '{"resourceType": "Pat', 'is not JSON: it breaks at line 1, column 18'],
		[
			'a broken bulk line',
			'{"resourceType":"Patient"}\n{"resourceType":}\n',
			'is not NDJSON: line 2 is not JSON',
		],
		['words', 'Dear colleague', 'is not JSON: it breaks at line 1, column 1'],
	])('[FHIR-30] %s is refused whole with the place where it breaks', (_, text, why) => {
		expect(read(text)).toEqual({
			taken: [],
			refused: [{ resource: 'File', label: 'The whole file', why }],
			entries: {},
			prose: {},
		});
	});

	test('[FHIR-31] a file larger than the limit is refused before it is parsed', () => {
		expect(read(' '.repeat(maxCharacters + 1)).refused[0]?.why).toBe('is larger than 20 million characters');
	});

	test('[FHIR-32] a byte order mark and nesting of any depth do no harm', () => {
		expect(read('\uFEFF{"resourceType":"Patient","id":"p","name":[{"family":"Demo"}]}').taken).toHaveLength(
			1,
		);
		expect(
			read(`{"resourceType":"Patient","x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`).refused,
		).toHaveLength(1);
	});

	test('[FHIR-34] the place is null for every JSON, and for no text that the engine refuses', () => {
		const spoilt = fc.tuple(fc.json(), fc.nat(30), fc.string({ maxLength: 2 }));
		fc.assert(
			fc.property(spoilt, ([json, at, text]) => {
				expect(jsonBreak(json)).toBe(null);
				const broken = json.slice(0, at) + text + json.slice(at + 1);
				expect(jsonBreak(broken) === null).toBe(isJson(broken));
			}),
			{ numRuns: 1000 },
		);
	});

	test('[FHIR-33] never throws for any text', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.json()), (text) => void read(text)),
			{ numRuns: 300 },
		);
	});
});
