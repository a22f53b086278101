import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleServer } from '../deploy/bundle.ts';
import { tryBundle } from '../deploy/trial.ts';
import { buildWorkspace } from './build.ts';

const { values } = parseArgs({
	args: process.argv.slice(2).filter((argument) => argument !== '--'),
	options: { out: { type: 'string', default: 'out/server' }, try: { type: 'boolean' } },
});

const build = await buildWorkspace();
if (!build.ok) process.exit(1);
const { folder, modules } = await bundleServer(resolve(values.out));
console.log(
	`Bundled into ${folder}: our code as JavaScript and ${modules.length} packages. Start: node main.js serve`,
);
if (values.try) {
	const trial = await tryBundle(folder);
	console.log(
		`${trial.ok ? 'It starts' : 'It does NOT start'} from an empty folder (${trial.seconds} s): ${trial.detail}`,
	);
	process.exit(trial.ok ? 0 : 1);
}
