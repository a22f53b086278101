import { toHtml } from '@consilium/handoff';
import { documentOf, signatureOf } from '#lib/referral-backs/document-of.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params }) => {
	const back = await documentOf(locals, params);
	return { title: back.document.title, html: toHtml(back.document, { signature: signatureOf(back) }) };
};
