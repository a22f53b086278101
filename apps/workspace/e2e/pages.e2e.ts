import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './journey.ts';

const widths = [1440, 1024, 390];
const themes = ['light', 'dark'];
const bundle = fileURLToPath(
	new URL('../../../packages/handoff/src/samples/synthetic-net-patient.json', import.meta.url),
);

/** Looks at the open page in both themes and three widths: nothing serious for axe, nothing that overflows. */
async function expectSound(page: Page, name: string): Promise<void> {
	for (const theme of themes) {
		await page.evaluate((chosen) => (document.documentElement.dataset.theme = chosen), theme);
		for (const width of widths) {
			await page.setViewportSize({ width, height: 900 });
			const over = await page.evaluate(
				() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
			);
			expect(over, `${name} at ${width} px overflows`).toBeLessThanOrEqual(0);
		}
		const { violations } = await new AxeBuilder({ page }).analyze();
		const heavy = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
		expect(
			heavy.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
			`${name}, ${theme}`,
		).toEqual([]);
	}
	await page.setViewportSize({ width: 1440, height: 900 });
}

async function casePath(page: Page, patient: string): Promise<string> {
	await page.goto('/');
	const href = await page.getByRole('link', { name: patient }).first().getAttribute('href');
	return href ?? '';
}

test('[PAGES-1] sign-in is sound, and says what is wrong above the form and in the title', async ({
	page,
}) => {
	await page.goto('/sign-in');
	await expectSound(page, 'sign-in');
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await expect(page.getByRole('alert').first()).toBeFocused();
	await expect(page).toHaveTitle(/^Error: /);
	await page.getByLabel('E-mail').fill('nobody@example.org');
	await page.getByLabel('Password').fill('not the password');
	await page.keyboard.press('Enter');
	await expect(page.getByText('do not go together')).toBeVisible();
	await expect(page.getByLabel('E-mail')).toHaveValue('nobody@example.org');
});

test('[PAGES-2] worklist, people, new case, referral and referral-back are sound', async ({ person }) => {
	const page = await person('Claire Demo-Novak');
	const violations: string[] = [];
	page.on('console', (message) => {
		if (/Content.Security.Policy/i.test(message.text())) violations.push(message.text());
	});
	const path = await casePath(page, 'ROSSI, Maria');
	for (const address of ['/', '/people', '/cases/new', `${path}/referral`, `${path}/referral-back`]) {
		await page.goto(address);
		await expect(page.locator('h1')).toBeVisible();
		await expectSound(page, address);
	}
	await page.getByRole('button', { name: 'Write it from the board' }).click();
	await expect(page.getByText('Draft, not signed')).toBeVisible();
	await expectSound(page, 'referral-back, a draft');
	await page.getByRole('link', { name: 'Print view' }).click();
	await expect(page.locator('article.handoff')).toContainText('DRAFT: not signed');
	await expectSound(page, 'referral-back, print view');
	expect(violations).toEqual([]);
});

test('[PAGES-3] the worklist is walked with j and k, and no name is put into an address', async ({
	person,
}) => {
	const page = await person('Claire Demo-Novak');
	await page.goto('/');
	await page.waitForLoadState('networkidle').catch(() => undefined);
	await page.keyboard.press('j');
	await page.keyboard.press('j');
	await page.keyboard.press('k');
	const first = page.locator('[data-case-link]').first();
	await expect(first).toBeFocused();
	await page.getByRole('searchbox').fill('rossi');
	await expect(page.locator('[data-case-link]')).toHaveCount(1);
	expect(page.url()).not.toMatch(/rossi/i);
	await page.getByRole('link', { name: 'ROSSI, Maria' }).press('Enter');
	await expect(page).toHaveURL(/\/cases\//);
});

test('[PAGES-4] a date that is none is refused beside its field and stays as typed', async ({ person }) => {
	const page = await person('Rosa Demo-Okafor');
	await page.goto('/cases/new');
	await page.getByLabel('Family name').fill('Demo-Probe');
	await page.getByLabel('Born', { exact: true }).fill('31/02/1961');
	await page.getByLabel(/What do you ask/).fill('Is this a candidate?');
	await page.getByRole('button', { name: 'Open the case' }).click();
	await expect(page.getByRole('alert').first()).toContainText('not a day of the calendar');
	await expect(page.getByLabel('Born', { exact: true })).toHaveValue('31/02/1961');
	await page.getByLabel('Born', { exact: true }).fill('14 Mar 1961');
	await page.getByRole('button', { name: 'Open the case' }).click();
	await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}/);
	await expect(page.getByText('DEMO-PROBE').first()).toBeVisible();
});

test('[PAGES-5] a bundle is shown resource by resource, taken or refused with the reason, before a case is made', async ({
	person,
}) => {
	const page = await person('Rosa Demo-Okafor');
	await page.goto('/cases/new');
	await page.getByLabel('Or paste it').fill('{"resourceType": "Bundle", "entry": [');
	await page.getByRole('button', { name: 'Show what is in it' }).click();
	await expect(page.locator('[data-refused]')).toContainText('is not JSON');
	await page.getByRole('button', { name: 'Take another' }).click();
	await page.getByLabel('FHIR bundle file').setInputFiles(bundle);
	await expect(page.locator('[data-refused]')).toContainText('Observation/plt-no-unit');
	await expect(page.locator('[data-taken]')).toContainText('Patient/demo-net-1');
	await page.getByRole('button', { name: /^Open a case with these/ }).click();
	await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}/);
	await expect(page.getByText('DEMO-HARTMANN').first()).toBeVisible();
});

test('[PAGES-6] an invitation link works once, and a used one says nothing about the person', async ({
	browser,
	person,
	site,
}) => {
	const page = await person('Claire Demo-Novak');
	await page.goto('/people');
	await page.getByLabel('Name', { exact: true }).fill('Dr. Nina Demo-New');
	await page.getByLabel('E-mail').fill('nina.new@example.org');
	await page.getByRole('button', { name: 'Make an invitation link' }).click();
	const link = new URL(await page.locator('[data-invitation] .font-mono').innerText()).pathname;
	const guest = await (await browser.newContext({ baseURL: site.url })).newPage();
	await guest.goto(link);
	await guest.getByLabel('Password').fill('a few words in a row');
	await guest.getByRole('button', { name: 'Join' }).click();
	await expect(guest.getByRole('heading', { name: 'Worklist' })).toBeVisible();
	const late = await (await browser.newContext({ baseURL: site.url })).newPage();
	await late.goto(link);
	await expect(late.getByText('This link does not work')).toBeVisible();
	await expect(late.getByText('nina.new')).toHaveCount(0);
	await guest.context().close();
	await late.context().close();
});
