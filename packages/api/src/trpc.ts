import { caseAccess, noteLook, notFound, refused } from '@consilium/board';
import { initTRPC, TRPCError } from '@trpc/server';
import { parse, stringify } from 'devalue';
import { z } from 'zod';
import type { ApiContext } from './context.ts';
import { whyNotPlain } from './plain-input.ts';
import { errorOf, refusalIn } from './refusal.ts';

/** How values travel: devalue text, which carries Date, Map, Set and undefined and never runs code. */
export const transformer = { serialize: stringify, deserialize: parse };

const t = initTRPC.context<ApiContext>().create({
	transformer,
	isDev: false,
	sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 45_000 } },
	errorFormatter: ({ shape, error }) => {
		const { code, httpStatus, path } = shape.data;
		const refusal = refusalIn(error);
		const bug = error.code === 'INTERNAL_SERVER_ERROR';
		return {
			...shape,
			message: bug ? 'Something went wrong on the server.' : (refusal?.message ?? shape.message),
			data: { code, httpStatus, path, refusal },
		};
	},
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** What is not plain data goes no further. */
const onlyPlain = t.middleware(async ({ getRawInput, next }) => {
	const bad = whyNotPlain(await getRawInput());
	if (!bad) return next();
	const message = `What was sent cannot be used: ${bad.path} ${bad.why}.`;
	throw errorOf(refused('invalid', message, { [bad.path]: bad.why }));
});

/** For what may be asked without being signed in. */
export const anyone = t.procedure.use(onlyPlain);

/** `ctx.caller` is the proof that somebody is signed in. */
export const signedIn = t.procedure
	.use(({ ctx, next }) => {
		const { caller } = ctx;
		if (!caller) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Sign in first.' });
		return next({ ctx: { ...ctx, caller } });
	})
	.use(onlyPlain);

const caseReference = z.object({ caseId: z.string().max(100) });

/**
 * `ctx.actor` is the proof that the caller is on the case that the input names, and as what. A case that does not exist
 * and one that is not the caller's are refused alike, before anything else of the input is looked at.
 */
export const onCase = signedIn.use(async ({ ctx, getRawInput, next, path, type }) => {
	const reference = caseReference.safeParse(await getRawInput());
	const { board, caller } = ctx;
	const actor = reference.success
		? await caseAccess(board.store.db, caller.personId, reference.data.caseId, board.now())
		: null;
	if (!actor) throw errorOf(notFound);
	// Opening writes its own row each time; commands write theirs.
	if (type !== 'mutation' && path !== 'cases.open') await noteLook(board, actor, 'case.read');
	return next({ ctx: { ...ctx, actor } });
});

/** Input of an `onCase` procedure: the case and what else it takes. */
export const ofCase = <S extends z.core.$ZodLooseShape>(shape: S) =>
	z.strictObject({ caseId: z.string().max(100), ...shape });
