import { runChild } from './child.ts';
import { inRoot } from './root.ts';

const end = await runChild(
	inRoot('node_modules/.bin/vitest'),
	['bench', '--watch=false', '--config', 'packages/testkit/vitest.config.ts', ...process.argv.slice(2)],
	{ limitMs: 15 * 60_000 },
);
process.exit(end.ok ? 0 : 1);
