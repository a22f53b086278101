import type { Caller, Me } from '@consilium/api';
import { error } from '@sveltejs/kit';

/** Who asks, with their caller. The hook sends signed-out people to sign in before any page loads; this is the proof. */
export function signedIn(locals: App.Locals): { me: Me; api: Caller } {
	if (!locals.me) error(401, 'Sign in to see this page.');
	return { me: locals.me, api: locals.api };
}
