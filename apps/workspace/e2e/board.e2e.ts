import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { parse, stringify } from 'devalue';
import { expect, test } from './journey.ts';

async function openBoard(page: Page, patient: string): Promise<void> {
	await page.goto('/');
	await page.getByRole('link', { name: patient }).first().click();
	await expect(saveState(page)).toHaveText(/Saved \d\d:\d\d/);
	await expect(input(page, 'performance/symptoms')).toBeEnabled();
}
const saveState = (page: Page) => page.locator('[data-save-state]');
const input = (page: Page, path: string) =>
	page.locator(`[data-field="${path}"] :is(input, textarea, select)`).first();

test('[BOARD-UI-21] what cannot be read stays in its field with a message and is never written', async ({
	person,
}) => {
	const oncologist = await person('Karin Demo-Lindqvist');
	const specialist = await person('Anna Demo-Weber');
	await openBoard(oncologist, 'Rossi');
	await openBoard(specialist, 'Rossi');
	const before = await input(specialist, 'plan/nextDoseAt').inputValue();
	const date = input(oncologist, 'plan/nextDoseAt');
	await date.fill('31/02');
	await date.press('Enter');
	await expect(oncologist.locator('[data-field="plan/nextDoseAt"]').getByRole('alert')).toContainText(
		'31/02',
	);
	await expect(date).toHaveValue('31/02');

	await input(oncologist, 'plan/plannedDoses').fill('');
	await input(oncologist, 'plan/plannedDoses').press('Tab');
	await expect(input(specialist, 'plan/plannedDoses')).toHaveValue('');
	await expect(input(specialist, 'plan/nextDoseAt')).toHaveValue(before);
});

test('[BOARD-UI-22] edits made offline are kept, merge on return, and two values for one field wait for a choice', async ({
	person,
}) => {
	const oncologist = await person('Karin Demo-Lindqvist');
	const specialist = await person('Anna Demo-Weber');
	await openBoard(oncologist, 'Rossi');
	await openBoard(specialist, 'Rossi');
	await oncologist.context().setOffline(true);
	await input(oncologist, 'performance/ecog').selectOption('2');
	await input(oncologist, 'performance/symptoms').fill('tired in the afternoon');
	await input(oncologist, 'performance/symptoms').press('Enter');
	await expect(saveState(oncologist)).toHaveText('Offline — 2 changes kept in this tab');
	await input(specialist, 'performance/ecog').selectOption('3');
	await expect(saveState(specialist)).toHaveText(/Saved/);

	await oncologist.context().setOffline(false);
	await expect(saveState(oncologist)).toHaveText(/Saved/, { timeout: 20_000 });
	await expect(input(specialist, 'performance/symptoms')).toHaveValue('tired in the afternoon');
	const chip = (page: Page) => page.getByRole('group', { name: 'ECOG performance status: two values' });
	await expect(chip(oncologist)).toBeVisible();
	await chip(specialist)
		.getByRole('button', { name: /^Keep theirs/ })
		.click();
	await expect(chip(specialist)).toHaveCount(0);
	await expect(chip(oncologist)).toHaveCount(0);
	await expect(input(oncologist, 'performance/ecog')).toHaveValue('2');
});

test('[BOARD-UI-23] a session that ends while someone types asks for it again over the page and loses nothing', async ({
	person,
}) => {
	const page = await person('Anna Demo-Weber');
	const reader = await person('Karin Demo-Lindqvist');
	await openBoard(page, 'Rossi');
	await openBoard(reader, 'Rossi');
	await page.evaluate(() =>
		fetch('/trpc/session.signOut', { method: 'POST', headers: { 'content-type': 'application/json' } }),
	);
	const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
	await expect(dialog).toBeVisible();
	await dialog.getByRole('button', { name: /Demo: go on/ }).click();
	await expect(dialog).toHaveCount(0);
	await input(page, 'performance/symptoms').fill('well');
	await input(page, 'performance/symptoms').press('Enter');
	await expect(saveState(page)).toHaveText(/Saved/);
	await expect(input(reader, 'performance/symptoms')).toHaveValue('well');
});

