import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { expect, test } from 'vitest';
import { topLevel } from './rooms.ts';
import { filesUnder, manifestOf, readText, root } from './tree.ts';

/** Folders that commands make beside the sources; git does not know them. */
const madeHere = ['node_modules', 'out'];

test('[ARCH-22] the top level holds what it should, and nothing else', () => {
	const names = readdirSync(root).filter((name) => !name.startsWith('.') && !madeHere.includes(name));
	expect(names.toSorted()).toEqual(topLevel.toSorted());
});

test('[ARCH-23] the README opens with the two commands', () => {
	const opening = readText('README.md').split('\n').slice(0, 20).join('\n');
	expect(opening).toMatch(/npx --yes pnpm@12 start[\s\S]*npx --yes pnpm@12 test/);
});

test('[ARCH-24] CI calls the test command of the README', () => {
	expect(readText('.ci/run')).toMatch(/^npx --yes pnpm@12 test\b/m);
});

test('[ARCH-25] every script that the README names exists', () => {
	const scripts = Object.keys(manifestOf('.').scripts ?? {});
	const builtIn = ['install', 'exec', 'deploy'];
	const named = [...readText('README.md').matchAll(/(?<=[`\s])pnpm(?:@12)? (?:run )?([a-z][a-z0-9:]*)/g)].map(
		(m) => m[1] ?? '',
	);
	expect(named.filter((name) => !scripts.includes(name) && !builtIn.includes(name))).toEqual([]);
});

test('[ARCH-26] every link in the documents leads somewhere', () => {
	const documents = [...topLevel.filter((name) => name.endsWith('.md')), ...filesUnder('docs')].filter(
		(path) => path.endsWith('.md'),
	);
	const broken = documents.flatMap((path) =>
		[...readText(path).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
			.map((match) => join(dirname(path), match[1] ?? ''))
			.filter((target) => !existsSync(root + target))
			.map((target) => `${path} → ${target}`),
	);
	expect(broken).toEqual([]);
});
