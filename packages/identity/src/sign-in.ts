import { appendAudit, type Db, schema } from '@consilium/store';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { NOBODYS_HASH, type PasswordHasher } from './passwords.ts';
import type { Sessions } from './sessions.ts';
import type { LimitedTries } from './sign-in-limits.ts';

const { membership, person } = schema;

export interface SignInTry {
	email: string;
	password: string;
	/** The client's network address as far as it can be trusted. */
	address: string;
}
export type SignInAnswer =
	| { ok: true; token: string; cookie: string; personId: string; sessionId: string }
	| { ok: false; why: 'wrong' }
	| { ok: false; why: 'slow-down'; retryAfterSeconds: number };

export interface SignInParts {
	db: Db;
	sessions: Sessions;
	hasher: PasswordHasher;
	tries: LimitedTries;
}

/**
 * Same answer, same work and the same trace whether the address is unknown, the account is disabled or has no
 * password, or the password is wrong. Every try that reaches a hash, and the first that is refused, is audited.
 */
export const signIn = async (parts: SignInParts, given: SignInTry): Promise<SignInAnswer> => {
	const account = given.email.trim().toLowerCase().slice(0, 320);
	const found = await findAccount(parts.db, account);
	const refused = await parts.tries.take(account, given.address);
	const trace = { personId: found?.id ?? null, address: given.address };
	if (refused) {
		if (refused.isFirst) await auditRefusal(parts.db, { ...trace, why: 'slow-down' });
		return { ok: false, why: 'slow-down', retryAfterSeconds: refused.retryAfterSeconds };
	}
	const isRight = await parts.hasher.verify(found?.passwordHash ?? NOBODYS_HASH, given.password);
	if (!found?.passwordHash || !isRight) {
		await auditRefusal(parts.db, { ...trace, why: 'wrong' });
		return { ok: false, why: 'wrong' };
	}
	await parts.tries.forgive(account, given.address);
	const session = await parts.sessions.create(found.id);
	await auditSession(parts.db, {
		action: 'session.signed-in',
		personId: found.id,
		sessionId: session.sessionId,
	});
	return { ok: true, personId: found.id, ...session };
};

const findAccount = async (db: Db, email: string) => {
	const [row] = await db
		.select({ id: person.id, passwordHash: person.passwordHash })
		.from(person)
		.where(and(eq(sql`lower(${person.email})`, email), isNull(person.disabledAt)));
	return row;
};

const auditRefusal = (
	db: Db,
	{ personId, address, why }: { personId: string | null; address: string; why: string },
): Promise<void> =>
	appendAudit(db, { centerId: null, personId, action: 'session.refused', detail: { address, why } });

/** Writes to the chain of every center that the person belongs to, and to the house's when there is none. */
export const auditSession = (
	db: Db,
	{ action, personId, sessionId }: { action: string; personId: string; sessionId: string },
): Promise<void> =>
	db.transaction(async (tx) => {
		const centers = await tx
			.select({ id: membership.centerId })
			.from(membership)
			.where(and(eq(membership.personId, personId), isNull(membership.until)))
			.orderBy(membership.centerId);
		for (const centerId of centers.length > 0 ? centers.map(({ id }) => id) : [null])
			await appendAudit(tx, { centerId, personId, action, detail: { sessionId } });
	});
