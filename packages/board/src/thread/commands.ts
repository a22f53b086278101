import { appendAudit, schema } from '@consilium/store';
import { z } from 'zod';
import { may, type CaseActor } from '../access/case-access.ts';
import type { Board } from '../board.ts';
import { uniqueOr } from '../conflict.ts';
import { done, notFound, refused, type Outcome, type Refused } from '../refused.ts';
import { anchorSchema } from './anchor.ts';
import { threadAccess, type Audience, type ThreadPlace } from './thread.ts';

const body = z.string().trim().min(1, 'is empty').max(10_000, 'is longer than 10,000 characters');

export const startThreadInput = z.strictObject({
	anchor: anchorSchema,
	quote: z.string().max(500),
	audience: z.enum(['shared', 'own']),
	body,
});
export const replyInput = z.strictObject({ threadId: z.string(), body });
export const resolveInput = z.strictObject({ threadId: z.string(), resolved: z.boolean() });

const mayNotComment: Refused = refused('not-allowed', 'Your role on this case may read, not comment.');

function announce(
	board: Board,
	actor: CaseActor,
	place: { audience: Audience; centerId: string },
	at: Date,
): void {
	board.live.publish({
		caseId: actor.caseId,
		kind: 'threads',
		at,
		...(place.audience === 'own' && { onlyCenterId: place.centerId }),
	});
}

/** Starts a thread; an `own` one is for the writer's center and stays there for ever. */
export async function startThread(
	board: Board,
	actor: CaseActor,
	input: z.infer<typeof startThreadInput>,
): Promise<Outcome<{ threadId: string }>> {
	if (!may(actor, 'comment')) return mayNotComment;
	const { caseId, personId, centerId } = actor;
	const [threadId, at] = [board.newId(), board.now()];
	const { anchor, quote, audience } = input;
	await board.store.db.transaction(async (tx) => {
		await tx.insert(schema.thread).values({
			id: threadId,
			caseId,
			anchor,
			quote,
			audience,
			centerId,
			startedBy: personId,
			startedAt: at,
		});
		await tx
			.insert(schema.comment)
			.values({ id: board.newId(), threadId, personId, centerId, role: actor.role, body: input.body, at });
		await appendAudit(tx, {
			centerId,
			personId,
			action: 'thread.start',
			caseId,
			detail: { threadId, audience },
		});
	});
	announce(board, actor, { audience, centerId }, at);
	return done({ threadId });
}

export async function replyToThread(
	board: Board,
	personId: string,
	input: z.infer<typeof replyInput>,
): Promise<Outcome<{ commentId: string }>> {
	const { threadId } = input;
	const place = await threadAccess(board.store.db, personId, threadId, board.now());
	if (!place) return notFound;
	if (!may(place.actor, 'comment')) return mayNotComment;
	const { caseId, centerId, role } = place.actor;
	const [id, at] = [board.newId(), board.now()];
	await board.store.db.transaction(async (tx) => {
		await tx.insert(schema.comment).values({ id, threadId, personId, centerId, role, body: input.body, at });
		await appendAudit(tx, { centerId, personId, action: 'thread.reply', caseId, detail: { threadId } });
	});
	announce(board, place.actor, place, at);
	return done({ commentId: id });
}

/** Whether resolving or reopening changes anything; null when there is nothing to do. */
export function decideResolve(place: ThreadPlace, resolved: boolean): 'resolved' | 'reopened' | null {
	if (place.resolved === resolved) return null;
	return resolved ? 'resolved' : 'reopened';
}

/** Resolves or reopens; saying again what already is so changes nothing. */
export async function resolveThread(
	board: Board,
	personId: string,
	{ threadId, resolved }: z.infer<typeof resolveInput>,
): Promise<Outcome<{ resolved: boolean }>> {
	const place = await threadAccess(board.store.db, personId, threadId, board.now());
	if (!place) return notFound;
	if (!may(place.actor, 'comment')) return mayNotComment;
	const kind = decideResolve(place, resolved);
	if (!kind) return done({ resolved });
	const { caseId, centerId } = place.actor;
	const at = board.now();
	const outcome = await uniqueOr(refused('stale', 'Somebody else has just changed this thread.'), () =>
		board.store.db.transaction(async (tx) => {
			const number = place.events + 1;
			await tx
				.insert(schema.threadEvent)
				.values({ id: board.newId(), threadId, number, kind, personId, centerId, at });
			await appendAudit(tx, { centerId, personId, action: `thread.${kind}`, caseId, detail: { threadId } });
		}),
	);
	if (outcome) return outcome;
	announce(board, place.actor, place, at);
	return done({ resolved });
}
