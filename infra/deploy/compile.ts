import { builtinModules } from 'node:module';
import { dirname, relative } from 'node:path';
import { rolldown, type Plugin, type PreRenderedChunk } from 'rolldown';
import { packageOf } from './package-name.ts';
import type { Wanted } from './production-modules.ts';
import { inRoot, root } from '../commands/root.ts';

/** Files that are started, not imported: each becomes a file of its own. Name in the output → source. */
const entries = {
	'apps/server/src/main': 'apps/server/src/main.ts',
	'packages/store/src/embedded/embedded-worker': 'packages/store/src/embedded/worker.ts',
};

/**
 * Compiles the server and its rooms to JavaScript in `out`, file by file in the folders they have in the repository,
 * so that what lies beside the code (migrations, fonts, the built workspace) is found the same way.
 * @returns the packages from outside that the code imports.
 */
export async function compileServer(out: string): Promise<Wanted[]> {
	const wanted = new Map<string, Wanted>();
	const outside: Plugin = {
		name: 'outside',
		resolveId(id, importer) {
			const name = packageOf(id);
			if (name === null || name.startsWith('@consilium/') || importer === undefined) return null;
			if (!builtinModules.includes(name)) wanted.set(name, { name, from: dirname(importer) });
			return { id, external: true };
		},
	};
	const bundle = await rolldown({
		input: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, inRoot(path)])),
		cwd: root,
		platform: 'node',
		plugins: [outside],
		treeshake: false,
	});
	await bundle.write({
		dir: out,
		format: 'esm',
		preserveModules: true,
		preserveModulesRoot: root,
		entryFileNames: placeOf,
		chunkFileNames: placeOf,
		sourcemap: false,
	});
	await bundle.close();
	return [...wanted.values()];
}

function placeOf({ name, facadeModuleId, moduleIds }: PreRenderedChunk): string {
	const source = facadeModuleId ?? moduleIds[0] ?? '';
	if (name in entries || !source.startsWith(root)) return `${name.replaceAll('\0', '')}.js`;
	return `${relative(root, source).replace(/\.ts$/, '')}.js`;
}
