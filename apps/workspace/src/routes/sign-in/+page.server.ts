import { redirect } from '@sveltejs/kit';
import { nextPage } from '#lib/people/next-page.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, url }) => {
	const next = nextPage(url.searchParams.get('next'));
	if (locals.me) redirect(303, next);
	return { next, staff: locals.host.demo ? await locals.api.session.demoStaff() : [] };
};
