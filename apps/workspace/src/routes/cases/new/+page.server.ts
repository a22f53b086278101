import { dateInZone } from '@consilium/case-model';
import { openerCenters } from '#lib/intake/opener-centers.ts';
import { signedIn } from '#lib/people/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals }) => {
	const { me } = signedIn(locals);
	const centers = openerCenters(me.memberships);
	const timeZone = centers[0]?.timeZone ?? me.memberships[0]?.timeZone ?? 'UTC';
	return { centers, timeZone, today: dateInZone(Date.now(), timeZone) };
};
