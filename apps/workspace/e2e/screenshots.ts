import { chromium, type Browser, type Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { siteData, startSite } from './site.ts';

/*
 * Takes the pictures of docs/screenshots from a fresh synthetic demo: `pnpm --filter @consilium/workspace screenshots`,
 * after a build. CHROMIUM_PATH names the browser. Meant to be looked at by a person; no test compares them.
 */
const folder = fileURLToPath(new URL('../../../docs/screenshots/', import.meta.url));
const widths = [1440, 1024, 390] as const;
const themes = ['light', 'dark'] as const;

interface Shot {
	name: string;
	/** Brings a signed-in page to what is shown. */
	show: (page: Page) => Promise<void>;
}

const board = async (page: Page, patient: string, below = ''): Promise<void> => {
	await page.goto('/');
	const href = await page.getByRole('link', { name: patient }).first().getAttribute('href');
	await page.goto(`${href ?? ''}${below}`);
};

const shots: readonly Shot[] = [
	{ name: 'worklist', show: async (page) => void (await page.goto('/')) },
	{ name: 'board', show: (page) => board(page, 'Rossi') },
	{ name: 'new-case', show: async (page) => void (await page.goto('/cases/new')) },
	{ name: 'referral', show: (page) => board(page, 'Okonkwo', '/referral') },
	{ name: 'referral-back', show: (page) => board(page, 'Hauser', '/referral-back') },
	{ name: 'people', show: async (page) => void (await page.goto('/people')) },
];

async function writeReferralBack(browser: Browser, baseURL: string): Promise<void> {
	const page = await signedIn(browser, baseURL, { width: 1440, theme: 'light' });
	await board(page, 'Hauser', '/referral-back');
	await page.getByRole('button', { name: 'Write it from the board' }).click();
	await page.getByText('Draft, not signed').waitFor();
	await page.context().close();
}

async function signedIn(
	browser: Browser,
	baseURL: string,
	{ width, theme }: { width: number; theme: (typeof themes)[number] },
): Promise<Page> {
	const height = width < 700 ? 844 : 900;
	const context = await browser.newContext({ baseURL, viewport: { width, height }, colorScheme: theme });
	const page = await context.newPage();
	await page.goto('/sign-in');
	await page.getByRole('button', { name: 'Anna Demo-Weber' }).click();
	await page.waitForURL((url) => url.pathname === '/');
	return page;
}

mkdirSync(folder, { recursive: true });
const data = await siteData();
const site = await startSite(data);
const browser = await chromium.launch(
	process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {},
);
try {
	await writeReferralBack(browser, site.url);
	for (const width of widths) {
		for (const theme of themes) {
			const page = await signedIn(browser, site.url, { width, theme });
			for (const { name, show } of shots) {
				await show(page);
				await page.waitForLoadState('load');
				await page.waitForTimeout(1_500);
				await page.screenshot({ path: join(folder, `${name}-${width}-${theme}.png`) });
			}
			await page.context().close();
		}
	}
} finally {
	await browser.close();
	await site.stop();
	data.remove();
}
