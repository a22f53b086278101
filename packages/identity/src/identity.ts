import { appendAudit, type Db, type Executor, schema } from '@consilium/store';
import { and, eq, isNull } from 'drizzle-orm';
import {
	type AcceptAnswer,
	type Acceptance,
	acceptInvitation,
	invite,
	type InvitationOrder,
	type OpenInvitation,
	openInvitation,
} from './invitations.ts';
import { type Me, meOf } from './me.ts';
import { argon2id, NOBODYS_HASH, type PasswordHasher, type PasswordRefusal, refusalOf } from './passwords.ts';
import { createSessions, type SessionRules, type Sessions } from './sessions.ts';
import { auditSession, signIn, type SignInAnswer, type SignInTry } from './sign-in.ts';
import { createLimitedTries, defaultSignInLimits, type SignInLimits } from './sign-in-limits.ts';

const { person } = schema;

export interface IdentityOptions {
	db: Db;
	/** True wherever the browser speaks https. */
	secureCookies: boolean;
	/** Default 8 hours. */
	idleMinutes?: number;
	/** Default 12 hours. */
	absoluteMinutes?: number;
	limits?: Partial<SignInLimits>;
	hasher?: PasswordHasher;
}

/** Who people are and whether they are signed in. Nothing here says what they may do. */
export interface Identity {
	sessions: Sessions;
	signIn(given: SignInTry): Promise<SignInAnswer>;
	/** Ends the session; answers with its `sessionId`, so that its sockets can be closed. */
	signOut(token: string): Promise<string | null>;
	setPassword(
		personId: string,
		password: string,
	): Promise<{ ok: true } | { ok: false; why: PasswordRefusal }>;
	/** Step-up before a signature. Counts against the account's tries. */
	checkPassword(personId: string, password: string): Promise<'right' | 'wrong' | 'slow-down'>;
	/** The invitation's audit row is the caller's: the command knows why. */
	invite(order: InvitationOrder, tx?: Executor): Promise<{ token: string; expiresAt: Date }>;
	invitation(token: string): Promise<OpenInvitation | null>;
	acceptInvitation(given: Acceptance): Promise<AcceptAnswer>;
	meOf(personId: string): Promise<Me | null>;
}

const HOUR = 60;

/** Identity on a store. */
export const createIdentity = (options: IdentityOptions): Identity => {
	const { db, hasher = argon2id } = options;
	const sessions = createSessions(db, rulesOf(options));
	const tries = createLimitedTries({ ...defaultSignInLimits, ...options.limits });
	return {
		sessions,
		signIn: (given) => signIn({ db, sessions, hasher, tries }, given),
		signOut: (token) => signOut({ db, sessions }, token),
		setPassword: (personId, password) => setPassword({ db, hasher }, personId, password),
		async checkPassword(personId, password) {
			const limited = await tries.take(personId, personId);
			if (limited) {
				if (limited.isFirst) await auditStepUp(db, personId, 'slow-down');
				return 'slow-down';
			}
			const hashed = await hashOf(db, personId);
			const isRight = (await hasher.verify(hashed ?? NOBODYS_HASH, password)) && hashed !== null;
			if (isRight) await tries.forgive(personId, personId);
			else await auditStepUp(db, personId, 'wrong');
			return isRight ? 'right' : 'wrong';
		},
		invite: (order, tx) => invite(tx ?? db, order),
		invitation: (token) => openInvitation(db, token),
		acceptInvitation: (given) => acceptInvitation({ db, hasher, tries }, given),
		meOf: (personId) => meOf(db, personId),
	};
};

const auditStepUp = (db: Db, personId: string, why: 'wrong' | 'slow-down'): Promise<void> =>
	appendAudit(db, { centerId: null, personId, action: 'session.step-up-refused', detail: { why } });

const rulesOf = ({ secureCookies, idleMinutes, absoluteMinutes }: IdentityOptions): SessionRules => ({
	secureCookies,
	idleMinutes: idleMinutes ?? 8 * HOUR,
	absoluteMinutes: absoluteMinutes ?? 12 * HOUR,
});

const signOut = async (
	{ db, sessions }: { db: Db; sessions: Sessions },
	token: string,
): Promise<string | null> => {
	const session = await sessions.validate(token);
	await sessions.end(token);
	if (!session) return null;
	const { personId, sessionId } = session;
	await auditSession(db, { action: 'session.signed-out', personId, sessionId });
	return sessionId;
};

const setPassword = async (
	{ db, hasher }: { db: Db; hasher: PasswordHasher },
	personId: string,
	password: string,
): Promise<{ ok: true } | { ok: false; why: PasswordRefusal }> => {
	const [found] = await db
		.select({ name: person.name, email: person.email })
		.from(person)
		.where(eq(person.id, personId));
	if (!found) throw new Error('no such person');
	const why = refusalOf(password, [found.name, found.email]);
	if (why) return { ok: false, why };
	const passwordHash = await hasher.hash(password);
	await db.update(person).set({ passwordHash }).where(eq(person.id, personId));
	return { ok: true };
};

const hashOf = async (db: Db, personId: string): Promise<string | null> => {
	const [found] = await db
		.select({ passwordHash: person.passwordHash })
		.from(person)
		.where(and(eq(person.id, personId), isNull(person.disabledAt)));
	return found?.passwordHash ?? null;
};
