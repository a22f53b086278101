import { found } from '#lib/people/found.ts';
import { signedIn } from '#lib/people/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { api } = signedIn(locals);
	const { caseId } = params;
	const open = await found(api.cases.open({ caseId }));
	return { open, page: await api.referralBacks.get({ caseId }) };
};
