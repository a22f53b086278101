import { documentOf, signatureOf } from '#lib/referral-backs/document-of.ts';
import type { RequestHandler } from './$types.js';

/** The document as PDF; the file's name names no patient. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const back = await documentOf(locals, params);
	const pdf = await locals.host.renderPdf(back.document, signatureOf(back));
	const name = `referral-back-${back.document.date}-${back.state === 'draft' ? 'draft' : 'signed'}.pdf`;
	return new Response(new Uint8Array(pdf), {
		headers: {
			'content-type': 'application/pdf',
			// What the browser's own viewer needs, and nothing that a document could bring.
			'content-security-policy':
				"default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'",
			'content-disposition': `inline; filename="${name}"`,
			'x-content-type-options': 'nosniff',
		},
	});
};
