import { caseRoleLabels } from '@consilium/case-model';
import { applyEdits, blanksOf, type HandoffDocument } from '@consilium/handoff';
import { appendAudit, schema, type Tx } from '@consilium/store';
import { z } from 'zod';
import { caseAccess, may, type CaseActor } from '../access/case-access.ts';
import type { Board } from '../board.ts';
import { holdCase, uniqueOr } from '../conflict.ts';
import { decideMove } from '../referral/decide.ts';
import type { ReferralMove, Transition } from '../referral/machine.ts';
import { announceReferral, recordMove } from '../referral/commands.ts';
import { currentReferral, referralById, type Referral } from '../referral/referral.ts';
import { done, notFound, refused, type Outcome, type Refused } from '../refused.ts';
import { composeNow } from './compose.ts';
import { hashOf } from './hash.ts';
import { referralBackById, referralBacksOf, type ReferralBack, type SignedContent } from './referral-back.ts';

const revision = z.int().min(1);
export const editInput = z.strictObject({
	id: z.string(),
	revision,
	edits: z
		.array(z.strictObject({ blockId: z.string().max(200), text: z.string().max(4_000) }))
		.min(1)
		.max(500),
});
export const signInput = z.strictObject({
	id: z.string(),
	revision,
	meaning: z.string().trim().min(1, 'is empty').max(300),
	password: z.string().min(1, 'is empty').max(1_000),
});
export const acknowledgeInput = z.strictObject({ id: z.string(), note: z.string().trim().max(5_000) });

const stale = refused('stale', 'Somebody else has changed this document since you opened it.');
const mayNot = refused('not-allowed', 'Your role on this case does not include this step.');
const notOpen = refused('wrong-state', 'A referral-back is written while an accepted referral is open.');
const standsSigned = refused('wrong-state', 'This document is signed and stands as it is.');

interface Place {
	actor: CaseActor;
	current: ReferralBack;
	referral: Referral;
}

/** A referral-back for a person on its case, with the referral it answers; null for what is not theirs. */
async function placeOf(board: Board, personId: string, id: string): Promise<Place | null> {
	const { db } = board.store;
	const current = await referralBackById(db, id);
	const actor = current && (await caseAccess(db, personId, current.caseId, board.now()));
	if (!actor) return null;
	const referral = await referralById(db, current.referralId);
	return referral ? { actor, current, referral } : null;
}

/** Whether the person's center is the one that writes this referral-back, and their role the one that does. Pure. */
export function whyNotWriter(actor: CaseActor, referral: Referral): Refused | null {
	const writes = actor.centerId === referral.toCenter.id && may(actor, 'prepareReferralBack');
	return writes ? null : mayNot;
}

interface Revision {
	kind: 'generated' | 'edited' | 'signed' | 'acknowledged';
	document: HandoffDocument;
	facts: ReferralBack['evidence'];
	detail?: unknown;
	hash?: string;
	meaning?: string;
	note?: string;
}

async function write(
	{ board, tx, actor, at }: { board: Board; tx: Tx; actor: CaseActor; at: Date },
	{ id, revision }: { id: string; revision: number },
	{ kind, detail = {}, note = '', ...rest }: Revision,
): Promise<void> {
	const { personId, centerId, caseId } = actor;
	await tx.insert(schema.referralBackEvent).values({
		...rest,
		id: board.newId(),
		referralBackId: id,
		revision,
		kind,
		detail,
		note,
		personId,
		centerId,
		at,
	});
	await appendAudit(tx, {
		centerId,
		personId,
		action: `referralBack.${kind}`,
		caseId,
		detail: { id, revision, ...(rest.hash !== undefined && { hash: rest.hash }) },
	});
}

const announce = (board: Board, caseId: string, at: Date) =>
	board.live.publish({ caseId, kind: 'referralBack', at });

/** Writes the summary from the board as it stands. A draft that was there before is kept among the earlier ones. */
export async function generateReferralBack(board: Board, actor: CaseActor): Promise<Outcome<{ id: string }>> {
	const { db } = board.store;
	const { caseId } = actor;
	const referral = await currentReferral(db, caseId);
	if (!referral) return refused('wrong-state', 'No referral of this case has been sent.');
	const refusal = whyNotWriter(actor, referral);
	if (refusal) return refusal;
	if (referral.state !== 'accepted') return notOpen;
	const { document, evidence } = await composeNow(board, actor, referral);
	const number = (await referralBacksOf(db, caseId)).length + 1;
	const [id, at] = [board.newId(), board.now()];
	let isOpen = true;
	const lost = await uniqueOr(stale, () =>
		db.transaction(async (tx) => {
			await holdCase(tx, caseId);
			isOpen = (await currentReferral(tx, caseId))?.state === 'accepted';
			if (!isOpen) return;
			await tx.insert(schema.referralBack).values({
				id,
				caseId,
				referralId: referral.id,
				number,
				fromCenterId: referral.toCenter.id,
				toCenterId: referral.fromCenter.id,
				createdAt: at,
			});
			await write(
				{ board, tx, actor, at },
				{ id, revision: 1 },
				{ kind: 'generated', document, facts: evidence },
			);
		}),
	);
	if (lost) return lost;
	if (!isOpen) return notOpen;
	announce(board, caseId, at);
	return done({ id });
}

