import { existsSync, readdirSync } from 'node:fs';
import { join, normalize } from 'node:path/posix';
import { describe, expect, test } from 'vitest';
import { importsOf } from './imports.ts';
import { impurities } from './impurity.ts';
import { rooms, type Room } from './rooms.ts';
import { codeOf, isTest, manifestOf, readText, root } from './tree.ts';

describe.for(rooms)('$name', (room) => {
	const files = codeOf(room).map((path) => ({ path, imports: importsOf(path, readText(path)) }));
	const each = (check: (path: string, specifier: string, typeOnly: boolean) => boolean): string[] =>
		files.flatMap(({ path, imports }) =>
			imports
				.filter(({ specifier, typeOnly }) => check(path, specifier, typeOnly))
				.map(({ specifier }) => `${path} imports ${specifier}`),
		);

	test('[ARCH-3] imports only the rooms above it', () => {
		expect(each((path, specifier) => isForbidden(room, path, specifier))).toEqual([]);
	});

	test('[ARCH-4] enters other rooms by their public index only', () => {
		const deep = each((_path, specifier) => /^@consilium\/[^/]+\//.test(specifier));
		const over = each((path, specifier) => leaves(room, path, specifier));
		expect([...deep, ...over]).toEqual([]);
	});

	test('[ARCH-5] names every relative import with its ending', () => {
		const bare = each(
			(_path, specifier) => specifier.startsWith('.') && !/\.[a-z0-9]+(\?\w+)?$/.test(specifier),
		);
		expect(bare).toEqual([]);
	});

	test('[ARCH-6] has one public face, or none', () => {
		const manifest = manifestOf(room.folder);
		expect(manifest.name).toBe(`@consilium/${room.name}`);
		if (room.hasIndex) expect(manifest.exports).toEqual({ '.': './src/index.ts' });
		expect(existsSync(`${root}${room.folder}/src/index.ts`)).toBe(room.hasIndex);
	});

	if (room.typesOnly)
		test('[ARCH-7] knows the server by its types only', () => {
			const names = (room.typesOnly ?? []).map((name) => `@consilium/${name}`);
			expect(
				each((path, specifier, typeOnly) => !isTest(path) && !typeOnly && names.includes(specifier)),
			).toEqual([]);
		});

	if (room.pure)
		test('[ARCH-8] is pure: no clock, chance, network, Node or DOM', () => {
			const inside = files.filter(({ path }) => !isTest(path) && !isEdge(room, path));
			const found = inside.flatMap(({ path }) =>
				impurities(path, readText(path)).map((what) => `${path}: ${what}`),
			);
			expect(found).toEqual([]);
		});
});

test('[ARCH-9] every package is a room of the list, and the list has no other', () => {
	const folders = ['apps', 'packages'].flatMap((folder) =>
		readdirSync(root + folder, { withFileTypes: true })
			.filter((entry) => entry.isDirectory())
			.map((entry) => `${folder}/${entry.name}`),
	);
	expect(rooms.map((room) => room.folder).toSorted()).toEqual([...folders, 'infra'].toSorted());
});

function isForbidden(room: Room, path: string, specifier: string): boolean {
	const name = /^@consilium\/([^/]+)/.exec(specifier)?.[1];
	if (name === undefined || room.mayImport === 'any' || isTest(path) || isEdge(room, path)) return false;
	return !room.mayImport.includes(name);
}

function leaves(room: Room, path: string, specifier: string): boolean {
	if (!specifier.startsWith('.')) return false;
	return !normalize(join(path, '..', specifier)).startsWith(`${room.folder}/`);
}

const isEdge = (room: Room, path: string): boolean =>
	room.edge !== undefined && path.startsWith(`${room.folder}/${room.edge}`);
