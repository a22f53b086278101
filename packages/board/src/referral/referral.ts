import { schema, type Executor } from '@consilium/store';
import { asc, desc, eq, inArray } from 'drizzle-orm';
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
	/** Counts the referrals of the case, from 1. */
	number: number;
	state: ReferralState;
	fromCenter: { id: string; name: string };
	toCenter: { id: string; name: string };
	/** The center that has the ball; null when nobody has. */
	owner: string | null;
	plannedTreatmentOn: string | null;
	events: ReferralEvent[];
}

type ReferralRow = typeof referral.$inferSelect;

type EventRow = { event: typeof referralEvent.$inferSelect; by: string; centerName: string };

async function eventsOf(db: Executor, referralIds: string[]): Promise<Map<string, EventRow[]>> {
	const rows = await db
		.select({ event: referralEvent, by: person.name, centerName: center.name })
		.from(referralEvent)
		.innerJoin(person, eq(person.id, referralEvent.personId))
		.innerJoin(center, eq(center.id, referralEvent.centerId))
		.where(inArray(referralEvent.referralId, referralIds))
		.orderBy(asc(referralEvent.number));
	return Map.groupBy(rows, (row) => row.event.referralId);
}

function ownerOf(state: ReferralState, { fromCenterId, toCenterId }: ReferralRow): string | null {
	const court = courtOf(state);
	if (court === 'nobody') return null;
	return court === 'from' ? fromCenterId : toCenterId;
}

function shown(
	row: ReferralRow,
	rows: EventRow[],
	centerOf: (id: string) => { id: string; name: string },
): Referral {
	const state = rows.at(-1)?.event.state as ReferralState | undefined;
	if (!state) throw new Error(`the referral ${row.id} has no event`);
	return {
		id: row.id,
		caseId: row.caseId,
		number: row.number,
		state,
		fromCenter: centerOf(row.fromCenterId),
		toCenter: centerOf(row.toCenterId),
		owner: ownerOf(state, row),
		plannedTreatmentOn: row.plannedTreatmentOn,
		events: rows.map(({ event, by, centerName }) => ({
			at: event.at,
			by,
			centerName,
			kind: event.kind as ReferralMove,
			note: event.note,
			...(event.detail as MoveDetail),
		})),
	};
}

async function readAll(db: Executor, rows: ReferralRow[]): Promise<Referral[]> {
	if (rows.length === 0) return [];
	const events = await eventsOf(
		db,
		rows.map((row) => row.id),
	);
	const centers = await db.select({ id: center.id, name: center.name }).from(center);
	const names = new Map(centers.map(({ id, name }) => [id, name]));
	const centerOf = (id: string) => ({ id, name: names.get(id) ?? 'Not known' });
	return rows.map((row) => shown(row, events.get(row.id) ?? [], centerOf));
}

/** The last referral of each case that has one. */
export async function currentReferrals(db: Executor, caseIds: string[]): Promise<Map<string, Referral>> {
	if (caseIds.length === 0) return new Map();
	const rows = await db
		.selectDistinctOn([referral.caseId])
		.from(referral)
		.where(inArray(referral.caseId, caseIds))
		.orderBy(referral.caseId, desc(referral.number));
	return new Map((await readAll(db, rows)).map((one) => [one.caseId, one]));
}

/** The last referral of a case with its history; null when none was ever sent. */
export async function currentReferral(db: Executor, caseId: string): Promise<Referral | null> {
	return (await currentReferrals(db, [caseId])).get(caseId) ?? null;
}

/** A referral by its id, whoever asks: callers check the case. */
export async function referralById(db: Executor, id: string): Promise<Referral | null> {
	if (!isId(id)) return null;
	const [row] = await db.select().from(referral).where(eq(referral.id, id)).limit(1);
	const [found = null] = row ? await readAll(db, [row]) : [];
	return found;
}
