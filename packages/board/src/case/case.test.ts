import { valueEntry } from '@consilium/case-model';
import { schema, verifyAudit } from '@consilium/store';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseAccess } from '../access/case-access.ts';
import { roomAccess, roomsOf } from '../access/room-access.ts';
import { beginJourney, rossi, treated, type Journey } from '../journey.fixture.ts';
import { createCase, whyNotContent } from './create.ts';
import { listCases } from './list.ts';
import { noteLook } from './look.ts';
import { openCase } from './open.ts';
import { viewOf } from './view.ts';

let journey: Journey;

beforeAll(async () => {
	journey = await beginJourney();
}, 60_000);
afterAll(() => journey.remove());

const create = (personId: string, input: Partial<Parameters<typeof createCase>[2]> = {}) =>
	createCase(
		journey.board,
		{ personId, sessionId: 'test' },
		{ centerId: journey.riverside, entries: {}, prose: {}, ...input },
	);

describe('opening a case', () => {
	it('[BOARD-2] puts the default team of its center on it, and nobody else', async () => {
		const caseId = await journey.open();
		const { team, me } = await openCase(journey.board, await journey.actor(journey.oncologist, caseId));
		expect(team.map((one) => one.personId).sort()).toEqual(
			[journey.oncologist, journey.navigator, journey.observer].sort(),
		);
		expect(me.role).toBe('primaryOncologist');
		for (const personId of [journey.specialist, journey.coordinator, journey.stranger])
			expect(await caseAccess(journey.store.db, personId, caseId, journey.board.now())).toBeNull();
	});

	it('[BOARD-2] brings the first content once, in the rooms where it belongs, and shows it at once', async () => {
		const caseId = await journey.open(treated(104));
		const view = await viewOf(journey.store.db, caseId);
		expect(Object.keys(view.record.entries).sort()).toEqual(Object.keys(treated(104)).sort());
		expect(view.record.prose['question/asked']).toContain('candidate');
		expect(view.authorship['patient/familyName']).toMatchObject({
			personId: journey.oncologist,
			centerName: 'Riverside',
			seq: 1,
		});
		expect(view.unreadable).toEqual([]);
	});

	it('[BOARD-2] is for oncologists and coordinators; a foreign center is as one that is not there', async () => {
		expect(await create(journey.observer)).toMatchObject({ ok: false, code: 'not-allowed' });
		const foreign = await create(journey.stranger);
		const missing = await create(journey.stranger, { centerId: crypto.randomUUID() });
		expect(foreign).toEqual(missing);
		expect(await create(journey.stranger, { centerId: 'not an id' })).toEqual(missing);
		expect(foreign).toMatchObject({ ok: false, code: 'not-found' });
	});

	it('[BOARD-2] refuses content that fits no field, by address, and then opens nothing', async () => {
		const before = (await listCases(journey.board, journey.oncologist)).length;
		const entries = {
			'patient/familyName': valueEntry('Rossi'),
			'patient/nothing': valueEntry('x'),
			'patient/birthDate': valueEntry('31/02'),
			'__proto__/x': valueEntry('y'),
		};
		const outcome = await create(journey.oncologist, { entries, prose: { 'privateNotes/notes': 'no' } });
		expect(outcome).toMatchObject({ ok: false, code: 'invalid' });
		const fields = outcome.ok ? {} : (outcome.fields ?? {});
		expect(Object.keys(fields).sort()).toEqual(
			['__proto__/x', 'patient/birthDate', 'patient/nothing', 'privateNotes/notes'].sort(),
		);
		expect((await listCases(journey.board, journey.oncologist)).length).toBe(before);
		expect(whyNotContent({ entries: { 'patient/familyName': valueEntry('Rossi') }, prose: {} })).toBeNull();
	});
});

