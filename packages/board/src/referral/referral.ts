import { schema, type Executor } from '@consilium/store';
import { asc, desc, eq } from 'drizzle-orm';
import { isId } from '../access/ids.ts';
import { courtOf, type ReferralMove, type ReferralState } from './machine.ts';

const { center, person, referral, referralEvent } = schema;

/** What a move carries besides its note; each key belongs to one move. */
export interface MoveDetail {
	/** return: what is asked for. */
	items?: string[];
	/** decline: the coded reason. send: why it is sent incomplete. */
	reason?: string;
	/** decline: what the center advises instead. */
	advice?: string;
}

export interface ReferralEvent extends MoveDetail {
	at: Date;
	by: string;
	centerName: string;
	kind: ReferralMove;
	note: string;
}

export interface Referral {
	id: string;
	caseId: string;
	state: ReferralState;
	fromCenter: { id: string; name: string };
	toCenter: { id: string; name: string };
	/** The center that has the ball; null when nobody has. */
	owner: string | null;
	plannedTreatmentOn: string | null;
	events: ReferralEvent[];
}

type ReferralRow = typeof referral.$inferSelect;

async function eventsOf(db: Executor, referralId: string) {
	return db
		.select({ event: referralEvent, by: person.name, centerName: center.name })
		.from(referralEvent)
		.innerJoin(person, eq(person.id, referralEvent.personId))
		.innerJoin(center, eq(center.id, referralEvent.centerId))
		.where(eq(referralEvent.referralId, referralId))
		.orderBy(asc(referralEvent.number));
}

async function centerNamed(db: Executor, id: string): Promise<{ id: string; name: string }> {
	const [row] = await db.select({ id: center.id, name: center.name }).from(center).where(eq(center.id, id));
	if (!row) throw new Error(`a referral names the center ${id}, which is not there`);
	return row;
}

async function read(db: Executor, row: ReferralRow): Promise<Referral> {
	const rows = await eventsOf(db, row.id);
	const state = rows.at(-1)?.event.state as ReferralState | undefined;
	if (!state) throw new Error(`the referral ${row.id} has no event`);
	const fromCenter = await centerNamed(db, row.fromCenterId);
	const toCenter = await centerNamed(db, row.toCenterId);
	const court = courtOf(state);
	const events = rows.map(({ event, by, centerName }) => ({
		at: event.at,
		by,
		centerName,
		kind: event.kind as ReferralMove,
		note: event.note,
		...(event.detail as MoveDetail),
	}));
	const owner = court === 'nobody' ? null : court === 'from' ? fromCenter.id : toCenter.id;
	const { id, caseId, plannedTreatmentOn } = row;
	return { id, caseId, state, fromCenter, toCenter, owner, plannedTreatmentOn, events };
}

/** The last referral of a case with its history; null when none was ever sent. */
export async function currentReferral(db: Executor, caseId: string): Promise<Referral | null> {
	const [row] = await db
		.select()
		.from(referral)
		.where(eq(referral.caseId, caseId))
		.orderBy(desc(referral.number))
		.limit(1);
	return row ? read(db, row) : null;
}

/** A referral by its id, whoever asks: callers check the case. */
export async function referralById(db: Executor, id: string): Promise<Referral | null> {
	if (!isId(id)) return null;
	const [row] = await db.select().from(referral).where(eq(referral.id, id)).limit(1);
	return row ? read(db, row) : null;
}

/** How many referrals of the case there have been. */
export async function referralCount(db: Executor, caseId: string): Promise<number> {
	const rows = await db.select({ number: referral.number }).from(referral).where(eq(referral.caseId, caseId));
	return rows.length;
}
