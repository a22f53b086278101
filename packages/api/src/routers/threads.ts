import {
	replyInput,
	replyToThread,
	resolveInput,
	resolveThread,
	startThread,
	startThreadInput,
	threadsOf,
} from '@consilium/board';
import { valueOf } from '../refusal.ts';
import { ofCase, onCase, router, signedIn } from '../trpc.ts';

export const threadsRouter = router({
	list: onCase.input(ofCase({})).query(({ ctx }) => threadsOf(ctx.board.store.db, ctx.actor)),
	start: onCase
		.input(ofCase(startThreadInput.shape))
		.mutation(async ({ ctx, input: { caseId: _, ...input } }) =>
			valueOf(await startThread(ctx.board, ctx.actor, input)),
		),
	reply: signedIn
		.input(replyInput)
		.mutation(async ({ ctx, input }) => valueOf(await replyToThread(ctx.board, ctx.caller.personId, input))),
	resolve: signedIn
		.input(resolveInput)
		.mutation(async ({ ctx, input }) => valueOf(await resolveThread(ctx.board, ctx.caller.personId, input))),
});
