import type { AppRouter } from '@consilium/api';
import type { TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { session } from '#lib/live/session.svelte.ts';
import { isSignedOut } from './refusal.ts';

/** Notices an answer "signed out" on any call but signing in itself, and opens the sign-in dialog over the page. */
export const sessionLink: TRPCLink<AppRouter> =
	() =>
	({ op, next }) =>
		observable((observer) => {
			const askedAt = Date.now();
			return next(op).subscribe({
				next: (value) => observer.next(value),
				complete: () => observer.complete(),
				error: (error) => {
					if (isSignedOut(error) && !op.path.startsWith('session.')) session.ended(askedAt);
					observer.error(error);
				},
			});
		});