/** Calls a command as the person whose page it is. */
async function command(page: Page, name: string, given: unknown): Promise<unknown> {
	const answer = await page.request.post(`/trpc/${name}`, {
		data: JSON.stringify(stringify(given)),
		headers: { 'content-type': 'application/json', origin: new URL(page.url()).origin },
	});
	const body = (await answer.json()) as { result?: { data: string } };
	if (!body.result) throw new Error(`${name}: ${JSON.stringify(body)}`);
	return parse(body.result.data);
}

test('[BOARD-UI-26] what was typed offline into a part that was locked meanwhile is called not saved, can be copied, and goes only when its author says so', async ({
	person,
}) => {
	const oncologist = await person('Karin Demo-Lindqvist');
	const colleague = await person('Karin Demo-Lindqvist');
	await openBoard(oncologist, 'Kowalski');
	const reason = input(oncologist, 'question/reason');
	const saved = await reason.inputValue();
	await oncologist.context().setOffline(true);
	await reason.fill('typed while offline');
	await reason.press('Enter');
	await input(oncologist, 'performance/symptoms').fill('tired');
	await input(oncologist, 'performance/symptoms').press('Enter');
	await expect(saveState(oncologist)).toHaveText('Offline — 2 changes kept in this tab');
	await colleague.goto('/');
	const centers = (await colleague.request.get('/trpc/centers.list').then((answer) => answer.json())) as {
		result: { data: string };
	};
	const to = (parse(centers.result.data) as { id: string; kind: string }[]).find(
		(center) => center.kind === 'specialty',
	);
	await command(colleague, 'referrals.send', {
		caseId: new URL(oncologist.url()).pathname.split('/').at(-1),
		toCenterId: to?.id,
		plannedTreatmentOn: null,
		note: '',
		incompleteReason: 'urgent',
	});

	await oncologist.context().setOffline(false);
	const strip = oncologist.getByRole('alert').filter({ hasText: 'Your last change was not saved' });
	await expect(strip).toContainText('locked', { timeout: 30_000 });
	await expect(saveState(oncologist)).toHaveText(/^Not saved: .*locked/);
	await expect(reason).toHaveValue('typed while offline');
	await strip.getByRole('button', { name: 'Go back to the saved board' }).click();
	await expect(strip).toHaveCount(0);
	await expect(reason).toHaveValue(saved);
	await expect(input(oncologist, 'performance/symptoms')).toHaveValue('tired');
	await expect(saveState(oncologist)).toHaveText(/Saved/);
});

test('[BOARD-UI-24] my undo takes back my own last change and leaves theirs', async ({ person }) => {
	const oncologist = await person('Karin Demo-Lindqvist');
	const specialist = await person('Anna Demo-Weber');
	await openBoard(oncologist, 'Rossi');
	await openBoard(specialist, 'Rossi');
	const was = await input(oncologist, 'diagnosis/stage').inputValue();
	await input(oncologist, 'diagnosis/stage').fill('typed by mistake');
	await input(oncologist, 'diagnosis/stage').press('Enter');
	await input(specialist, 'performance/symptoms').fill('theirs');
	await input(specialist, 'performance/symptoms').press('Enter');
	await expect(input(oncologist, 'performance/symptoms')).toHaveValue('theirs');
	await input(oncologist, 'diagnosis/stage').press('Escape');
	await oncologist.keyboard.press('u');
	await expect(input(specialist, 'diagnosis/stage')).toHaveValue(was);
	await expect(input(specialist, 'performance/symptoms')).toHaveValue('theirs');
});

for (const [width, theme] of [
	[1440, 'light'],
	[1024, 'dark'],
	[390, 'light'],
	[320, 'dark'],
] as const)
	test(`[BOARD-UI-25] the board at ${width} px, ${theme}, has no accessibility violation and does not overflow`, async ({
		person,
	}) => {
		const page = await person('Anna Demo-Weber');
		await page.setViewportSize({ width, height: 900 });
		await openBoard(page, 'Rossi');
		await page.evaluate((value) => (document.documentElement.dataset.theme = value), theme);
		const { violations } = await new AxeBuilder({ page })
			.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
			.analyze();
		expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html ?? ''}`)).toEqual([]);
		expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
			0,
		);
	});
