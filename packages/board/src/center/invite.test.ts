import { schema } from '@consilium/store';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginJourney, type Journey } from '../journey.fixture.ts';
import { invitePerson, type InviteInput } from './invite.ts';

let journey: Journey;

beforeAll(async () => {
	journey = await beginJourney();
}, 60_000);
afterAll(() => journey.remove());

const invite = (personId: string, more: Partial<InviteInput> = {}) =>
	invitePerson(journey.board, personId, {
		centerId: journey.riverside,
		email: 'new@example.org',
		name: '',
		roles: ['member'],
		caseRole: null,
		...more,
	});

async function emailOf(personId: string): Promise<string> {
	const [row] = await journey.store.db.select().from(schema.person).where(eq(schema.person.id, personId));
	return row?.email ?? '';
}

describe('inviting', () => {
	it('[BOARD-17] is for coordinators and administrators of the center itself; administrators are made by administrators', async () => {
		expect((await invite(journey.navigator)).ok).toBe(true);
		expect((await invite(journey.oncologist, { roles: ['member', 'admin'] })).ok).toBe(true);
		expect(await invite(journey.navigator, { roles: ['admin'] })).toMatchObject({ code: 'not-allowed' });
		expect(await invite(journey.observer)).toMatchObject({ code: 'not-allowed' });
		expect(await invite(journey.coordinator)).toMatchObject({ code: 'not-found' });
		expect(await invite(journey.navigator, { centerId: 'x' })).toMatchObject({ code: 'not-found' });
	});

	it('[BOARD-17] nobody gives themselves a role, and who is there already gets another one from an administrator', async () => {
		for (const personId of [journey.navigator, journey.oncologist]) {
			const email = ` ${(await emailOf(personId)).toUpperCase()} `.trim();
			expect(await invite(personId, { email, caseRole: 'netSpecialist' })).toMatchObject({
				code: 'not-allowed',
			});
		}
		const email = await emailOf(journey.observer);
		expect(await invite(journey.navigator, { email, caseRole: 'surgeon' })).toMatchObject({
			code: 'not-allowed',
		});
		expect((await invite(journey.oncologist, { email, caseRole: 'surgeon' })).ok).toBe(true);
		expect((await invite(journey.navigator, { email: await emailOf(journey.surgeon) })).ok).toBe(true);
	});
});
