import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { siteData, startSite, type Site } from './site.ts';

interface ForEachTest {
	/** Opens a browser of its own (no shared cookies, no shared tabs) with this person signed in. */
	person: (name: string) => Promise<Page>;
}
interface ForEachWorker {
	site: Site;
}

/** `test` with a running site: one server with the synthetic demo per worker, relative URLs point at it. */
export const test = base.extend<ForEachTest, ForEachWorker>({
	site: [
		// eslint-disable-next-line no-empty-pattern -- Playwright reads the pattern to learn what this needs
		async ({}, use) => {
			const data = await siteData();
			const site = await startSite(data);
			await use(site);
			await site.stop();
			data.remove();
		},
		{ scope: 'worker', timeout: 120_000 },
	],
	baseURL: async ({ site }, use) => {
		await use(site.url);
	},
	person: async ({ browser, site }, use) => {
		const contexts: BrowserContext[] = [];
		await use(async (name) => {
			const context = await browser.newContext({ baseURL: site.url });
			contexts.push(context);
			const page = await context.newPage();
			await signInAs(page, name);
			return page;
		});
		for (const context of contexts) await context.close();
	},
});

export { expect };

/** Signs in as a member of the synthetic staff, by (part of) the name, through the page that a person would use. */
export async function signInAs(page: Page, name: string): Promise<void> {
	await page.goto('/sign-in');
	await page.getByRole('button', { name }).first().click();
	await expect(page).not.toHaveURL(/\/sign-in/);
}
