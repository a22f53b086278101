import type { DemoPerson, Door, Me } from '@consilium/api';
import { done, notFound, refused, type Outcome, type Refused } from '@consilium/board';
import type { CaseRole, CenterRole } from '@consilium/case-model';
import type { AcceptAnswer, Identity } from '@consilium/identity';
import { appendAudit, schema, type Db } from '@consilium/store';
import { demoCenters } from './demo/people.ts';
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';

/** One request at the door: what it carries, and how its answer sets cookies. */
export interface DoorRequest {
	cookie: string | undefined;
	address: string;
	setCookie(value: string): void;
}

export interface DoorParts {
	db: Db;
	identity: Identity;
	demo: boolean;
	origin: string;
	/** Closes the open sockets of a session that has ended. */
	recheck(scope: { sessionId: string }): Promise<void>;
}

type Session = { personId: string; sessionId: string };

const noMatch = refused('wrong-password', 'That e-mail address and password do not go together.');

const slowDown = (retryAfterSeconds: number): Refused => ({
	...refused('slow-down', `Too many tries. Try again in ${Math.ceil(retryAfterSeconds / 60)} min.`),
	retryAfterSeconds,
});

const passwordWords: Record<string, string> = {
	'too-short': 'is shorter than 12 characters',
	'too-long': 'is longer than 256 characters',
	'too-easy': 'is too easy to guess',
	'wrong-password': 'is not the password of the account with this address',
};

const ownInvitation = refused(
	'not-allowed',
	'You sent this invitation yourself. Somebody else has to invite you.',
);

function acceptanceRefused(answer: Extract<AcceptAnswer, { ok: false }>): Refused {
	if (answer.why === 'slow-down') return slowDown(answer.retryAfterSeconds);
	const { why } = answer;
	if (why === 'gone') return notFound;
	if (why === 'own-invitation') return ownInvitation;
	const word = passwordWords[why] ?? 'cannot be used';
	return refused('invalid', `The password ${word}.`, { password: word });
}

const invented = demoCenters.flatMap(({ staff }) => staff.map(({ email }) => email));

/** The invented people of the demo, and nobody else who may be in the store. */
async function demoStaff(db: Db): Promise<DemoPerson[]> {
	const { center, membership, person } = schema;
	const rows = await db
		.select({ person, membership, center })
		.from(membership)
		.innerJoin(person, eq(person.id, membership.personId))
		.innerJoin(center, eq(center.id, membership.centerId))
		.where(and(isNull(membership.until), isNull(person.disabledAt), inArray(person.email, invented)))
		.orderBy(asc(center.createdAt), asc(center.name), asc(person.createdAt), asc(person.name));
	return rows.map((row) => ({
		personId: row.person.id,
		name: row.person.name,
		title: row.membership.title,
		role: row.membership.caseRole as CaseRole | null,
		centerName: row.center.name,
		centerKind: row.center.kind,
	}));
}

async function readMe({ identity, demo }: DoorParts, personId: string): Promise<Me | null> {
	const me = await identity.meOf(personId);
	if (!me) return null;
	const memberships = me.memberships.map((one) => ({
		...one,
		roles: one.roles as CenterRole[],
		caseRole: one.caseRole as CaseRole | null,
	}));
	return { person: me.person, memberships, demo };
}

/** Who the request's cookie says is asking; slides the session on where it is due. */
export async function whoAsks({ identity }: DoorParts, request: DoorRequest): Promise<Session | null> {
	const token = identity.sessions.tokenOf(request.cookie);
	const session = token === null ? null : await identity.sessions.validate(token);
	if (!session) return null;
	if (session.cookie !== undefined) request.setCookie(session.cookie);
	return { personId: session.personId, sessionId: session.sessionId };
}

/** The door for one request. */
export function createDoor(parts: DoorParts, request: DoorRequest, session: Session | null): Door {
	const { identity, db } = parts;
	const token = identity.sessions.tokenOf(request.cookie);
	const signedInAs = async (personId: string, cookie: string): Promise<Outcome<Me>> => {
		const me = await readMe(parts, personId);
		if (!me) return noMatch;
		await endOld();
		request.setCookie(cookie);
		return done(me);
	};
	/** A new sign-in never leaves the old session usable. */
	const endOld = async () => {
		const ended = token === null ? null : await identity.signOut(token);
		if (ended !== null) await parts.recheck({ sessionId: ended });
	};
	return {
		me: () => (session ? readMe(parts, session.personId) : Promise.resolve(null)),
		stillOpen: async () => token !== null && (await identity.sessions.validate(token, 'look')) !== null,
		async signIn({ email, password }) {
			const answer = await identity.signIn({ email, password, address: request.address });
			if (answer.ok) return signedInAs(answer.personId, answer.cookie);
			return answer.why === 'slow-down' ? slowDown(answer.retryAfterSeconds) : noMatch;
		},
		async signOut() {
			await endOld();
			request.setCookie(identity.sessions.blankCookie());
		},
		demoStaff: () => (parts.demo ? demoStaff(db) : Promise.resolve([])),
		async signInAs(personId) {
			const known = parts.demo && (await demoStaff(db)).some((one) => one.personId === personId);
			if (!known) return notFound;
			const { cookie, sessionId } = await identity.sessions.create(personId);
			await appendAudit(db, { centerId: null, personId, action: 'session.demo', detail: { sessionId } });
			return signedInAs(personId, cookie);
		},
		async invitation(secret) {
			const open = await identity.invitation(secret);
			if (!open) return notFound;
			const { centerName, email, name, expiresAt, hasAccount } = open;
			return done({ centerName, email, name, expiresAt, hasAccount });
		},
		async acceptInvitation(given) {
			const answer = await identity.acceptInvitation({ ...given, address: request.address });
			if (!answer.ok) return acceptanceRefused(answer);
			const { cookie } = await identity.sessions.create(answer.personId);
			return signedInAs(answer.personId, cookie);
		},
		invitationLink: (secret) => `${parts.origin}/invitation/${secret}`,
	};
}
