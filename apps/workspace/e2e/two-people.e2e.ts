import type { Page } from '@playwright/test';
import { expect, test } from './journey.ts';

/** From the worklist, as a person would. */
async function openBoard(page: Page, patient: string): Promise<void> {
	await page.getByRole('link', { name: patient }).first().click();
	await expect(page).toHaveURL(/\/cases\/[^/]+$/);
	await expect(page.locator('[data-field="diagnosis/stage"]')).toBeVisible();
}

const input = (page: Page, path: string) => page.locator(`[data-field="${path}"]`).locator('input, textarea');
const saved = (page: Page) => page.getByRole('status').filter({ hasText: /^\s*Saved \d\d:\d\d/ });

test('[ROAD-1] two people at two centers see each other and each other’s values on one board', async ({
	person,
}) => {
	const oncologist = await person('Karin Demo-Lindqvist');
	const specialist = await person('Anna Demo-Weber');
	await openBoard(oncologist, 'Rossi');
	await openBoard(specialist, 'Rossi');
	expect(specialist.url()).toBe(oncologist.url());

	const here = (page: Page) => page.getByRole('list', { name: 'Also here' });
	await expect(here(oncologist).getByRole('listitem')).toHaveCount(1);
	await expect(here(specialist).getByRole('listitem')).toHaveCount(1);

	await input(oncologist, 'diagnosis/stage').fill('pT3 N1 M1a (from Riverside)');
	await input(oncologist, 'diagnosis/stage').press('Enter');
	await expect(input(specialist, 'diagnosis/stage')).toHaveValue('pT3 N1 M1a (from Riverside)');
	await expect(saved(oncologist)).toBeVisible();

	await input(specialist, 'diagnosis/stage').fill('pT3 N1 M1b (from Northgate)');
	await input(specialist, 'diagnosis/stage').press('Enter');
	await expect(input(oncologist, 'diagnosis/stage')).toHaveValue('pT3 N1 M1b (from Northgate)');
	await expect(saved(specialist)).toBeVisible();
});

test('[ROAD-2] what was saved is there after the page is opened anew', async ({ person }) => {
	const page = await person('Anna Demo-Weber');
	await openBoard(page, 'Rossi');
	await input(page, 'diagnosis/stage').fill('pT4 N1 M1b');
	await input(page, 'diagnosis/stage').press('Enter');
	await expect(saved(page)).toBeVisible();
	await page.reload();
	await expect(input(page, 'diagnosis/stage')).toHaveValue('pT4 N1 M1b');
});
