import { blanksOf } from '@consilium/handoff';
import { sql, type SQL } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rightPassword } from '../board.fixture.ts';
import { listCases } from '../case/list.ts';
import { beginJourney, taken, treated, type Journey } from '../journey.fixture.ts';
import { acceptReferral, sendReferral } from '../referral/commands.ts';
import { currentReferral } from '../referral/referral.ts';
import {
	acknowledgeReferralBack,
	editReferralBack,
	generateReferralBack,
	signReferralBack,
} from './commands.ts';
import { hashOf } from './hash.ts';
import { referralBackPage } from './show.ts';
import type { ReferralBack } from './referral-back.ts';
import { verifySignatures } from './verify.ts';

let journey: Journey;
let caseId: string;

beforeAll(async () => {
	journey = await beginJourney();
}, 60_000);
beforeEach(async () => {
	caseId = await journey.open(treated(170));
	await journey.accepted(caseId);
});
afterAll(() => journey.remove());

const page = async (personId: string) =>
	referralBackPage(journey.board, await journey.actor(personId, caseId));

async function generate(personId = journey.specialist): Promise<ReferralBack> {
	taken(await generateReferralBack(journey.board, await journey.actor(personId, caseId)));
	const { current } = await page(personId);
	if (!current) throw new Error('nothing was generated');
	return current;
}

/** The draft with every blank answered in words. */
async function complete(draft: ReferralBack): Promise<ReferralBack> {
	const edits = blanksOf(draft.document).map(({ blockId }) => ({ blockId, text: 'Does not apply to her.' }));
	if (edits.length > 0)
		taken(
			await editReferralBack(journey.board, journey.specialist, {
				id: draft.id,
				revision: draft.revision,
				edits,
			}),
		);
	const { current } = await page(journey.specialist);
	if (!current) throw new Error('the draft is gone');
	return current;
}

const sign = ({ id, revision }: ReferralBack, more: { personId?: string; password?: string } = {}) =>
	signReferralBack(journey.board, more.personId ?? journey.specialist, {
		id,
		revision,
		meaning: 'I am the author of this summary',
		password: more.password ?? rightPassword,
	});

