import { z } from 'zod';
import { valueOf } from '../refusal.ts';
import { anyone, router, signedIn } from '../trpc.ts';

const secret = z.string().min(1, 'is empty').max(1_000);

export const sessionRouter = router({
	me: anyone.query(({ ctx }) => ctx.door.me()),
	signIn: anyone
		.input(z.strictObject({ email: z.string().trim().min(1, 'is empty').max(320), password: secret }))
		.mutation(async ({ ctx, input }) => valueOf(await ctx.door.signIn(input))),
	signOut: signedIn.mutation(({ ctx }) => ctx.door.signOut()),
	demoStaff: anyone.query(({ ctx }) => ctx.door.demoStaff()),
	signInAs: anyone
		.input(z.strictObject({ personId: z.string().max(100) }))
		.mutation(async ({ ctx, input }) => valueOf(await ctx.door.signInAs(input.personId))),
	invitation: anyone
		.input(z.strictObject({ token: z.string().max(200) }))
		.query(async ({ ctx, input }) => valueOf(await ctx.door.invitation(input.token))),
	acceptInvitation: anyone
		.input(
			z.strictObject({
				token: z.string().max(200),
				name: z.string().trim().min(1, 'is empty').max(200),
				password: secret,
			}),
		)
		.mutation(async ({ ctx, input }) => valueOf(await ctx.door.acceptInvitation(input))),
});
