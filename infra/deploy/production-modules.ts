import { cpSync, existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface PackageFile {
	name: string;
	version: string;
	dependencies?: Record<string, string>;
	optionalDependencies?: Record<string, string>;
	peerDependencies?: Record<string, string>;
	peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

/** A package that something imports by `name`, seen from the folder of who imports it. */
export interface Wanted {
	name: string;
	from: string;
}

export interface ProductionModule {
	name: string;
	version: string;
	folder: string;
}

/**
 * The packages in `wanted` and all that they need at run time, in the versions that are installed.
 * Throws when one is missing, or when two versions of one package would be needed: the folder is flat.
 */
export function productionModules(wanted: readonly Wanted[]): ProductionModule[] {
	const found = new Map<string, ProductionModule>();
	const queue = [...wanted];
	for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
		const folder = findPackage(next);
		if (folder === null) throw new Error(`${next.name} is not installed, but ${next.from} needs it`);
		const file = readPackage(folder);
		const known = found.get(next.name);
		if (known === undefined) {
			found.set(next.name, { name: next.name, version: file.version, folder });
			queue.push(...needsOf(file, folder));
		} else if (known.version !== file.version) {
			throw new Error(`two versions of ${next.name} would be needed: ${known.version} and ${file.version}`);
		}
	}
	return [...found.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Copies them flat into `target`/node_modules, without what only development reads. */
export function copyModules(modules: readonly ProductionModule[], target: string): void {
	for (const { name, folder } of modules) {
		cpSync(folder, join(target, 'node_modules', name), {
			recursive: true,
			dereference: true,
			filter: (path) =>
				!/\/node_modules(\/|$)/.test(path.slice(folder.length)) && !/\.(map|[cm]?ts)$/.test(path),
		});
	}
}

/** Peers of packages that need their types and nothing of their code. */
const forTypesOnly = new Set(['typescript']);

/** What it cannot do without, and those optional ones that are installed (the binary for this platform). */
function needsOf(file: PackageFile, folder: string): Wanted[] {
	const optionalPeers = file.peerDependenciesMeta ?? {};
	const peers = Object.keys(file.peerDependencies ?? {}).filter(
		(name) => !optionalPeers[name]?.optional && !forTypesOnly.has(name),
	);
	const optional = Object.keys(file.optionalDependencies ?? {});
	const needed = Object.keys(file.dependencies ?? {}).filter((name) => !optional.includes(name));
	const ifInstalled = [...peers, ...optional].filter((name) => findPackage({ name, from: folder }) !== null);
	return [...needed, ...ifInstalled].map((name) => ({ name, from: folder }));
}

/** As Node looks for it: in `node_modules` of each folder upwards. */
function findPackage({ name, from }: Wanted): string | null {
	for (let folder = from; ; folder = dirname(folder)) {
		const candidate = join(folder, 'node_modules', name);
		if (existsSync(join(candidate, 'package.json'))) return realpathSync(candidate);
		if (folder === dirname(folder)) return null;
	}
}

const readPackage = (folder: string): PackageFile =>
	JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageFile;
