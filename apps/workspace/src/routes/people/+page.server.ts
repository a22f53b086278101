import { signedIn } from '#lib/people/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { me, api } = signedIn(locals);
	const wanted = url.searchParams.get('center');
	const membership =
		me.memberships.find((candidate) => candidate.centerId === wanted) ?? me.memberships[0] ?? null;
	const people = membership === null ? [] : await api.centers.people({ centerId: membership.centerId });
	return { membership, people, memberships: me.memberships };
};
