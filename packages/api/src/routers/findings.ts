import {
	overrideFinding,
	overrideInput,
	overridesOf,
	withdrawInput,
	withdrawOverride,
} from '@consilium/board';
import { valueOf } from '../refusal.ts';
import { ofCase, onCase, router, signedIn } from '../trpc.ts';

export const findingsRouter = router({
	overrides: onCase.input(ofCase({})).query(({ ctx }) => overridesOf(ctx.board.store.db, ctx.actor.caseId)),
	override: onCase
		.input(ofCase(overrideInput.shape))
		.mutation(async ({ ctx, input: { caseId: _, ...input } }) =>
			valueOf(await overrideFinding(ctx.board, ctx.actor, input)),
		),
	withdrawOverride: signedIn
		.input(withdrawInput)
		.mutation(async ({ ctx, input }) =>
			valueOf(await withdrawOverride(ctx.board, ctx.caller.personId, input)),
		),
});
