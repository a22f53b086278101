import { globSync } from 'node:fs';
import { runChild } from './child.ts';
import { inRoot, root } from './root.ts';

const benches = globSync('{packages,apps}/*/src/**/*.bench.ts', { cwd: root });
if (benches.length === 0) {
	console.log('No room has a `*.bench.ts` yet.');
	process.exit(0);
}
const end = await runChild(
	inRoot('node_modules/.bin/vitest'),
	['bench', '--run', '--config', 'packages/testkit/vitest.config.ts', ...process.argv.slice(2)],
	{ limitMs: 15 * 60_000 },
);
process.exit(end.ok ? 0 : 1);
