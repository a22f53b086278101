import { caseRoles, centerRoles } from '@consilium/case-model';
import { appendAudit } from '@consilium/store';
import { z } from 'zod';
import type { Board } from '../board.ts';
import { done, notFound, refused, type Outcome } from '../refused.ts';
import { rolesAt } from './center.ts';

export const inviteInput = z.strictObject({
	centerId: z.string(),
	email: z.email('is no e-mail address').max(320),
	name: z.string().trim().max(200),
	roles: z.array(z.enum(centerRoles)).min(1, 'names no role').max(centerRoles.length),
	caseRole: z.enum(caseRoles).nullable(),
});
export type InviteInput = z.infer<typeof inviteInput>;

/** Invites somebody to one's own center. Coordinators invite; only an administrator makes administrators. */
export async function invitePerson(
	board: Board,
	personId: string,
	input: InviteInput,
): Promise<Outcome<{ token: string }>> {
	const mine = await rolesAt(board.store.db, personId, input.centerId);
	if (!mine) return notFound;
	if (!mine.includes('admin') && !mine.includes('coordinator'))
		return refused('not-allowed', 'Invitations are sent by a coordinator or an administrator of the center.');
	if (input.roles.includes('admin') && !mine.includes('admin'))
		return refused('not-allowed', 'Only an administrator can invite an administrator.');
	const { centerId, roles, caseRole } = input;
	const token = await board.store.db.transaction(async (tx) => {
		const made = await board.invite({ ...input, invitedBy: personId }, tx);
		await appendAudit(tx, { centerId, personId, action: 'invitation.sent', detail: { roles, caseRole } });
		return made.token;
	});
	return done({ token });
}
