import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRoot } from '../commands/root.ts';
import { compileServer } from './compile.ts';
import { copyModules, productionModules, type ProductionModule } from './production-modules.ts';

/** What lies beside the code and is read at run time, in the place that it has in the repository. */
const besideTheCode = ['apps/workspace/build', 'packages/store/migrations', 'apps/server/fonts'];
const MARK = 'consilium-bundle.json';

export interface Bundle {
	folder: string;
	modules: ProductionModule[];
}

/**
 * Makes `folder` a server that starts anywhere with nothing but Node 24: `node main.js serve`. The workspace must be
 * built. `folder` must be absent, empty, or an earlier bundle, which is replaced.
 */
export async function bundleServer(folder: string): Promise<Bundle> {
	emptyFolder(folder);
	const wanted = await compileServer(folder);
	for (const path of besideTheCode) {
		if (!existsSync(inRoot(path))) throw new Error(`${path} is missing: build first`);
		cpSync(inRoot(path), join(folder, path), { recursive: true });
	}
	const modules = productionModules(wanted);
	copyModules(modules, folder);
	writeFileSync(join(folder, 'main.js'), "import './apps/server/src/main.js';\n");
	writeJson(join(folder, 'package.json'), manifest(modules));
	writeJson(join(folder, MARK), { modules: modules.map(({ name, version }) => ({ name, version })) });
	return { folder, modules };
}

function emptyFolder(folder: string): void {
	if (existsSync(folder) && readdirSync(folder).length > 0) {
		if (!existsSync(join(folder, MARK)))
			throw new Error(`${folder} holds something that is not a bundle: left alone`);
		rmSync(folder, { recursive: true });
	}
	mkdirSync(folder, { recursive: true });
}

function manifest(modules: readonly ProductionModule[]) {
	const { version, license } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as Record<
		string,
		string
	>;
	return {
		name: 'consilium-server',
		version,
		private: true,
		license,
		type: 'module',
		engines: { node: '>=24' },
		dependencies: Object.fromEntries(modules.map((module) => [module.name, module.version])),
	};
}

function writeJson(path: string, value: unknown): void {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, `${JSON.stringify(value, null, '\t')}\n`);
}
