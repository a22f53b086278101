import {
	acceptInput,
	acceptReferral,
	declineInput,
	declineReferral,
	referralPage,
	resendInput,
	resendReferral,
	returnInput,
	returnReferral,
	sendInput,
	sendReferral,
} from '@consilium/board';
import { isPlainDate } from '@consilium/case-model';
import { z } from 'zod';
import { valueOf } from '../refusal.ts';
import { ofCase, onCase, router, signedIn } from '../trpc.ts';

const plannedTreatmentOn = z.string().refine(isPlainDate, 'is not a calendar date').optional();

export const referralsRouter = router({
	/** `plannedTreatmentOn` judges the checklist for a day that has not been sent yet. */
	get: onCase
		.input(ofCase({ plannedTreatmentOn }))
		.query(({ ctx, input }) => referralPage(ctx.board, ctx.actor, input.plannedTreatmentOn)),
	send: onCase
		.input(ofCase(sendInput.shape))
		.mutation(async ({ ctx, input: { caseId: _, ...input } }) =>
			valueOf(await sendReferral(ctx.board, ctx.actor, input)),
		),
	accept: signedIn
		.input(acceptInput)
		.mutation(async ({ ctx, input }) => valueOf(await acceptReferral(ctx.board, ctx.caller.personId, input))),
	returnForInformation: signedIn
		.input(returnInput)
		.mutation(async ({ ctx, input }) => valueOf(await returnReferral(ctx.board, ctx.caller.personId, input))),
	resend: signedIn
		.input(resendInput)
		.mutation(async ({ ctx, input }) => valueOf(await resendReferral(ctx.board, ctx.caller.personId, input))),
	decline: signedIn
		.input(declineInput)
		.mutation(async ({ ctx, input }) =>
			valueOf(await declineReferral(ctx.board, ctx.caller.personId, input)),
		),
});
