import { describe, expect, test } from 'vitest';
import { importsOf, packageOf } from './imports.ts';
import { impurities } from './impurity.ts';

describe('reading what a file imports', () => {
	test('[ARCH-1] static, re-exported, dynamic and type imports are all seen', () => {
		const text = `import a from 'a'; import type { B } from 'b'; export * from './c.ts';
			const d = await import('d'); type E = import('e').E; import { type F } from 'f'; import 'g';`;
		expect(importsOf('x.ts', text)).toEqual([
			{ specifier: 'a', typeOnly: false },
			{ specifier: 'b', typeOnly: true },
			{ specifier: './c.ts', typeOnly: false },
			{ specifier: 'd', typeOnly: false },
			{ specifier: 'e', typeOnly: true },
			{ specifier: 'f', typeOnly: false },
			{ specifier: 'g', typeOnly: false },
		]);
	});

	test('[ARCH-1] both script blocks of a component are read', () => {
		const text = `<script module lang="ts">import 'a';</script><p>import 'no'</p><script lang="ts">import 'b'</script>`;
		expect(importsOf('X.svelte', text).map((one) => one.specifier)).toEqual(['a', 'b']);
	});

	test('[ARCH-1] the package of a specifier', () => {
		expect(packageOf('@tiptap/core/sub')).toBe('@tiptap/core');
		expect(packageOf('lib0/encoding')).toBe('lib0');
		for (const none of ['./a.ts', 'node:fs', '#lib/a.ts', '$app/state']) expect(packageOf(none)).toBeNull();
	});
});

describe('telling what is not pure', () => {
	test.for([
		['import { readFileSync } from "node:fs";', 'imports node:fs'],
		['const t = new Date();', 'new Date() reads the clock'],
		['const t = new Date(2025, 1, 1);', 'new Date(y, m, …) depends on the local time zone'],
		['const t = Date.now();', 'Date.now reads the clock'],
		['const t = Math.random();', 'Math.random is chance'],
		['const t = date.getHours();', '.getHours() depends on the machine'],
		['const t = crypto.randomUUID();', 'uses crypto'],
		['document.title = "x";', 'uses document'],
	])('[ARCH-2] %s', ([text, expected]) => {
		expect(impurities('x.ts', text ?? '')).toEqual([expected]);
	});

	test.for([
		'export const f = (document: Letter) => document.title;',
		'const t = new Date("2025-01-01T00:00:00Z").getUTCDate();',
		'const o = { process: 1, crypto: 2 }; o.process;',
		'interface A { document: string; window: number }',
	])('[ARCH-2] pure: %s', (text) => {
		expect(impurities('x.ts', text)).toEqual([]);
	});
});
