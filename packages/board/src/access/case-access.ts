import type { CaseRole, CenterKind } from '@consilium/case-model';
import { schema, type Executor } from '@consilium/store';
import { and, eq, gt, isNull, or, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { permits, type Standing } from '../permission/permits.ts';
import type { Action } from '../permission/table.ts';
import { isId } from './ids.ts';

/** A person on a case: the proof that they may be here at all, and as what. */
export interface CaseActor {
	caseId: string;
	personId: string;
	name: string;
	initials: string;
	role: CaseRole;
	centerId: string;
	centerName: string;
	centerKind: CenterKind;
	originCenterId: string;
	originCenterName: string;
	/** The zone in which the case's calendar dates are meant: that of the originating center. */
	timeZone: string;
	atOrigin: boolean;
	createdAt: Date;
}

const { caseTeam, center, consiliumCase, membership, person } = schema;
const origin = alias(center, 'origin');

async function placesOf(db: Executor, personId: string, now: Date, which?: SQL): Promise<CaseActor[]> {
	const rows = await db
		.select()
		.from(caseTeam)
		.innerJoin(consiliumCase, eq(consiliumCase.id, caseTeam.caseId))
		.innerJoin(person, eq(person.id, caseTeam.personId))
		.innerJoin(center, eq(center.id, caseTeam.centerId))
		.innerJoin(origin, eq(origin.id, consiliumCase.originCenterId))
		.leftJoin(
			membership,
			and(eq(membership.personId, caseTeam.personId), eq(membership.centerId, caseTeam.centerId)),
		)
		.where(
			and(
				eq(caseTeam.personId, personId),
				or(isNull(caseTeam.until), gt(caseTeam.until, now)),
				isNull(person.disabledAt),
				isNull(membership.until),
				which,
			),
		);
	return rows.map((row) => ({
		caseId: row.case_team.caseId,
		personId,
		name: row.person.name,
		initials: row.person.initials,
		role: row.case_team.caseRole as CaseRole,
		centerId: row.center.id,
		centerName: row.center.name,
		centerKind: row.center.kind,
		originCenterId: row.origin.id,
		originCenterName: row.origin.name,
		timeZone: row.origin.timeZone,
		atOrigin: row.center.id === row.origin.id,
		createdAt: row.consilium_case.createdAt,
	}));
}

/**
 * The person's place on a case, or null: for a case that does not exist and for one that is not theirs alike.
 * A place ends with `until`, and when the person leaves the center they act for; someone whose account was disabled
 * has none.
 */
export async function caseAccess(
	db: Executor,
	personId: string,
	caseId: string,
	now: Date,
): Promise<CaseActor | null> {
	if (!isId(caseId)) return null;
	const [place = null] = await placesOf(db, personId, now, eq(caseTeam.caseId, caseId));
	return place;
}

/** Every case that the person is on now, in one question. */
export const allCaseAccess = (db: Executor, personId: string, now: Date): Promise<CaseActor[]> =>
	placesOf(db, personId, now);

/** Whether the table permits this person the action on this case; `standing` adds what only the caller knows. */
export function may(actor: CaseActor, action: Action, standing: Omit<Standing, 'atOrigin'> = {}): boolean {
	return permits(actor.role, action, { own: true, ...standing, atOrigin: actor.atOrigin });
}
