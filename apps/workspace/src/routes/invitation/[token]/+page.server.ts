import type { PageServerLoad } from './$types.js';

/** What an invitation says; null alike for a link that never was, was used or has lapsed. */
export const load: PageServerLoad = async ({ locals, params }) => {
	try {
		return { invitation: await locals.api.session.invitation({ token: params.token }) };
	} catch (reason) {
		const code = typeof reason === 'object' && reason !== null && 'code' in reason ? reason.code : undefined;
		if (code === 'NOT_FOUND' || code === 'BAD_REQUEST' || code === 'CONFLICT') return { invitation: null };
		throw reason;
	}
};