describe('a referral-back', () => {
	it('[BOARD-14] is written from the board, edited, signed with step-up, acknowledged; that closes the case', async () => {
		const draft = await generate();
		expect(draft.state).toBe('draft');
		const { hash } = taken(await sign(await complete(draft)));
		const signed = (await page(journey.oncologist)).current;
		expect(signed).toMatchObject({
			state: 'signed',
			hash,
			intact: true,
			meaning: 'I am the author of this summary',
		});
		expect(signed?.signedBy).toMatchObject({ role: 'NET specialist', centerName: 'Northgate' });
		expect((await currentReferral(journey.store.db, caseId))?.state).toBe('referred-back');
		const note = 'Thank you; we take the dated duties.';
		taken(await acknowledgeReferralBack(journey.board, journey.oncologist, { id: draft.id, note }));
		const closed = (await page(journey.specialist)).current;
		expect(closed).toMatchObject({ state: 'acknowledged', hash, intact: true, acknowledgedNote: note });
		const rows = await listCases(journey.board, journey.oncologist);
		expect(rows.find((row) => row.caseId === caseId)).toMatchObject({ stage: 'closed', waitingOn: null });
	});

	it('[BOARD-14] says a field with two values, and cannot be signed over it', async () => {
		const before = blanksOf((await generate()).document).map(({ blank }) => blank);
		await journey.store.db.execute(
			sql`update case_view set conflicts = '[{"path": "cycles/c1/activity", "values": []}]' where case_id = ${caseId}`,
		);
		const added = blanksOf((await generate()).document).flatMap(({ blank }) =>
			before.includes(blank) ? [] : [blank],
		);
		expect(added).toContain('two values of Administered activity are entered: choose one on the board');
	});

	it('[BOARD-14] is not signed while a blank is open, with a wrong password, as another revision, or in another role', async () => {
		const draft = await generate();
		expect(blanksOf(draft.document).length).toBeGreaterThan(0);
		expect(await sign(draft)).toMatchObject({ ok: false, code: 'incomplete' });
		const ready = await complete(draft);
		expect(await sign(ready, { password: 'wrong' })).toMatchObject({ code: 'wrong-password' });
		expect(await sign({ ...ready, revision: ready.revision - 1 })).toMatchObject({ code: 'stale' });
		for (const personId of [journey.oncologist, journey.coordinator, journey.surgeon])
			expect(await sign(ready, { personId })).toMatchObject({ code: 'not-allowed' });
		expect((await page(journey.specialist)).current?.state).toBe('draft');
	});

	it('[BOARD-14] stands once signed: no edit, no second signature, no new draft, and no change in the database', async () => {
		const ready = await complete(await generate());
		taken(await sign(ready));
		const signed = (await page(journey.specialist)).current ?? ready;
		const edits = [{ blockId: 'any', text: 'changed' }];
		const { id, revision } = signed;
		expect(await editReferralBack(journey.board, journey.specialist, { id, revision, edits })).toMatchObject({
			code: 'wrong-state',
		});
		expect(await sign(signed)).toMatchObject({ code: 'wrong-state' });
		const again = await generateReferralBack(journey.board, await journey.actor(journey.specialist, caseId));
		expect(again).toMatchObject({ code: 'wrong-state' });
		for (const statement of [
			sql`update referral_back_event set meaning = 'forged' where referral_back_id = ${id}`,
			sql`delete from referral_back_event where referral_back_id = ${id}`,
		])
			await expect(journey.store.db.execute(statement)).rejects.toThrow();
	});

	it('[BOARD-16] what is shown as signed is what was signed; a change behind the back of the product is found', async () => {
		const ready = await complete(await generate());
		taken(await sign(ready));
		const { db } = journey.store;
		expect(await verifySignatures(db)).toMatchObject({ ok: true });
		const forge = async (...statements: SQL[]) => {
			await db.execute(sql`alter table referral_back_event disable trigger user`);
			for (const statement of statements) await db.execute(statement);
			await db.execute(sql`alter table referral_back_event enable trigger user`);
		};
		const at = sql`referral_back_id = ${ready.id} and kind = 'signed'`;
		const title = ready.document.title;
		await forge(
			sql`update referral_back_event set document = jsonb_set(document, '{title}', '"Forged"') where ${at}`,
		);
		expect((await page(journey.oncologist)).current).toMatchObject({ intact: false, document: { title } });
		expect(await verifySignatures(db)).toMatchObject({ ok: false, id: ready.id });
		const both = sql`detail = jsonb_set(detail, '{document,title}', '"Forged"')`;
		await forge(sql`update referral_back_event set ${both} where ${at}`);
		const [row] = (
			await db.execute<{ detail: unknown }>(sql`select detail from referral_back_event where ${at}`)
		).rows;
		await forge(sql`update referral_back_event set hash = ${hashOf(row?.detail)} where ${at}`);
		expect((await page(journey.oncologist)).current?.intact).toBe(true);
		expect(await verifySignatures(db)).toEqual({
			ok: false,
			id: ready.id,
			why: 'the audit chain knows another signature, or none',
		});
	});

	it("[BOARD-15] a draft that was left behind is neither seen, edited nor signed by the next referral's center", async () => {
		const ready = await complete(await generate());
		taken(await sign(ready));
		const left = crypto.randomUUID();
		const { db } = journey.store;
		const referralId = (await currentReferral(db, caseId))?.id;
		await db.execute(sql`insert into referral_back
			select ${left}, case_id, ${referralId}, 99, from_center_id, to_center_id, created_at from referral_back
			where id = ${ready.id}`);
		await db.execute(sql`insert into referral_back_event
			select gen_random_uuid(), ${left}, 1, 'generated', document, facts, '{}', null, null, '', person_id, center_id, at
			from referral_back_event where referral_back_id = ${ready.id} and kind = 'generated'`);
		taken(await acknowledgeReferralBack(journey.board, journey.oncologist, { id: ready.id, note: '' }));
		const elsewhere = await journey.center('Southgate', 'specialty');
		const newcomer = await journey.person(elsewhere, 'netSpecialist', ['member', 'clinician']);
		const actor = await journey.actor(journey.oncologist, caseId);
		const input = { toCenterId: elsewhere, plannedTreatmentOn: null, note: '', incompleteReason: 'x' };
		const sent = taken(await sendReferral(journey.board, actor, input));
		taken(await acceptReferral(journey.board, newcomer, { referralId: sent.referralId, note: '' }));
		const shown = await page(newcomer);
		expect([shown.current, ...shown.earlier].map((one) => one?.id)).not.toContain(left);
		const edits = [{ blockId: 'any', text: 'changed' }];
		const edit = { id: left, revision: 1, edits };
		expect(await editReferralBack(journey.board, newcomer, edit)).toMatchObject({
			ok: false,
			code: 'not-allowed',
		});
		expect(await editReferralBack(journey.board, journey.specialist, edit)).toMatchObject({
			code: 'wrong-state',
		});
		const draft = { ...ready, id: left, revision: 1 };
		expect((await sign(draft, { personId: newcomer })).ok).toBe(false);
		expect((await page(journey.specialist)).may.sign).toBe(false);
	});

	it('[BOARD-14] the hash is that of exactly what was shown, who signed and what it means', () => {
		const content = { document: { a: 1 }, meaning: 'author', signer: 'x' };
		expect(hashOf(content)).toBe(hashOf({ signer: 'x', meaning: 'author', document: { a: 1 } }));
		expect(hashOf({ ...content, meaning: 'approve' })).not.toBe(hashOf(content));
		expect(hashOf(content)).toMatch(/^[0-9a-f]{64}$/);
	});

	it('[BOARD-15] a draft is not seen at the referring center; a coordinator may prepare and not sign', async () => {
		const draft = await generate(journey.coordinator);
		expect((await page(journey.oncologist)).current).toBeNull();
		const { may } = await page(journey.coordinator);
		expect(may).toEqual({ generate: true, edit: true, sign: false, acknowledge: false });
		expect((await page(journey.specialist)).may.sign).toBe(true);
		expect(await sign(draft, { personId: journey.stranger })).toEqual(
			await sign({ ...draft, id: crypto.randomUUID() }, { personId: journey.stranger }),
		);
	});

	it('[BOARD-15] two who edit the same revision: one is kept, the other is told', async () => {
		const draft = await generate();
		const [blank] = blanksOf(draft.document);
		const edit = (text: string) =>
			editReferralBack(journey.board, journey.specialist, {
				id: draft.id,
				revision: draft.revision,
				edits: [{ blockId: blank?.blockId ?? '', text }],
			});
		const answers = await Promise.all([edit('one'), edit('two')]);
		expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
		expect(answers.find((answer) => !answer.ok)).toMatchObject({ code: 'stale' });
	});

	it('[BOARD-15] no draft is made beside a signature: whoever comes second is told', async () => {
		const ready = await complete(await generate());
		const actor = await journey.actor(journey.specialist, caseId);
		const [signed, ...made] = await Promise.all([
			sign(ready),
			...[0, 1, 2].map(() => generateReferralBack(journey.board, actor)),
		]);
		const { current, earlier } = await page(journey.specialist);
		const drafts = [current, ...earlier].filter((one) => one?.state === 'draft');
		if (signed?.ok) expect(current?.state).toBe('signed');
		else expect(drafts.length).toBeGreaterThan(0);
		expect(made.every((answer) => answer.ok || ['stale', 'wrong-state'].includes(answer.code))).toBe(true);
	});

	it('[BOARD-15] acknowledging is for the primary oncologist of the referring center, once', async () => {
		const ready = await complete(await generate());
		const acknowledge = (personId: string) =>
			acknowledgeReferralBack(journey.board, personId, { id: ready.id, note: '' });
		expect(await acknowledge(journey.oncologist)).toMatchObject({ code: 'wrong-state' });
		taken(await sign(ready));
		for (const personId of [journey.navigator, journey.observer, journey.specialist])
			expect(await acknowledge(personId)).toMatchObject({ code: 'not-allowed' });
		taken(await acknowledge(journey.oncologist));
		expect(await acknowledge(journey.oncologist)).toMatchObject({ code: 'wrong-state' });
		const actor = await journey.actor(journey.oncologist, caseId);
		const input = {
			toCenterId: journey.northgate,
			plannedTreatmentOn: null,
			note: '',
			incompleteReason: 'x',
		};
		expect((await sendReferral(journey.board, actor, input)).ok).toBe(true);
	});
});
