import type { Page } from '@playwright/test';
import { expect, test } from './journey.ts';

async function openBoard(page: Page): Promise<void> {
	await page.goto('/');
	await page.getByRole('link', { name: 'Rossi' }).first().click();
	await expect(page.locator('[data-save-state]')).toHaveText(/Saved \d\d:\d\d/);
}
const field = (page: Page, path: string) => page.locator(`[data-field="${path}"]`);

test('[OVERLAY-1] a menu opens at the first click and the first key, acts, and gives the focus back', async ({
	person,
}) => {
	const page = await person('Karin Demo-Lindqvist');
	await openBoard(page);
	const symptoms = field(page, 'performance/symptoms');
	const more = symptoms.getByRole('button', { name: /: more$/ });
	await symptoms.locator('input, textarea').first().focus();
	await more.click();
	await page.getByRole('menuitem', { name: /Not recorded/ }).click();
	await expect(symptoms).toContainText('Not recorded');
	await expect(page.getByRole('menu')).toHaveCount(0);

	const theme = page.getByRole('button', { name: 'Theme' });
	await theme.focus();
	await page.keyboard.press('ArrowDown');
	await expect(page.getByRole('menu')).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('menu')).toHaveCount(0);
	await expect(theme).toBeFocused();
	await page.keyboard.press('Enter');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('menu')).toHaveCount(0);
});

test('[OVERLAY-2] the calendar opens at the first click and its day is taken', async ({ person }) => {
	const page = await person('Karin Demo-Lindqvist');
	await openBoard(page);
	const planned = field(page, 'plan/nextDoseAt');
	const before = await planned.locator('input').first().inputValue();
	await planned.getByRole('button', { name: /open calendar/ }).click();
	const calendar = page.getByRole('application').or(page.locator('[data-calendar-root]'));
	await expect(calendar.first()).toBeVisible();
	await calendar.first().getByText('20', { exact: true }).first().click();
	await expect(calendar).toHaveCount(0);
	await expect(planned.locator('input').first()).not.toHaveValue(before);
});

test('[OVERLAY-3] a dialog opens with its key, again and again, also when the line is gone', async ({
	person,
}) => {
	const page = await person('Anna Demo-Weber');
	await openBoard(page);
	// The overlays follow the page by themselves after a while: then the line may go.
	await page.waitForTimeout(2_500);
	await page.context().setOffline(true);
	await page.keyboard.press('?');
	const keys = page.getByRole('dialog', { name: 'Keys' });
	await expect(keys).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(keys).toHaveCount(0);
	await page.keyboard.press('?');
	await expect(keys).toBeVisible();
	await page.context().setOffline(false);
});
