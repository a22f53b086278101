export type { ApiContext, Caller as CallerIdentity, Door } from './context.ts';
export type { WorkspaceHost } from './host.ts';
export type { DemoPerson, InvitationShown, Me } from './me.ts';
export type { Refusal } from './refusal.ts';
export { appRouter, createCaller, type AppRouter, type Caller } from './router.ts';
export { transformer } from './trpc.ts';
