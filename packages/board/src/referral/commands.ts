import { isPlainDate } from '@consilium/case-model';
import { appendAudit, openRoomFor, schema, type Tx } from '@consilium/store';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { caseAccess, type CaseActor } from '../access/case-access.ts';
import { isId } from '../access/ids.ts';
import type { Board } from '../board.ts';
import { checklistOf } from '../case/checklist.ts';
import { putCenterOn, takeCenterOff } from '../case/team.ts';
import { holdCase, uniqueOr } from '../conflict.ts';
import { done, notFound, refused, type Outcome, type Refused } from '../refused.ts';
import { decideMove } from './decide.ts';
import type { ReferralMove, Transition } from './machine.ts';
import { currentReferral, referralById, type MoveDetail, type Referral } from './referral.ts';

const note = z.string().trim().max(5_000);
const said = note.min(1, 'is empty');

export const sendInput = z.strictObject({
	toCenterId: z.string(),
	plannedTreatmentOn: z.string().refine(isPlainDate, 'is not a calendar date').nullable(),
	note,
	incompleteReason: said.optional(),
});
export const acceptInput = z.strictObject({ referralId: z.string(), note });
export const returnInput = z.strictObject({
	referralId: z.string(),
	items: z.array(z.string().trim().min(1).max(500)).min(1, 'names nothing that is missing').max(50),
	note,
});
export const resendInput = z.strictObject({ referralId: z.string(), note });
export const declineInput = z.strictObject({
	referralId: z.string(),
	reason: z.enum([
		'no-indication',
		'medical-reason',
		'no-capacity',
		'out-of-area',
		'patient-wish',
		'other-therapy-chosen',
		'other',
	]),
	advice: said,
});

interface Event {
	move: ReferralMove;
	note: string;
	detail: MoveDetail;
}

const stale = refused('stale', 'Somebody else has just moved this referral on.');

/** The consequences of a transition for rooms and people, in the transaction that records it. */
async function follow(tx: Tx, to: { caseId: string; centerId: string }, transition: Transition, now: Date) {
	const { caseId, centerId } = to;
	await tx
		.update(schema.caseRoom)
		.set({ lockedAt: transition.referralRoom === 'locked' ? now : null })
		.where(and(eq(schema.caseRoom.caseId, caseId), eq(schema.caseRoom.scope, 'referral')));
	if (transition.receiver === 'off') await takeCenterOff(tx, { caseId, centerId, now });
	else await putCenterOn(tx, { caseId, centerId, why: 'referral', now });
}

async function ensurePrivateRoom(tx: Tx, caseId: string, centerId: string): Promise<void> {
	const { caseRoom } = schema;
	const [room] = await tx
		.select({ id: caseRoom.id })
		.from(caseRoom)
		.where(and(eq(caseRoom.caseId, caseId), eq(caseRoom.centerId, centerId)));
	if (!room) await openRoomFor(tx, { caseId, scope: 'private', centerId });
}

async function record(
	{ board, tx, actor, at }: { board: Board; tx: Tx; actor: CaseActor; at: Date },
	referralId: string,
	{ number, event, transition }: { number: number; event: Event; transition: Transition },
): Promise<void> {
	const { personId, centerId, caseId } = actor;
	const { move, note, detail } = event;
	await tx.insert(schema.referralEvent).values({
		id: board.newId(),
		referralId,
		number,
		kind: move,
		state: transition.to,
		personId,
		centerId,
		note,
		detail,
		at,
	});
	await appendAudit(tx, { centerId, personId, action: `referral.${move}`, caseId, detail: { referralId } });
}

/** Tells open pages, and has the sockets of the case looked at again: rights may have changed both ways. */
export async function announceReferral(board: Board, caseId: string, at: Date): Promise<void> {
	for (const kind of ['referral', 'team'] as const) board.live.publish({ caseId, kind, at });
	await board.recheck({ caseId });
}

async function whyNotReceiver(board: Board, centerId: string, fromCenterId: string): Promise<Refused | null> {
	const { center } = schema;
	const [row] = isId(centerId)
		? await board.store.db.select({ kind: center.kind }).from(center).where(eq(center.id, centerId))
		: [];
	if (row?.kind === 'specialty' && centerId !== fromCenterId) return null;
	return refused('invalid', 'Choose the specialty center that the patient is referred to.', {
		toCenterId: 'is no specialty center',
	});
}

