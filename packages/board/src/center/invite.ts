import { caseRoles, centerRoles, type CenterRole } from '@consilium/case-model';
import { appendAudit, schema, type Executor } from '@consilium/store';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Board } from '../board.ts';
import { done, notFound, refused, type Outcome, type Refused } from '../refused.ts';
import { rolesAt } from './center.ts';

export const inviteInput = z.strictObject({
	centerId: z.string(),
	email: z.email('is no e-mail address').max(320),
	name: z.string().trim().max(200),
	roles: z.array(z.enum(centerRoles)).min(1, 'names no role').max(centerRoles.length),
	caseRole: z.enum(caseRoles).nullable(),
});
export type InviteInput = z.infer<typeof inviteInput>;

const notYourself = refused(
	'not-allowed',
	'Nobody invites themselves. Somebody else has to give you another role.',
);
const adminsOnly = refused(
	'not-allowed',
	'This person belongs to the center already; only an administrator changes what they may do.',
);

/** An invitation gives roles: nobody gives them to themselves, and who is there already gets others from an administrator. */
async function whyNotInvited(
	db: Executor,
	personId: string,
	{ centerId, email }: InviteInput,
	mine: readonly CenterRole[],
): Promise<Refused | null> {
	const { membership, person } = schema;
	const [known] = await db
		.select({ id: person.id, centerId: membership.centerId })
		.from(person)
		.leftJoin(
			membership,
			and(eq(membership.personId, person.id), eq(membership.centerId, centerId), isNull(membership.until)),
		)
		.where(eq(sql`lower(${person.email})`, email.trim().toLowerCase()));
	if (known?.id === personId) return notYourself;
	return known?.centerId && !mine.includes('admin') ? adminsOnly : null;
}

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
	const refusal = await whyNotInvited(board.store.db, personId, input, mine);
	if (refusal) return refusal;
	const { centerId, roles, caseRole } = input;
	const token = await board.store.db.transaction(async (tx) => {
		const made = await board.invite({ ...input, invitedBy: personId }, tx);
		await appendAudit(tx, { centerId, personId, action: 'invitation.sent', detail: { roles, caseRole } });
		return made.token;
	});
	return done({ token });
}
