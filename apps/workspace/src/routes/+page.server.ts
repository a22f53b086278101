import { signedIn } from '#lib/people/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals }) => {
	const { api } = signedIn(locals);
	return { rows: await api.cases.list(), readAt: Date.now() };
};
