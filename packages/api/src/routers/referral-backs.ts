import {
	acknowledgeInput,
	acknowledgeReferralBack,
	editInput,
	editReferralBack,
	generateReferralBack,
	referralBackPage,
	signInput,
	signReferralBack,
} from '@consilium/board';
import { valueOf } from '../refusal.ts';
import { ofCase, onCase, router, signedIn } from '../trpc.ts';

export const referralBacksRouter = router({
	get: onCase.input(ofCase({})).query(({ ctx }) => referralBackPage(ctx.board, ctx.actor)),
	generate: onCase
		.input(ofCase({}))
		.mutation(async ({ ctx }) => valueOf(await generateReferralBack(ctx.board, ctx.actor))),
	edit: signedIn
		.input(editInput)
		.mutation(async ({ ctx, input }) =>
			valueOf(await editReferralBack(ctx.board, ctx.caller.personId, input)),
		),
	sign: signedIn
		.input(signInput)
		.mutation(async ({ ctx, input }) =>
			valueOf(await signReferralBack(ctx.board, ctx.caller.personId, input)),
		),
	acknowledge: signedIn
		.input(acknowledgeInput)
		.mutation(async ({ ctx, input }) =>
			valueOf(await acknowledgeReferralBack(ctx.board, ctx.caller.personId, input)),
		),
});