describe('access to a case', () => {
	it('[BOARD-3] a case that is not one’s own, one that is not there and no id at all are the same', async () => {
		const caseId = await journey.open();
		const ask = (id: string) => caseAccess(journey.store.db, journey.stranger, id, journey.board.now());
		expect([await ask(caseId), await ask(crypto.randomUUID()), await ask("x' or 1=1")]).toEqual([
			null,
			null,
			null,
		]);
	});

	it('[BOARD-3] ends with its date, and with the account', async () => {
		const caseId = await journey.open();
		const { db } = journey.store;
		const guest = await journey.person(journey.riverside, null);
		const until = new Date(journey.board.now().getTime() + 60 * 60_000);
		await db.insert(schema.caseTeam).values({
			caseId,
			personId: guest,
			centerId: journey.riverside,
			caseRole: 'guest',
			since: journey.board.now(),
			until,
			why: 'invited for one hour',
		});
		const ask = () => caseAccess(db, guest, caseId, journey.board.now());
		expect((await ask())?.role).toBe('guest');
		await db
			.update(schema.person)
			.set({ disabledAt: journey.board.now() })
			.where(eq(schema.person.id, guest));
		expect(await ask()).toBeNull();
		await db.update(schema.person).set({ disabledAt: null }).where(eq(schema.person.id, guest));
		journey.pass(61);
		expect(await ask()).toBeNull();
	});

	it('[BOARD-3] ends when the person leaves the center they act for, in every room and list', async () => {
		const caseId = await journey.open();
		const leaver = await journey.person(journey.riverside, 'surgeon');
		const { db } = journey.store;
		const place = {
			caseId,
			personId: leaver,
			centerId: journey.riverside,
			caseRole: 'surgeon',
			why: 'asked',
		};
		await db.insert(schema.caseTeam).values(place);
		const [room] = await roomsOf(db, await journey.actor(leaver, caseId));
		await db
			.update(schema.membership)
			.set({ until: journey.board.now() })
			.where(eq(schema.membership.personId, leaver));
		expect(await caseAccess(db, leaver, caseId, journey.board.now())).toBeNull();
		expect(await roomAccess(db, leaver, room?.roomId ?? '', journey.board.now())).toBeNull();
		expect(await listCases(journey.board, leaver)).toEqual([]);
	});

	it('[BOARD-3] is not given by being an administrator', async () => {
		const caseId = await journey.open();
		const admin = await journey.person(journey.riverside, null, ['member', 'admin']);
		expect(await caseAccess(journey.store.db, admin, caseId, journey.board.now())).toBeNull();
	});

	it('[BOARD-5] rooms are read or written as the table says, private ones only by their own center', async () => {
		const caseId = await journey.open();
		await journey.accepted(caseId);
		const rights = async (personId: string) => {
			const rooms = await roomsOf(journey.store.db, await journey.actor(personId, caseId));
			return Object.fromEntries(
				rooms.map(({ scope, access, centerId }) => [scope, `${access} ${centerId ?? ''}`.trim()]),
			);
		};
		const { riverside, northgate } = journey;
		expect(await rights(journey.oncologist)).toEqual({
			referral: 'read',
			workup: 'write',
			board: 'write',
			private: `write ${riverside}`,
		});
		expect(await rights(journey.specialist)).toEqual({
			referral: 'read',
			workup: 'write',
			board: 'write',
			private: `write ${northgate}`,
		});
		expect(await rights(journey.observer)).toEqual({ referral: 'read', workup: 'read', board: 'read' });
	});

	it('[BOARD-5] a room of another case, a private room of the other center and no room at all are the same', async () => {
		const caseId = await journey.open();
		await journey.accepted(caseId);
		const { caseRoom } = schema;
		const [theirs] = await journey.store.db
			.select({ id: caseRoom.id })
			.from(caseRoom)
			.where(and(eq(caseRoom.caseId, caseId), eq(caseRoom.centerId, journey.northgate)));
		const ask = (personId: string, roomId: string) =>
			roomAccess(journey.store.db, personId, roomId, journey.board.now());
		expect(await ask(journey.specialist, theirs?.id ?? '')).toMatchObject({ access: 'write' });
		expect(await ask(journey.oncologist, theirs?.id ?? '')).toBeNull();
		expect(await ask(journey.stranger, theirs?.id ?? '')).toBeNull();
		expect(await ask(journey.oncologist, 'no-such-room')).toBeNull();
	});
});

describe('the list of cases', () => {
	it('[BOARD-10] shows only one’s own, with stage, court and counts; what is not recorded is null', async () => {
		const caseId = await journey.open(treated(62));
		await journey.send(caseId);
		expect(await listCases(journey.board, journey.stranger)).toEqual([]);
		const row = (await listCases(journey.board, journey.specialist)).find((one) => one.caseId === caseId);
		expect(row).toMatchObject({
			patient: { familyName: 'Rossi', mrn: null, sex: null, birthDate: '1961-03-14' },
			stage: 'referred',
			waitingOn: { centerId: journey.northgate },
			question: 'Is she a candidate?',
			nextDoseAt: '2026-05-25',
			myRole: 'netSpecialist',
		});
		expect(row?.findings?.critical).toBeGreaterThan(0);
	});

	it('[BOARD-12] everything that was done is in the audit chain of the center that did it, and the chain holds', async () => {
		const caseId = await journey.open(rossi);
		await openCase(journey.board, await journey.actor(journey.oncologist, caseId));
		const events = await journey.store.db
			.select({ action: schema.auditEvent.action })
			.from(schema.auditEvent)
			.where(eq(schema.auditEvent.caseId, caseId));
		expect(events.map((event) => event.action)).toEqual(['case.create', 'case.open']);
		const actor = await journey.actor(journey.oncologist, caseId);
		for (let times = 0; times < 5; times++) await noteLook(journey.board, actor, 'case.read');
		journey.pass(16);
		await noteLook(journey.board, actor, 'case.read');
		const looks = await journey.store.db
			.select({ personId: schema.auditEvent.personId })
			.from(schema.auditEvent)
			.where(and(eq(schema.auditEvent.caseId, caseId), eq(schema.auditEvent.action, 'case.read')));
		expect(looks).toEqual([{ personId: journey.oncologist }, { personId: journey.oncologist }]);
		expect(await verifyAudit(journey.store.db, journey.riverside)).toMatchObject({ ok: true });
	});
});
