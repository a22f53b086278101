import type { CaseRole, CenterKind, PlainDate, RoomScope } from '@consilium/case-model';
import { appendAudit } from '@consilium/store';
import type { CaseActor } from '../access/case-access.ts';
import { roomsOf } from '../access/room-access.ts';
import type { Board } from '../board.ts';
import { mayAll } from '../permission/permits.ts';
import type { Action } from '../permission/table.ts';
import { dayIn } from './judge.ts';
import { teamOf, type TeamMember } from './team.ts';
import { viewOf, type CaseView } from './view.ts';

export interface OpenCase {
	caseId: string;
	rooms: {
		id: string;
		scope: RoomScope;
		access: 'read' | 'write';
		centerId: string | null;
		locked: boolean;
	}[];
	team: TeamMember[];
	me: {
		personId: string;
		name: string;
		initials: string;
		role: CaseRole;
		centerId: string;
		centerName: string;
		centerKind: CenterKind;
	};
	originCenter: { id: string; name: string };
	timeZone: string;
	today: PlainDate;
	createdAt: Date;
	view: CaseView;
	may: Record<Action, boolean>;
}

/** Everything a board needs to be shown. Opening is a look at the record, and is audited as one. */
export async function openCase(board: Board, actor: CaseActor): Promise<OpenCase> {
	const { db } = board.store;
	const { caseId, personId, name, initials, role, centerId, centerName, centerKind } = actor;
	const now = board.now();
	const rooms = await roomsOf(db, actor);
	const team = await teamOf(db, caseId, now);
	const view = await viewOf(db, caseId);
	await db.transaction((tx) =>
		appendAudit(tx, { centerId, personId, action: 'case.open', caseId, detail: {} }),
	);
	return {
		caseId,
		rooms: rooms.map(({ roomId, scope, access, locked, centerId }) => ({
			id: roomId,
			scope,
			access,
			locked,
			centerId,
		})),
		team,
		me: { personId, name, initials, role, centerId, centerName, centerKind },
		originCenter: { id: actor.originCenterId, name: actor.originCenterName },
		timeZone: actor.timeZone,
		today: dayIn(now, actor.timeZone),
		createdAt: actor.createdAt,
		view,
		may: mayAll(role, { atOrigin: actor.atOrigin }),
	};
}
