import { noteLook, roomAccess } from '@consilium/board';
import type { Identity } from '@consilium/identity';
import type { Store } from '@consilium/store';
import type { Admission } from '@consilium/sync';
import { isOwnOrigin } from './http/origin.ts';

const now = () => new Date();

/** Whom the live rooms let in: own origin, valid session, a place on the case. Asked again whenever rights change. */
export function createAdmission(
	{ store, identity }: { store: Store; identity: Identity },
	rule: { publicOrigin?: string | undefined; loopback: boolean },
): Admission {
	return {
		async admit({ cookie, origin, host, secure, roomId, purpose }) {
			if (!isOwnOrigin({ origin, host, secure }, rule)) return { ok: false, code: 'origin' };
			const token = identity.sessions.tokenOf(cookie);
			const session = token === null ? null : await identity.sessions.validate(token, 'look');
			if (!session) return { ok: false, code: 'signed-out' };
			const room = await roomAccess(store.db, session.personId, roomId, now());
			if (!room) return { ok: false, code: 'not-found' };
			if (purpose === 'join') await noteLook({ store, now }, room.actor, 'case.join');
			const { personId, name, initials, role, centerId, centerName, centerKind, caseId } = room.actor;
			return {
				ok: true,
				sessionId: session.sessionId,
				caseId,
				roomId,
				access: room.access,
				locked: room.locked,
				who: { personId, name, initials, role, centerId, centerName, centerKind },
			};
		},
	};
}
