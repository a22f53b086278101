import type { Page } from '@playwright/test';
import { expect, test } from './journey.ts';

async function openBoard(page: Page, patient: string): Promise<string> {
	await page.goto('/');
	await page.getByRole('link', { name: patient }).first().click();
	await expect(page).toHaveURL(/\/cases\/[^/]+$/);
	await expect(page.getByRole('status').filter({ hasText: /Saved|Read only/ })).toBeVisible();
	return new URL(page.url()).pathname;
}

/** A case of its own, so that no other journey on the same site has touched it. */
async function newCase(page: Page, familyName: string): Promise<string> {
	await page.goto('/cases/new');
	await page.getByLabel(/^Family name/).fill(familyName);
	await page.getByLabel('Born', { exact: true }).fill('14-Mar-1961');
	await page.getByLabel(/What do you ask/).fill('Is PRRT an option?');
	await page.getByRole('button', { name: 'Open the case' }).click();
	await expect(page).toHaveURL(/\/cases\/[0-9a-f-]+$/);
	return new URL(page.url()).pathname;
}

const notes = (page: Page) => page.locator('[data-field="discussion/notes"]').getByRole('textbox');
/** The paragraph without the names at other people's carets. */
const text = (page: Page): Promise<string> =>
	notes(page).evaluate((editor) => {
		const copy = editor.cloneNode(true) as HTMLElement;
		for (const caret of copy.querySelectorAll('.caret')) caret.remove();
		return (copy.textContent ?? '').replace(/[\u2060\u200b]/g, '');
	});
const section = (page: Page, id: string) => page.locator(`section#${id}, #${id}`).first();

async function addPlatelets(page: Page, value: string): Promise<void> {
	await section(page, 'labs').getByRole('button', { name: 'Add lab result' }).click();
	const form = page.getByRole('form', { name: 'New lab result' });
	await form.locator('#new-labs-analyte').selectOption('platelets');
	await form.locator('#new-labs-value').fill(value);
	await form.locator('select[aria-label="Value: unit"]').selectOption('10*9/L');
	await form.locator('#new-labs-collected').fill('t');
	await form.getByRole('button', { name: 'Add lab result' }).click();
}

test('[ROAD-3] both write the same paragraph at once and end with the same text', async ({ person }) => {
	const oncologist = await person('Karin Demo-Lindqvist');
	const specialist = await person('Anna Demo-Weber');
	await openBoard(oncologist, 'Rossi');
	await openBoard(specialist, 'Rossi');
	for (const page of [oncologist, specialist]) {
		await notes(page).click();
		await expect(page.locator('[data-field="discussion/notes"] .ProseMirror')).toBeFocused();
	}
	await Promise.all([
		oncologist.keyboard.type('Counts fell after cycle two. ', { delay: 25 }),
		specialist.keyboard.type('The scan may show swelling. ', { delay: 25 }),
	]);
	await expect.poll(async () => (await text(oncologist)) === (await text(specialist))).toBe(true);
	const letters = (words: string) => [...words.replace(/\s/g, '')].sort().join('');
	await expect
		.poll(async () => letters(await text(oncologist)))
		.toBe(letters('Counts fell after cycle two. The scan may show swelling.'));
});

test('[ROAD-4] platelets of 62 typed at one center turn the finding at the other into a hold within a second', async ({
	person,
}) => {
	const oncologist = await person('Karin Demo-Lindqvist');
	const specialist = await person('Anna Demo-Weber');
	await openBoard(oncologist, 'Rossi');
	await openBoard(specialist, 'Rossi');
	const held = specialist.getByRole('heading', { name: 'Next dose: withheld by the rules' });
	await expect(held).toHaveCount(0);
	await addPlatelets(oncologist, '62');
	const typed = Date.now();
	await expect(held).toBeVisible({ timeout: 1_000 });
	console.log(`a hold at the other center after ${Date.now() - typed} ms`);
	await expect(
		specialist
			.locator('#rail')
			.getByText(/\b62 ×10⁹\/L/)
			.first(),
	).toBeVisible();
	await specialist.reload();
	await expect(held).toBeVisible();
});

test('[ROAD-5] a comment appears at the other center, and an own-center one does not', async ({ person }) => {
	const oncologist = await person('Karin Demo-Lindqvist');
	const specialist = await person('Anna Demo-Weber');
	await openBoard(oncologist, 'Rossi');
	await openBoard(specialist, 'Rossi');
	for (const page of [oncologist, specialist]) await page.getByRole('tab', { name: 'Comments' }).click();
	const write = async (page: Page, body: string, audience?: RegExp) => {
		await page.getByRole('button', { name: /^(New thread|Start a thread about the case)$/ }).click();
		if (audience) await page.getByRole('radio', { name: audience }).check();
		await page.getByLabel('Message').fill(body);
		await page.getByLabel('Message').press('Control+Enter');
		await expect(page.getByText(body)).toBeVisible();
	};
	await write(specialist, 'Only for Northgate: check the slot.', /only/i);
	await write(oncologist, 'Could you look at the count of today?');
	await expect(specialist.getByText('Could you look at the count of today?')).toBeVisible();
	await oncologist.reload();
	await oncologist.getByRole('tab', { name: 'Comments' }).click();
	await expect(oncologist.getByText('Could you look at the count of today?')).toBeVisible();
	await expect(oncologist.getByText('Only for Northgate')).toHaveCount(0);
});

