import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mismatchesOf } from '../cli/check-line.ts';
import { readInput } from '../cli/read-input.ts';
import { goldCases } from './gold-case.ts';

/** Gold cases that the source contradicts: they stay here, visible, with the quotation. None is known. */
const disputed: ReadonlyMap<string, string> = new Map();

const files = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.ndjson')).sort();

describe.each(files)('%s', (file) => {
	test.each(goldCases(`./${file}`).filter(({ id }) => !disputed.has(id)))('[GOLD-1] $id $title', ({ line }) => {
		const reading = readInput(line);
		expect(reading).toMatchObject({ ok: true });
		expect(reading.ok ? mismatchesOf(reading.input) : []).toEqual([]);
	});
});

test('[GOLD-2] no gold case is disputed', () => {
	expect([...disputed.keys()]).toEqual([]);
});
