import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * One configuration for every room: `vitest run --config packages/testkit/vitest.config.ts [filter]` from the
 * repository root. Browser journeys (`*.e2e.ts`) belong to Playwright and are not read here.
 */
export default defineConfig({
	root: fileURLToPath(new URL('../../', import.meta.url)),
	test: {
		include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'infra/**/*.test.ts'],
		exclude: ['**/node_modules/**', '**/build/**', '**/*.e2e.ts'],
		environment: 'node',
		pool: 'forks',
		maxWorkers: 2,
		testTimeout: 20_000,
		hookTimeout: 120_000,
		teardownTimeout: 20_000,
		globalSetup: ['packages/testkit/src/postgres-keeper.ts'],
		reporters: ['default'],
		passWithNoTests: false,
	},
});
