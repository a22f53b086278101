import { invitePerson, inviteInput, listCenters, peopleOf } from '@consilium/board';
import { z } from 'zod';
import { valueOf } from '../refusal.ts';
import { router, signedIn } from '../trpc.ts';

export const centersRouter = router({
	list: signedIn.query(({ ctx }) => listCenters(ctx.board.store.db)),
	people: signedIn
		.input(z.strictObject({ centerId: z.string().max(100) }))
		.query(async ({ ctx, input }) =>
			valueOf(await peopleOf(ctx.board.store.db, ctx.caller.personId, input.centerId)),
		),
	invite: signedIn.input(inviteInput).mutation(async ({ ctx, input }) => {
		const { token } = valueOf(await invitePerson(ctx.board, ctx.caller.personId, input));
		return { link: ctx.door.invitationLink(token) };
	}),
});
