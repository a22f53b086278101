import type { SignatureLine } from '@consilium/handoff';
import { error } from '@sveltejs/kit';
import type { ReferralBack } from '#lib/api/shapes.ts';
import { found } from '#lib/people/found.ts';
import { signedIn } from '#lib/people/signed-in.ts';

/** The signature under a document; undefined while it is a draft. */
export function signatureOf(back: ReferralBack): SignatureLine | undefined {
	const { signedBy, signedAt, meaning, hash } = back;
	if (signedBy === null || signedAt === null || meaning === null || hash === null) return undefined;
	const { name: by, role, centerName } = signedBy;
	return { by, role, centerName, at: signedAt, meaning, hash };
}

/** One generation of the case's referral-back as this person may see it; "nothing here" for any other id. One that is not what was signed is not printed. */
export async function documentOf(
	locals: App.Locals,
	{ caseId, id }: { caseId: string; id: string },
): Promise<ReferralBack> {
	const { api } = signedIn(locals);
	const page = await found(api.referralBacks.get({ caseId }));
	const back = [page.current, ...page.earlier].find((one) => one?.id === id);
	if (!back) error(404, 'There is nothing here that you can see.');
	if (back.intact === false)
		error(409, 'This document is not what was signed. It is not printed; tell an administrator.');
	return back;
}
