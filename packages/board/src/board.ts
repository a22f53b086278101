import type { Executor, Store } from '@consilium/store';
import type { InviteInput } from './center/invite.ts';
import type { LiveBus } from './live/live-bus.ts';

/** Which open sockets must be looked at again: their rights may have changed. */
export interface RecheckScope {
	personId?: string;
	sessionId?: string;
	roomId?: string;
	caseId?: string;
}

/** Whether a password is this person's, within the limits on tries. */
export type PasswordCheck = (
	personId: string,
	password: string,
) => Promise<{ ok: true } | { ok: false; why: 'wrong' | 'slow-down'; retryAfterSeconds?: number }>;

/** Everything a command needs from outside; made once by the composition root. */
export interface Board {
	store: Store;
	live: LiveBus;
	now(): Date;
	newId(): string;
	/** Closes or narrows open sockets whose rights have changed; done when they are. */
	recheck(scope: RecheckScope): Promise<void>;
	/** Says that rooms have grown, and resolves when the case view holds it. */
	projected(grown: readonly { roomId: string; seq: number }[]): Promise<void>;
	checkPassword: PasswordCheck;
	/** Keeps an invitation and gives the secret that its link carries. */
	invite(invitation: InviteInput & { invitedBy: string }, tx: Executor): Promise<{ token: string }>;
}
