import {
	createCase,
	createCaseInput,
	dayIn,
	importBundle,
	importBundleInput,
	judge,
	listCases,
	openCase,
	teamOf,
	viewOf,
} from '@consilium/board';
import { isWhen } from '@consilium/case-model';
import { z } from 'zod';
import { valueOf } from '../refusal.ts';
import { ofCase, onCase, router, signedIn } from '../trpc.ts';

const asOf = z.string().refine(isWhen, 'is neither a date nor a time with its offset').optional();

export const casesRouter = router({
	list: signedIn.query(({ ctx }) => listCases(ctx.board, ctx.caller.personId)),
	create: signedIn
		.input(createCaseInput)
		.mutation(async ({ ctx, input }) => valueOf(await createCase(ctx.board, ctx.caller, input))),
	importBundle: signedIn
		.input(importBundleInput)
		.mutation(async ({ ctx, input }) => valueOf(await importBundle(ctx.board, ctx.caller, input))),
	open: onCase.input(ofCase({})).query(({ ctx }) => openCase(ctx.board, ctx.actor)),
	view: onCase.input(ofCase({})).query(({ ctx }) => viewOf(ctx.board.store.db, ctx.actor.caseId)),
	team: onCase
		.input(ofCase({}))
		.query(({ ctx }) => teamOf(ctx.board.store.db, ctx.actor.caseId, ctx.board.now())),
	findings: onCase.input(ofCase({ asOf })).query(async ({ ctx, input }) => {
		const { caseId, timeZone } = ctx.actor;
		const view = await viewOf(ctx.board.store.db, caseId);
		const day = input.asOf ?? dayIn(ctx.board.now(), timeZone);
		return judge(view, { timeZone, asOf: day }).evaluation;
	}),
});
