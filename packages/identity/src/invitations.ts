import { appendAudit, type Db, type Executor, schema, type Tx } from '@consilium/store';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { initialsOf } from './initials.ts';
import { type PasswordHasher, type PasswordRefusal, refusalOf } from './passwords.ts';
import type { LimitedTries } from './sign-in-limits.ts';
import { hashToken, newToken } from './token.ts';

const { center, invitation, membership, person } = schema;

export interface InvitationOrder {
	centerId: string;
	email: string;
	name: string;
	roles: readonly string[];
	caseRole: string | null;
	title?: string;
	invitedBy: string;
}
/** What the invited person sees before accepting. */
export interface OpenInvitation {
	centerId: string;
	centerName: string;
	email: string;
	name: string;
	roles: string[];
	caseRole: string | null;
	title: string;
	expiresAt: Date;
	/** Nobody gives themselves a role. */
	invitedBy: string;
	/** The address already has an account: its own password is asked for, and none is set. */
	hasAccount: boolean;
}
export type AcceptAnswer =
	| { ok: true; personId: string }
	| { ok: false; why: 'gone' | 'wrong-password' | 'own-invitation' | PasswordRefusal }
	| { ok: false; why: 'slow-down'; retryAfterSeconds: number };

const VALID_DAYS = 7;

/** Makes a link's token. Told once; only its hash is kept. Single use, seven days. */
export const invite = async (
	tx: Executor,
	order: InvitationOrder,
): Promise<{ token: string; expiresAt: Date }> => {
	const token = newToken();
	const expiresAt = new Date(Date.now() + VALID_DAYS * 24 * 60 * 60_000);
	const { roles, title = '', ...rest } = order;
	const email = order.email.trim();
	await tx
		.insert(invitation)
		.values({ ...rest, email, title, roles: [...roles], tokenHash: hashToken(token), expiresAt });
	return { token, expiresAt };
};

/** Null for a token that is unknown, used or over. */
export const openInvitation = async (tx: Executor, token: string): Promise<OpenInvitation | null> => {
	const [row] = await tx
		.select({ invitation, centerName: center.name, personId: person.id })
		.from(invitation)
		.innerJoin(center, eq(center.id, invitation.centerId))
		.leftJoin(person, eq(sql`lower(${person.email})`, sql`lower(${invitation.email})`))
		.where(isOpen(token));
	if (!row) return null;
	const { centerId, email, name, roles, caseRole, title, expiresAt, invitedBy } = row.invitation;
	const hasAccount = row.personId !== null;
	const { centerName } = row;
	return { centerId, centerName, email, name, roles, caseRole, title, expiresAt, invitedBy, hasAccount };
};

const isOpen = (token: string) =>
	and(
		eq(invitation.tokenHash, hashToken(token)),
		isNull(invitation.usedAt),
		gt(invitation.expiresAt, new Date()),
	);

export interface Acceptance {
	token: string;
	name: string;
	password: string;
	/** The client's network address as far as it can be trusted. */
	address: string;
}

export interface AcceptParts {
	db: Db;
	hasher: PasswordHasher;
	tries: LimitedTries;
}

/** Joins the center, with a new account or the address's own; uses the invitation up. All of it or nothing. */
export const acceptInvitation = async (
	{ db, hasher, tries }: AcceptParts,
	given: Acceptance,
): Promise<AcceptAnswer> => {
	const open = await openInvitation(db, given.token);
	if (!open) return { ok: false, why: 'gone' };
	const account = open.hasAccount
		? await knownAccount({ db, hasher, tries }, open, given)
		: await newAccount(hasher, open, given);
	if (!account.ok) return account;
	return db.transaction(async (tx) => {
		const [taken] = await tx
			.update(invitation)
			.set({ usedAt: new Date() })
			.where(isOpen(given.token))
			.returning({ centerId: invitation.centerId });
		if (!taken) return { ok: false, why: 'gone' };
		const personId = await account.write(tx);
		await tx
			.update(invitation)
			.set({ usedBy: personId })
			.where(eq(invitation.tokenHash, hashToken(given.token)));
		await join(tx, open, personId);
		return { ok: true, personId };
	});
};

type Account = { ok: true; write(tx: Tx): Promise<string> } | Exclude<AcceptAnswer, { ok: true }>;

/** The account's own password, within the same limits as signing in: a link must not be a way to guess it. */
const knownAccount = async (
	{ db, hasher, tries }: AcceptParts,
	open: OpenInvitation,
	{ password, address }: Acceptance,
): Promise<Account> => {
	const key = open.email.toLowerCase();
	const refused = await tries.take(key, address);
	if (refused) return { ok: false, why: 'slow-down', retryAfterSeconds: refused.retryAfterSeconds };
	const [found] = await db
		.select({ id: person.id, passwordHash: person.passwordHash, disabledAt: person.disabledAt })
		.from(person)
		.where(eq(sql`lower(${person.email})`, open.email.toLowerCase()));
	if (!found?.passwordHash || found.disabledAt || !(await hasher.verify(found.passwordHash, password)))
		return { ok: false, why: 'wrong-password' };
	await tries.forgive(key, address);
	if (open.invitedBy === found.id) return { ok: false, why: 'own-invitation' };
	return { ok: true, write: () => Promise.resolve(found.id) };
};

const newAccount = async (
	hasher: PasswordHasher,
	open: OpenInvitation,
	given: Acceptance,
): Promise<Account> => {
	const name = given.name.trim() || open.name;
	const why = refusalOf(given.password, [open.email, name]);
	if (why) return { ok: false, why };
	const passwordHash = await hasher.hash(given.password);
	const write = async (tx: Tx) => {
		const values = { email: open.email, name, initials: initialsOf(name), passwordHash };
		const [made] = await tx.insert(person).values(values).returning({ id: person.id });
		if (!made) throw new Error('the new person was not written');
		return made.id;
	};
	return { ok: true, write };
};

const join = async (tx: Tx, open: OpenInvitation, personId: string): Promise<void> => {
	const { centerId, roles, caseRole, title } = open;
	await tx
		.insert(membership)
		.values({ centerId, personId, roles, caseRole, title })
		.onConflictDoUpdate({
			target: [membership.centerId, membership.personId],
			set: { roles, caseRole, title, until: null },
		});
	await appendAudit(tx, { centerId, personId, action: 'invitation.accepted', detail: { roles, caseRole } });
};
