import { defineConfig } from '@playwright/test';

/**
 * Journeys of people in real browsers against a real server, which each worker starts for itself (`e2e/site.ts`).
 * Run by `pnpm test:e2e [filter]`, which builds the workspace and finds Chromium first.
 */
export default defineConfig({
	testDir: './e2e',
	testMatch: '*.e2e.ts',
	outputDir: './test-results',
	workers: 1,
	retries: 0,
	timeout: 90_000,
	expect: { timeout: 10_000 },
	reporter: 'list',
	use: {
		browserName: 'chromium',
		launchOptions: process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {},
		locale: 'en-GB',
		timezoneId: 'Europe/Berlin',
		viewport: { width: 1440, height: 900 },
		trace: 'retain-on-failure',
		screenshot: 'only-on-failure',
	},
});
