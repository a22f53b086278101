import { casesRouter } from './routers/cases.ts';
import { centersRouter } from './routers/centers.ts';
import { findingsRouter } from './routers/findings.ts';
import { liveRouter } from './routers/live.ts';
import { referralBacksRouter } from './routers/referral-backs.ts';
import { referralsRouter } from './routers/referrals.ts';
import { sessionRouter } from './routers/session.ts';
import { threadsRouter } from './routers/threads.ts';
import { createCallerFactory, router } from './trpc.ts';

export const appRouter = router({
	session: sessionRouter,
	centers: centersRouter,
	cases: casesRouter,
	findings: findingsRouter,
	threads: threadsRouter,
	referrals: referralsRouter,
	referralBacks: referralBacksRouter,
	live: liveRouter,
});
export type AppRouter = typeof appRouter;

/** Calls procedures in this process, with the same checks as over HTTP. */
export const createCaller = createCallerFactory(appRouter);
export type Caller = ReturnType<typeof createCaller>;
