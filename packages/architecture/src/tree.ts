import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rooms, type Room } from './rooms.ts';

/** The folder of the repository, with a trailing slash. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

export const readText = (path: string): string => readFileSync(root + path, 'utf8');

const madeByTools = new Set([
	'node_modules',
	'build',
	'dist',
	'coverage',
	'migrations',
	'generated',
	'test-results',
	'playwright-report',
]);

/** Every file under a folder of the repository that people wrote, as paths from the root. Dot-folders are left out. */
export function filesUnder(folder: string): string[] {
	return readdirSync(root + folder, { withFileTypes: true }).flatMap((entry) => {
		const path = `${folder}/${entry.name}`;
		if (entry.isDirectory()) {
			return madeByTools.has(entry.name) || entry.name.startsWith('.') ? [] : filesUnder(path);
		}
		return entry.isFile() ? [path] : [];
	});
}

export const isCode = (path: string): boolean => /\.(ts|svelte)$/.test(path) && !path.endsWith('.d.ts');

/** Tests and what only tests use: they may be long, and may import what is listed for development. */
export const isTest = (path: string): boolean =>
	/\.(test|e2e|bench|fixture)\.ts$/.test(path) || /\/(fixtures|golden|contracts|samples|e2e)\//.test(path);

/** The code of a room, tests included. */
export const codeOf = (room: Room): string[] => filesUnder(room.folder).filter(isCode);

export const allCode = (): string[] => rooms.flatMap(codeOf);

export interface Manifest {
	name: string;
	exports?: unknown;
	scripts?: Record<string, string>;
	dependencies?: Record<string, string>;
	devDependencies?: Record<string, string>;
}

export const manifestOf = (folder: string): Manifest =>
	JSON.parse(readText(`${folder}/package.json`)) as Manifest;
