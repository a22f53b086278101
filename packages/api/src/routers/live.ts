import { caseAccess, type LiveEvent } from '@consilium/board';
import { TRPCError } from '@trpc/server';
import { ofCase, onCase, router, signedIn } from '../trpc.ts';
import type { ApiContext, Caller } from '../context.ts';

const never = new AbortController().signal;

/** Events that this person may learn of now; asked anew for each, because rights end while a page is open. */
async function* permitted(
	{ board, door, caller }: ApiContext & { caller: Caller },
	wanted: (event: LiveEvent) => boolean,
	signal: AbortSignal,
): AsyncGenerator<LiveEvent & { lost: boolean }> {
	for await (const event of board.live.listen(wanted, signal)) {
		if (!(await door.stillOpen())) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Sign in first.' });
		const actor = await caseAccess(board.store.db, caller.personId, event.caseId, board.now());
		const hidden = event.onlyCenterId !== undefined && event.onlyCenterId !== actor?.centerId;
		if (!hidden) yield { ...event, lost: !actor };
	}
}

/** What has changed, never how: pages fetch again. */
export const liveRouter = router({
	/** Ends when the person is no longer on the case. */
	case: onCase.input(ofCase({})).subscription(async function* ({ ctx, signal }) {
		const { caseId } = ctx.actor;
		const events = permitted(ctx, (event) => event.caseId === caseId, signal ?? never);
		for await (const { kind, at, lost } of events) {
			if (lost) return;
			yield { kind, at };
		}
	}),
	/** For the worklist: something changed on one of the person's cases. */
	mine: signedIn.subscription(async function* ({ ctx, signal }) {
		for await (const { caseId, kind, at, lost } of permitted(ctx, () => true, signal ?? never))
			if (!lost) yield { caseId, kind, at };
	}),
});
