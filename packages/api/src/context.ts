import type { Board, Outcome } from '@consilium/board';
import type { DemoPerson, InvitationShown, Me } from './me.ts';

/** Who asks, as the session says. `sessionId` opens nothing; the cookie's token never comes this far. */
export interface Caller {
	personId: string;
	sessionId: string;
}

/** The door of one request: signing in sets the cookie on its answer. The composition root makes it from identity. */
export interface Door {
	me(): Promise<Me | null>;
	/** Whether the session of this request is still valid; asked again on every event of a long-lived answer. */
	stillOpen(): Promise<boolean>;
	signIn(input: { email: string; password: string }): Promise<Outcome<Me>>;
	/** Ends the session and closes its sockets. */
	signOut(): Promise<void>;
	demoStaff(): Promise<DemoPerson[]>;
	/** Not found unless the server runs as a demo. */
	signInAs(personId: string): Promise<Outcome<Me>>;
	invitation(token: string): Promise<Outcome<InvitationShown>>;
	acceptInvitation(input: { token: string; name: string; password: string }): Promise<Outcome<Me>>;
	/** The link to give to somebody who was invited. */
	invitationLink(token: string): string;
}

export interface ApiContext {
	board: Board;
	door: Door;
	/** Null: nobody is signed in. */
	caller: Caller | null;
}
