import { isPlainDate } from '@consilium/case-model';
import { found } from '#lib/people/found.ts';
import { signedIn } from '#lib/people/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { api } = signedIn(locals);
	const { caseId } = params;
	const open = await found(api.cases.open({ caseId }));
	const planned = url.searchParams.get('planned');
	const plannedTreatmentOn = planned !== null && isPlainDate(planned) ? planned : undefined;
	const [page, centers] = [await api.referrals.get({ caseId, plannedTreatmentOn }), await api.centers.list()];
	return { open, page, centers };
};
