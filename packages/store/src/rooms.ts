import { randomBytes } from 'node:crypto';
import { asc } from 'drizzle-orm';
import type { Db, Executor } from './db.ts';
import { caseRoom } from './schema/index.ts';

export type RoomPlace =
	| { caseId: string; scope: 'referral' | 'workup' | 'board' }
	| { caseId: string; scope: 'private'; centerId: string };

/** Makes one of a case's rooms, empty, and gives its id: 128 random bits. A case has each room at most once. */
export const openRoomFor = async (tx: Executor, place: RoomPlace): Promise<string> => {
	const id = randomBytes(16).toString('base64url');
	const centerId = place.scope === 'private' ? place.centerId : null;
	await tx.insert(caseRoom).values({ id, caseId: place.caseId, scope: place.scope, centerId });
	return id;
};

/** Every room of the store, for checks of the whole. */
export const allRoomIds = async (db: Db): Promise<string[]> => {
	const rows = await db.select({ id: caseRoom.id }).from(caseRoom).orderBy(asc(caseRoom.id));
	return rows.map((room) => room.id);
};
