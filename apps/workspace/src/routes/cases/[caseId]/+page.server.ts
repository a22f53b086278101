import { openCase } from '#lib/board/open-case.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params }) => ({
	opened: await openCase(locals.api, params.caseId),
});
