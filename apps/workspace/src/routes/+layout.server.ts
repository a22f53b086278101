import type { LayoutServerLoad } from './$types.js';

export const load: LayoutServerLoad = ({ locals }) => ({
	me: locals.me,
	demo: locals.host.demo,
	version: locals.host.version,
});
