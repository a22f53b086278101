import { randomUUID } from 'node:crypto';
import type { Db } from '@consilium/store';
import { Lucia, TimeSpan } from 'lucia';
import { createSessionAdapter } from './session-adapter.ts';

declare module 'lucia' {
	interface Register {
		Lucia: Lucia<{ publicId: string }>;
		DatabaseSessionAttributes: { publicId: string };
	}
}

/**
 * Who is signed in. The whole of what the product knows about sessions: six functions. The token is the cookie's
 * value and is told once; `sessionId` names the session in sockets, log rows and audit rows, and opens nothing.
 */
export interface Sessions {
	/** A new session with a new token; `cookie` is the `Set-Cookie` value. */
	create(personId: string): Promise<{ token: string; sessionId: string; cookie: string }>;
	/**
	 * Null when there is no such session or it is over. `cookie`, when given, must be sent: the session slid on. With
	 * `look` it never slides: for what asks by itself and again (an open socket, an open stream of events).
	 */
	validate(
		token: string,
		how?: 'use' | 'look',
	): Promise<{ sessionId: string; personId: string; fresh: boolean; cookie?: string } | null>;
	/** Ends one session; its `sessionId`, so that its sockets can be closed, or null when there was none. */
	end(token: string): Promise<string | null>;
	/** Ends every session of a person. */
	endAll(personId: string): Promise<void>;
	/** The `Set-Cookie` value that removes the cookie. */
	blankCookie(): string;
	/** The token in a `Cookie` header, unverified. */
	tokenOf(cookieHeader: string | null | undefined): string | null;
}

export interface SessionRules {
	/** https: the cookie is Secure and has the `__Host-` name. Only plain http on loopback goes without. */
	secureCookies: boolean;
	/** Over after this long without a request (checked at half of it: see docs/adr/0001). */
	idleMinutes: number;
	/** Over after this long, whatever happens. */
	absoluteMinutes: number;
}

const SWEEP_EVERY_MS = 60 * 60 * 1000;

/** Sessions on the store, with Lucia inside. */
export const createSessions = (db: Db, rules: SessionRules): Sessions => {
	const adapter = createSessionAdapter(db, rules.absoluteMinutes);
	const lucia = new Lucia(adapter, {
		sessionExpiresIn: new TimeSpan(rules.idleMinutes, 'm'),
		sessionCookie: {
			name: rules.secureCookies ? '__Host-consilium' : 'consilium',
			attributes: { secure: rules.secureCookies, sameSite: 'lax', path: '/' },
		},
		getSessionAttributes: ({ publicId }) => ({ publicId }),
	});
	const cookieOf = (token: string) => lucia.createSessionCookie(token).serialize();
	const look = async (token: string) => {
		const [session] = await adapter.getSessionAndUser(token);
		if (!session || session.expiresAt.getTime() <= Date.now()) return null;
		return { sessionId: session.attributes.publicId, personId: session.userId, fresh: false };
	};
	let sweptAt = 0;
	const sweep = async () => {
		if (Date.now() - sweptAt < SWEEP_EVERY_MS) return;
		sweptAt = Date.now();
		await lucia.deleteExpiredSessions();
	};
	return {
		async create(personId) {
			await sweep();
			const { id: token, publicId } = await lucia.createSession(personId, { publicId: randomUUID() });
			return { token, sessionId: publicId, cookie: cookieOf(token) };
		},
		async validate(token, how = 'use') {
			if (how === 'look') return look(token);
			const { session } = await lucia.validateSession(token);
			if (!session) return null;
			const { publicId: sessionId, userId: personId, fresh } = session;
			return { sessionId, personId, fresh, ...(fresh ? { cookie: cookieOf(token) } : {}) };
		},
		async end(token) {
			const { session } = await lucia.validateSession(token);
			await lucia.invalidateSession(token);
			return session?.publicId ?? null;
		},
		endAll: (personId) => lucia.invalidateUserSessions(personId),
		blankCookie: () => lucia.createBlankSessionCookie().serialize(),
		tokenOf: (header) => (header ? lucia.readSessionCookie(header) : null),
	};
};
