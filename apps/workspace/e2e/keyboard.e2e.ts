import type { Locator, Page } from '@playwright/test';
import { expect, test } from './journey.ts';

/** Presses Tab until `wanted` has the focus, as a person without a mouse would; fails after `most` steps. */
async function tabTo(page: Page, wanted: Locator, most = 250): Promise<void> {
	for (let step = 0; step < most; step += 1) {
		if (
			(await wanted.count()) > 0 &&
			(await wanted.first().evaluate((node) => node === document.activeElement))
		)
			return;
		await page.keyboard.press('Tab');
	}
	throw new Error(`not reached by Tab in ${most} steps: ${String(wanted)}`);
}

async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
	await tabTo(page, field);
	await page.keyboard.type(text);
}

async function press(page: Page, button: Locator, key = 'Enter'): Promise<void> {
	await tabTo(page, button);
	await page.keyboard.press(key);
}

test('[ROAD-9] a case is opened, filled, discussed and referred without a mouse', async ({ page }) => {
	test.setTimeout(180_000);
	await page.goto('/sign-in');
	await expect(page.getByRole('button', { name: /Karin Demo-Lindqvist/ })).toBeEnabled();
	await press(page, page.getByRole('button', { name: /Karin Demo-Lindqvist/ }));
	await expect(page.getByRole('heading', { name: 'Worklist' })).toBeVisible();

	await press(page, page.getByRole('link', { name: 'New case' }));
	await typeInto(page, page.getByLabel(/^Family name/), 'Tastatur');
	await typeInto(page, page.getByLabel(/^Given name/), 'Tessa');
	await typeInto(page, page.getByLabel('Born', { exact: true }), '14-Mar-1961');
	await typeInto(page, page.getByLabel(/What do you ask/), 'Is she a candidate?');
	await press(page, page.getByRole('button', { name: 'Open the case' }));
	await expect(page).toHaveURL(/\/cases\/[0-9a-f-]+$/);
	await expect(page.getByRole('status').filter({ hasText: /Saved/ })).toBeVisible();

	const stage = page.locator('[data-field="diagnosis/stage"] textarea');
	await typeInto(page, stage, 'cT3 N1 M1');
	await page.keyboard.press('Enter');
	await press(page, page.locator('#labs').getByRole('button', { name: 'Add lab result' }));
	const form = page.getByRole('form', { name: 'New lab result' });
	await tabTo(page, form.locator('#new-labs-analyte'));
	await page.keyboard.type('Plate');
	await typeInto(page, form.locator('#new-labs-value'), '62');
	await tabTo(page, form.locator('select[aria-label="Value: unit"]'));
	await page.keyboard.press('ArrowDown');
	await typeInto(page, form.locator('#new-labs-collected'), 't');
	await press(page, form.getByRole('button', { name: 'Add lab result' }));
	await expect(page.locator('#labs').getByText('62 ×10⁹/L').first()).toBeVisible();

	await tabTo(page, page.getByRole('tab', { name: /Findings|Comments/ }));
	await page.keyboard.press('ArrowRight');
	await expect(page.getByRole('tab', { name: /Comments/ })).toBeFocused();
	await press(page, page.getByRole('button', { name: /^(New thread|Start a thread about the case)$/ }));
	await typeInto(page, page.getByLabel('Message'), 'Platelets are low: shall we wait?');
	await page.keyboard.press('Control+Enter');
	await expect(page.getByText('Platelets are low: shall we wait?')).toBeVisible();

	await press(page, page.getByRole('link', { name: 'Referral', exact: true }));
	await expect(page.getByRole('heading', { name: 'Send the referral' })).toBeVisible();
	await typeInto(page, page.getByLabel(/Why it is sent while/), 'We ask early, the scan is booked.');
	await press(page, page.getByRole('button', { name: 'Send the referral' }));
	await expect(page.getByText(/Northgate NET Center/).first()).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Send the referral' })).toHaveCount(0);
});
