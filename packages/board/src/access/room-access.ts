import type { RoomScope } from '@consilium/case-model';
import { schema, type Executor } from '@consilium/store';
import { asc, eq } from 'drizzle-orm';
import type { Action } from '../permission/table.ts';
import { caseAccess, may, type CaseActor } from './case-access.ts';

/** One drafted document as a person may use it. */
export interface RoomAccess {
	roomId: string;
	scope: RoomScope;
	/** The one center that has it; only for `private`. */
	centerId: string | null;
	access: 'read' | 'write';
	locked: boolean;
}

type RoomRow = typeof schema.caseRoom.$inferSelect;

const editActions: Record<Exclude<RoomScope, 'private'>, Action> = {
	referral: 'editReferral',
	workup: 'editWorkup',
	board: 'editBoard',
};

/** Null: this person must not learn that the room is there. */
function accessTo(room: RoomRow, actor: CaseActor): RoomAccess | null {
	const own = room.centerId === actor.centerId;
	if (room.scope === 'private' ? !own || !may(actor, 'readPrivate', { own }) : !may(actor, 'read'))
		return null;
	const mayWrite = room.scope === 'private' || may(actor, editActions[room.scope]);
	const locked = room.lockedAt !== null;
	return {
		roomId: room.id,
		scope: room.scope,
		centerId: room.centerId,
		access: mayWrite && !locked ? 'write' : 'read',
		locked,
	};
}

/** The rooms of the case that this person may enter, shared ones first. */
export async function roomsOf(db: Executor, actor: CaseActor): Promise<RoomAccess[]> {
	const { caseRoom } = schema;
	const rooms = await db
		.select()
		.from(caseRoom)
		.where(eq(caseRoom.caseId, actor.caseId))
		.orderBy(asc(caseRoom.createdAt), asc(caseRoom.id));
	const order: RoomScope[] = ['referral', 'workup', 'board', 'private'];
	return rooms
		.flatMap((room) => accessTo(room, actor) ?? [])
		.sort((a, b) => order.indexOf(a.scope) - order.indexOf(b.scope));
}

/** What a person may do in a room; null alike for no such room and for one that is not theirs. */
export async function roomAccess(
	db: Executor,
	personId: string,
	roomId: string,
	now: Date,
): Promise<(RoomAccess & { actor: CaseActor }) | null> {
	const { caseRoom } = schema;
	const [room] = await db.select().from(caseRoom).where(eq(caseRoom.id, roomId)).limit(1);
	const actor = room && (await caseAccess(db, personId, room.caseId, now));
	const access = actor && accessTo(room, actor);
	return access ? { ...access, actor } : null;
}
