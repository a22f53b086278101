import { schema } from '@consilium/store';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { caseAccess } from '../access/case-access.ts';
import { listCases } from '../case/list.ts';
import { beginJourney, taken, type Journey } from '../journey.fixture.ts';
import { acceptReferral, declineReferral, resendReferral, returnReferral, sendReferral } from './commands.ts';
import { currentReferral } from './referral.ts';
import { referralPage } from './show.ts';

let journey: Journey;
let caseId: string;

beforeAll(async () => {
	journey = await beginJourney();
}, 60_000);
beforeEach(async () => {
	caseId = await journey.open();
});
afterAll(() => journey.remove());

const stage = async (personId: string) =>
	(await listCases(journey.board, personId)).find((row) => row.caseId === caseId)?.stage;

async function isReferralRoomLocked(): Promise<boolean> {
	const { caseRoom } = schema;
	const [room] = await journey.store.db
		.select()
		.from(caseRoom)
		.where(and(eq(caseRoom.caseId, caseId), eq(caseRoom.scope, 'referral')));
	return room?.lockedAt !== null;
}

const sendInput = () => ({ toCenterId: journey.northgate, plannedTreatmentOn: '2026-05-25', note: 'please' });

describe('a referral', () => {
	it('[BOARD-4] is sent, returned for information, sent again and accepted; the ball and the lock go with it', async () => {
		const referralId = await journey.send(caseId);
		expect([await stage(journey.oncologist), await isReferralRoomLocked()]).toEqual(['referred', true]);
		const items = ['SSTR PET not older than 6 months'];
		taken(
			await returnReferral(journey.board, journey.coordinator, { referralId, items, note: 'gladly then' }),
		);
		expect([await stage(journey.oncologist), await isReferralRoomLocked()]).toEqual(['returned', false]);
		expect((await currentReferral(journey.store.db, caseId))?.owner).toBe(journey.riverside);
		taken(await resendReferral(journey.board, journey.navigator, { referralId, note: 'here it is' }));
		expect([await stage(journey.specialist), await isReferralRoomLocked()]).toEqual(['referred', true]);
		taken(await acceptReferral(journey.board, journey.specialist, { referralId, note: '' }));
		expect([await stage(journey.specialist), await isReferralRoomLocked()]).toEqual(['shared', true]);
		const referral = await currentReferral(journey.store.db, caseId);
		expect(referral).toMatchObject({ state: 'accepted', owner: journey.northgate });
		expect(referral?.events.map(({ kind }) => kind)).toEqual(['send', 'return', 'resend', 'accept']);
		expect(referral?.events[1]).toMatchObject({ items, note: 'gladly then', centerName: 'Northgate' });
	});

	it('[BOARD-4] of many who send at once exactly one sends, at whatever instant', async () => {
		const actor = await journey.actor(journey.oncologist, caseId);
		const send = async (wait: number) => {
			await new Promise((done) => setTimeout(done, wait));
			return sendReferral(journey.board, actor, { ...sendInput(), incompleteReason: 'it is a test' });
		};
		const answers = await Promise.all([0, 0, 1, 2, 4, 8, 12, 16].map(send));
		expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
		const { referral } = schema;
		expect(await journey.store.db.select().from(referral).where(eq(referral.caseId, caseId))).toHaveLength(1);
	});

	it('[BOARD-6] brings the receiving center onto the case, with a private room of its own', async () => {
		const ask = () => caseAccess(journey.store.db, journey.surgeon, caseId, journey.board.now());
		expect(await ask()).toBeNull();
		await journey.send(caseId);
		expect(await ask()).toMatchObject({ role: 'surgeon', atOrigin: false });
	});

	it('[BOARD-6] declining ends their access at once, and has the open sockets of the case looked at', async () => {
		const referralId = await journey.send(caseId);
		journey.rechecked.length = 0;
		taken(
			await declineReferral(journey.board, journey.specialist, {
				referralId,
				reason: 'no-indication',
				advice: 'Continue the analog and image again in three months.',
			}),
		);
		expect(journey.rechecked).toContainEqual({ caseId });
		for (const personId of [journey.specialist, journey.surgeon, journey.coordinator])
			expect(await caseAccess(journey.store.db, personId, caseId, journey.board.now())).toBeNull();
		expect([await stage(journey.oncologist), await isReferralRoomLocked()]).toEqual(['declined', false]);
		const again = await journey.send(caseId);
		expect(again).not.toBe(referralId);
		expect(await stage(journey.specialist)).toBe('referred');
	});

	it('[BOARD-4] that cannot be made now is refused with the state it is in', async () => {
		const referralId = await journey.send(caseId);
		const actor = await journey.actor(journey.oncologist, caseId);
		const twice = await sendReferral(journey.board, actor, { ...sendInput(), incompleteReason: 'x' });
		expect(twice).toMatchObject({
			ok: false,
			code: 'wrong-state',
			message: expect.stringContaining('waits'),
		});
		taken(await acceptReferral(journey.board, journey.specialist, { referralId, note: '' }));
		const late = await acceptReferral(journey.board, journey.specialist, { referralId, note: '' });
		expect(late).toMatchObject({ ok: false, code: 'wrong-state' });
	});

	it('[BOARD-4] is moved by the center whose move it is, in a role that has it', async () => {
		const referralId = await journey.send(caseId);
		const accept = (personId: string) => acceptReferral(journey.board, personId, { referralId, note: '' });
		for (const personId of [journey.oncologist, journey.navigator, journey.surgeon, journey.coordinator])
			expect(await accept(personId)).toMatchObject({ ok: false, code: 'not-allowed' });
		const foreign = await accept(journey.stranger);
		const missing = await acceptReferral(journey.board, journey.stranger, {
			referralId: crypto.randomUUID(),
			note: '',
		});
		expect(foreign).toEqual(missing);
		expect(await acceptReferral(journey.board, journey.stranger, { referralId: 'x', note: '' })).toEqual(
			missing,
		);
	});

	it('[BOARD-4] two who answer at once: one wins, the other is told', async () => {
		const referralId = await journey.send(caseId);
		const answers = await Promise.all([
			acceptReferral(journey.board, journey.specialist, { referralId, note: '' }),
			declineReferral(journey.board, journey.specialist, { referralId, reason: 'other', advice: 'no' }),
			returnReferral(journey.board, journey.coordinator, { referralId, items: ['x'], note: '' }),
		]);
		expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
		expect((await currentReferral(journey.store.db, caseId))?.events).toHaveLength(2);
	});

	it('[BOARD-7] is not sent incomplete without a reason, nor to a center that is no specialty center', async () => {
		const actor = await journey.actor(journey.oncologist, caseId);
		expect(await sendReferral(journey.board, actor, sendInput())).toMatchObject({
			ok: false,
			code: 'incomplete',
			message: expect.stringMatching(/^Not complete: .+/),
		});
		for (const toCenterId of [journey.riverside, crypto.randomUUID(), 'x'])
			expect(
				await sendReferral(journey.board, actor, { ...sendInput(), toCenterId, incompleteReason: 'x' }),
			).toMatchObject({ ok: false, code: 'invalid', fields: { toCenterId: expect.any(String) } });
		expect(await currentReferral(journey.store.db, caseId)).toBeNull();
	});

	it('[BOARD-7] shows what is missing, what the rules would say, and the moves this person has', async () => {
		const before = await referralPage(journey.board, await journey.actor(journey.oncologist, caseId));
		expect(before.referral).toBeNull();
		expect(before.may).toMatchObject({ send: true, accept: false });
		expect(before.checklist.some((item) => item.status === 'missing')).toBe(true);
		expect(before.preview.cannotTell).toBeGreaterThan(0);
		await journey.send(caseId);
		const after = await referralPage(journey.board, await journey.actor(journey.specialist, caseId));
		expect(after.may).toMatchObject({
			send: false,
			accept: true,
			return: true,
			decline: true,
			resend: false,
		});
	});

	it('[BOARD-7] judges readiness for the day asked for, else the referral’s, else the one planned on the board', async () => {
		const planned = await journey.open({ 'plan/nextDoseAt': '2026-06-01T10:00:00-05:00' });
		const actor = await journey.actor(journey.oncologist, planned);
		expect((await referralPage(journey.board, actor)).plannedTreatmentOn).toBe('2026-06-01');
		expect((await referralPage(journey.board, actor, '2026-07-01')).plannedTreatmentOn).toBe('2026-07-01');
		const bare = await journey.open({});
		const onBare = await journey.actor(journey.oncologist, bare);
		expect((await referralPage(journey.board, onBare)).plannedTreatmentOn).toBeNull();
	});
});