test('[ROAD-6] a referral is sent, returned for information, sent again and accepted', async ({ person }) => {
	const oncologist = await person('Karin Demo-Lindqvist');
	const path = await newCase(oncologist, 'Roadwalker');
	await oncologist.goto(`${path}/referral`);
	await oncologist.getByLabel(/^To\b/).selectOption({ index: 1 });
	await oncologist
		.getByLabel(/Why it is sent while/)
		.fill('The scan is booked; we want to start the talk now.');
	await oncologist.getByLabel('Words to the receiving center').fill('Is he a candidate?');
	await oncologist.getByRole('button', { name: 'Send the referral' }).click();
	await expect(oncologist.getByText(/Northgate NET Center/).first()).toBeVisible();

	const specialist = await person('Anna Demo-Weber');
	await specialist.goto(`${path}/referral`);
	await specialist.getByRole('radio', { name: /information/i }).check();
	const back = specialist.getByRole('form', { name: 'Return the referral for information' });
	await back.getByLabel('Something else').fill('The pathology report with the mitotic rate');
	await back.getByLabel(/Words to/).fill('Please add it.');
	await back.getByRole('button', { name: 'Return for information' }).click();

	await expect(oncologist.getByRole('heading', { name: 'Northgate NET Center asks for more' })).toBeVisible();
	await expect(oncologist.getByText('The pathology report with the mitotic rate').first()).toBeVisible();
	await oncologist.getByLabel('What you did about it').fill('Added to the board.');
	await oncologist.getByRole('button', { name: 'Send again' }).click();

	await specialist.getByRole('radio', { name: /accept/i }).check();
	await specialist
		.getByRole('form', { name: 'Accept the referral' })
		.getByLabel(/Words to/)
		.fill('Welcome.');
	await specialist.getByRole('button', { name: 'Accept the referral' }).click();
	await expect(oncologist.getByText(/Accepted\./)).toBeVisible();
});

test('[ROAD-7] the referral-back is generated, signed with a password and acknowledged', async ({
	person,
}) => {
	const specialist = await person('Anna Demo-Weber');
	const path = await openBoard(specialist, 'Hauser');
	await specialist.goto(`${path}/referral-back`);
	await specialist.getByRole('button', { name: 'Write it from the board' }).click();
	await expect(specialist.getByText('Draft, not signed')).toBeVisible();
	await expect(specialist.locator('[data-blanks]')).toHaveCount(0);
	await specialist.getByRole('radio', { name: /am responsible for it/ }).check();
	await specialist.getByLabel('Your password').fill('Synthetic-Demo-2026');
	await specialist.getByRole('button', { name: /^Sign revision/ }).click();
	await expect(specialist.getByText('Signed, waits to be acknowledged')).toBeVisible();

	const oncologist = await person('Karin Demo-Lindqvist');
	await oncologist.goto(`${path}/referral-back`);
	await oncologist.getByRole('button', { name: 'Acknowledge' }).click();
	await expect(specialist.getByText('Acknowledged').first()).toBeVisible();
	const pdf = await oncologist.request.get(
		(await oncologist.getByRole('link', { name: 'PDF' }).getAttribute('href')) ?? '',
	);
	expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
});

test('[ROAD-8] a third center gets the same answer for this case as for one that does not exist', async ({
	person,
	site,
}) => {
	const oncologist = await person('Karin Demo-Lindqvist');
	const path = await openBoard(oncologist, 'Rossi');
	const stranger = await person('Hugo Demo-Fontaine');
	const nothing = '/cases/00000000-0000-4000-8000-000000000000';
	const shown = async (where: string) => {
		const answer = await stranger.goto(where);
		return { status: answer?.status(), text: (await stranger.locator('main').innerText()).trim() };
	};
	expect(await shown(path)).toEqual(await shown(nothing));
	expect((await shown(path)).status).toBe(404);

	const asked = async (caseId: string) => {
		const input = encodeURIComponent(JSON.stringify([{ caseId: 1 }, caseId]));
		const answer = await stranger.request.get(
			`${site.url}/trpc/cases.open?input=${encodeURIComponent(JSON.stringify(decodeURIComponent(input)))}`,
		);
		return { status: answer.status(), body: (await answer.text()).replaceAll(caseId, 'ID') };
	};
	expect(await asked(path.split('/')[2] ?? '')).toEqual(await asked(nothing.split('/')[2] ?? ''));
});