/** Rewords sentences of a draft; what was generated stays beside the new wording. */
export async function editReferralBack(
	board: Board,
	personId: string,
	input: z.infer<typeof editInput>,
): Promise<Outcome<{ revision: number }>> {
	const place = await placeOf(board, personId, input.id);
	if (!place) return notFound;
	const { actor, current, referral } = place;
	const refusal = whyNotWriter(actor, referral);
	if (refusal) return refusal;
	if (current.state !== 'draft') return standsSigned;
	if (referral.state !== 'accepted') return notOpen;
	if (current.revision !== input.revision) return stale;
	const at = board.now();
	const edited = applyEdits(current.document, input.edits, { by: actor.name, at: at.toISOString() });
	if (!edited.ok) return refused('invalid', edited.why, { [edited.blockId]: edited.why });
	const revision = current.revision + 1;
	const lost = await uniqueOr(stale, () =>
		board.store.db.transaction((tx) =>
			write(
				{ board, tx, actor, at },
				{ id: current.id, revision },
				{
					kind: 'edited',
					document: edited.document,
					facts: current.evidence,
					detail: { edits: input.edits },
				},
			),
		),
	);
	if (lost) return lost;
	announce(board, actor.caseId, at);
	return done({ revision });
}

/** Whether a draft may be signed as it was shown: the referral's state, the person's role, no blanks. Pure. */
export function decideSign(
	{ actor, current, referral }: Place,
	revision: number,
	isNewest: boolean,
): Outcome<Transition> {
	const decided = decide('referBack', actor, referral);
	if (current.state !== 'draft') return standsSigned;
	if (!decided.ok) return decided;
	if (current.revision !== revision || !isNewest) return stale;
	const blanks = blanksOf(current.document);
	if (blanks.length === 0) return decided;
	return refused(
		'incomplete',
		`Not ready to sign: ${blanks.map(({ blank }) => blank).join('; ')}.`,
		Object.fromEntries(blanks.map(({ blockId, blank }) => [blockId, blank])),
	);
}

function decide(move: ReferralMove, actor: CaseActor, referral: Referral): Outcome<Transition> {
	const { state, fromCenter, toCenter } = referral;
	return decideMove({ move, actor, state, fromCenterId: fromCenter.id, toCenterId: toCenter.id });
}

async function stepUp(board: Board, personId: string, password: string): Promise<Refused | null> {
	const checked = await board.checkPassword(personId, password);
	if (checked.ok) return null;
	if (checked.why === 'wrong')
		return refused('wrong-password', 'That is not your password. Nothing was signed.', {
			password: 'is not right',
		});
	const { retryAfterSeconds } = checked;
	return {
		...refused('slow-down', 'Too many tries. Nothing was signed.'),
		...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
	};
}

function signedContent({ actor, current }: Place, meaning: string, at: Date): SignedContent {
	const { personId, name, role, centerName } = actor;
	return {
		caseId: actor.caseId,
		referralBackId: current.id,
		revision: current.revision,
		document: current.document,
		evidence: current.evidence,
		signer: { personId, name, role: caseRoleLabels[role], centerName },
		meaning,
		signedAt: at.toISOString(),
	};
}

/**
 * Signs the newest draft as it was shown, after the password was given again. The row holds the whole signed content
 * and its hash and is never changed; the referral is referred back in the same transaction.
 */
export async function signReferralBack(
	board: Board,
	personId: string,
	input: z.infer<typeof signInput>,
): Promise<Outcome<{ revision: number; hash: string }>> {
	const place = await placeOf(board, personId, input.id);
	if (!place) return notFound;
	const { actor, current, referral } = place;
	const [newest] = await referralBacksOf(board.store.db, actor.caseId);
	const decided = decideSign(place, input.revision, newest?.id === current.id);
	if (!decided.ok) return decided;
	const refusal = await stepUp(board, personId, input.password);
	if (refusal) return refusal;
	const at = board.now();
	const content = signedContent(place, input.meaning, at);
	const hash = hashOf(content);
	const revision = current.revision + 1;
	const { document, evidence } = current;
	let isNewest = true;
	const lost = await uniqueOr(stale, () =>
		board.store.db.transaction(async (tx) => {
			const to = { board, tx, actor, at };
			await holdCase(tx, actor.caseId);
			isNewest = (await referralBacksOf(tx, actor.caseId))[0]?.id === current.id;
			if (!isNewest) return;
			await write(
				to,
				{ id: current.id, revision },
				{ kind: 'signed', document, facts: evidence, detail: content, hash, meaning: input.meaning },
			);
			await recordMove(to, referral, { move: 'referBack', note: '', detail: {} }, decided.value);
		}),
	);
	if (lost) return lost;
	if (!isNewest) return stale;
	announce(board, actor.caseId, at);
	await announceReferral(board, actor.caseId, at);
	return done({ revision, hash });
}

/** The referring oncologist takes the patient and the dated duties back; this closes the loop. */
export async function acknowledgeReferralBack(
	board: Board,
	personId: string,
	{ id, note }: z.infer<typeof acknowledgeInput>,
): Promise<Outcome<{ revision: number }>> {
	const place = await placeOf(board, personId, id);
	if (!place) return notFound;
	const { actor, current, referral } = place;
	const decided = decide('acknowledge', actor, referral);
	if (!decided.ok) return decided;
	if (current.state !== 'signed')
		return refused('wrong-state', 'This document does not wait to be acknowledged.');
	const at = board.now();
	const revision = current.revision + 1;
	const { document, evidence } = current;
	const lost = await uniqueOr(stale, () =>
		board.store.db.transaction(async (tx) => {
			const to = { board, tx, actor, at };
			await holdCase(tx, actor.caseId);
			await write(to, { id, revision }, { kind: 'acknowledged', document, facts: evidence, note });
			await recordMove(to, referral, { move: 'acknowledge', note, detail: {} }, decided.value);
		}),
	);
	if (lost) return lost;
	announce(board, actor.caseId, at);
	await announceReferral(board, actor.caseId, at);
	return done({ revision });
}
