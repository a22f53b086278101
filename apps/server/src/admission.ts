import { roomAccess } from '@consilium/board';
import type { Identity } from '@consilium/identity';
import type { Db } from '@consilium/store';
import type { Admission } from '@consilium/sync';
import { isOwnOrigin } from './http/origin.ts';

/** Whom the live rooms let in: own origin, valid session, a place on the case. Asked again whenever rights change. */
export function createAdmission(
	{ db, identity }: { db: Db; identity: Identity },
	rule: { publicOrigin?: string | undefined; loopback: boolean },
): Admission {
	return {
		async admit({ cookie, origin, host, secure, roomId }) {
			if (!isOwnOrigin({ origin, host, secure }, rule)) return { ok: false, code: 'origin' };
			const token = identity.sessions.tokenOf(cookie);
			const session = token === null ? null : await identity.sessions.validate(token, 'look');
			if (!session) return { ok: false, code: 'signed-out' };
			const room = await roomAccess(db, session.personId, roomId, new Date());
			if (!room) return { ok: false, code: 'not-found' };
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