async function whyIncomplete(
	board: Board,
	actor: CaseActor,
	input: z.infer<typeof sendInput>,
): Promise<Refused | null> {
	if (input.incompleteReason !== undefined) return null;
	const items = await checklistOf(board, actor, input.plannedTreatmentOn);
	const open = items.filter((item) => item.status === 'missing' || item.status === 'out-of-date');
	if (open.length === 0) return null;
	const names = open.map((item) => item.label).join(', ');
	return refused('incomplete', `Not complete: ${names}. Complete it, or say why it is sent as it is.`, {
		incompleteReason: 'is needed while something is missing',
	});
}

/** Sends the case to a specialty center: its people come onto the case, the referral room is locked. */
export async function sendReferral(
	board: Board,
	actor: CaseActor,
	input: z.infer<typeof sendInput>,
): Promise<Outcome<{ referralId: string }>> {
	const { db } = board.store;
	const earlier = await currentReferral(db, actor.caseId);
	const { toCenterId, plannedTreatmentOn } = input;
	const places = { fromCenterId: actor.originCenterId, toCenterId };
	const decided = decideMove({ move: 'send', actor, state: earlier?.state ?? null, ...places });
	if (!decided.ok) return decided;
	const refusal =
		(await whyNotReceiver(board, toCenterId, actor.originCenterId)) ??
		(await whyIncomplete(board, actor, input));
	if (refusal) return refusal;
	// From what was decided on: whoever sends on the same state takes the same number, and one of them gets it.
	const number = (earlier?.number ?? 0) + 1;
	const [referralId, at] = [board.newId(), board.now()];
	const { caseId } = actor;
	const event: Event = {
		move: 'send',
		note: input.note,
		detail: input.incompleteReason === undefined ? {} : { reason: input.incompleteReason },
	};
	const lost = await uniqueOr(stale, () =>
		db.transaction(async (tx) => {
			await holdCase(tx, caseId);
			await tx
				.insert(schema.referral)
				.values({ id: referralId, caseId, number, ...places, plannedTreatmentOn, createdAt: at });
			await record({ board, tx, actor, at }, referralId, { number: 1, event, transition: decided.value });
			await ensurePrivateRoom(tx, caseId, toCenterId);
			await follow(tx, { caseId, centerId: toCenterId }, decided.value, at);
		}),
	);
	if (lost) return lost;
	await announceReferral(board, caseId, at);
	return done({ referralId });
}

/** Records a move on an open referral inside the caller's transaction; the unique number refuses a second one. */
export async function recordMove(
	{ board, tx, actor, at }: { board: Board; tx: Tx; actor: CaseActor; at: Date },
	referral: Referral,
	event: Event,
	transition: Transition,
): Promise<void> {
	await holdCase(tx, actor.caseId);
	const number = referral.events.length + 1;
	await record({ board, tx, actor, at }, referral.id, { number, event, transition });
	await follow(tx, { caseId: actor.caseId, centerId: referral.toCenter.id }, transition, at);
}

async function moveReferral(
	board: Board,
	personId: string,
	referralId: string,
	event: Event,
): Promise<Outcome<{ state: Referral['state'] }>> {
	const { db } = board.store;
	const referral = await referralById(db, referralId);
	const actor = referral && (await caseAccess(db, personId, referral.caseId, board.now()));
	if (!actor) return notFound;
	const { state, fromCenter, toCenter } = referral;
	const decided = decideMove({
		move: event.move,
		actor,
		state,
		fromCenterId: fromCenter.id,
		toCenterId: toCenter.id,
	});
	if (!decided.ok) return decided;
	const at = board.now();
	const lost = await uniqueOr(stale, () =>
		db.transaction((tx) => recordMove({ board, tx, actor, at }, referral, event, decided.value)),
	);
	if (lost) return lost;
	await announceReferral(board, actor.caseId, at);
	return done({ state: decided.value.to });
}

export const acceptReferral = (board: Board, personId: string, input: z.infer<typeof acceptInput>) =>
	moveReferral(board, personId, input.referralId, { move: 'accept', note: input.note, detail: {} });

export const returnReferral = (board: Board, personId: string, input: z.infer<typeof returnInput>) =>
	moveReferral(board, personId, input.referralId, {
		move: 'return',
		note: input.note,
		detail: { items: input.items },
	});

export const resendReferral = (board: Board, personId: string, input: z.infer<typeof resendInput>) =>
	moveReferral(board, personId, input.referralId, { move: 'resend', note: input.note, detail: {} });

/** Declining ends the receiving center's access to the case; its open sockets are closed. */
export const declineReferral = (board: Board, personId: string, input: z.infer<typeof declineInput>) =>
	moveReferral(board, personId, input.referralId, {
		move: 'decline',
		note: '',
		detail: { reason: input.reason, advice: input.advice },
	});
