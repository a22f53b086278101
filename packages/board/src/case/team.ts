import type { CaseRole, CenterKind } from '@consilium/case-model';
import { schema, type Executor, type Tx } from '@consilium/store';
import { and, asc, eq, gt, isNotNull, isNull, or } from 'drizzle-orm';

const { caseTeam, center, membership, person } = schema;

export interface TeamMember {
	personId: string;
	name: string;
	initials: string;
	role: CaseRole;
	centerId: string;
	centerName: string;
	centerKind: CenterKind;
	title: string;
}

/** Who is on the case now, by center and name. */
export async function teamOf(db: Executor, caseId: string, now: Date): Promise<TeamMember[]> {
	const rows = await db
		.select({
			personId: person.id,
			name: person.name,
			initials: person.initials,
			role: caseTeam.caseRole,
			centerId: center.id,
			centerName: center.name,
			centerKind: center.kind,
			title: membership.title,
		})
		.from(caseTeam)
		.innerJoin(person, eq(person.id, caseTeam.personId))
		.innerJoin(center, eq(center.id, caseTeam.centerId))
		.leftJoin(
			membership,
			and(eq(membership.personId, caseTeam.personId), eq(membership.centerId, caseTeam.centerId)),
		)
		.where(and(eq(caseTeam.caseId, caseId), or(isNull(caseTeam.until), gt(caseTeam.until, now))))
		.orderBy(asc(center.name), asc(person.name));
	return rows.map((row) => ({ ...row, role: row.role as CaseRole, title: row.title ?? '' }));
}

/** Who of a center is put on a case by default: present members with a case role. */
async function defaultTeam(tx: Tx, centerId: string) {
	const rows = await tx
		.select({ personId: membership.personId, role: membership.caseRole })
		.from(membership)
		.innerJoin(person, eq(person.id, membership.personId))
		.where(
			and(
				eq(membership.centerId, centerId),
				isNotNull(membership.caseRole),
				isNull(membership.until),
				isNull(person.disabledAt),
			),
		);
	return rows.flatMap(({ personId, role }) => (role === null ? [] : [{ personId, role }]));
}

/** Puts a center's default team on the case; who is already on it stays as they are. */
export async function putCenterOn(
	tx: Tx,
	{ caseId, centerId, why, now }: { caseId: string; centerId: string; why: string; now: Date },
): Promise<void> {
	const rows = await defaultTeam(tx, centerId);
	if (rows.length === 0) return;
	await tx
		.insert(caseTeam)
		.values(
			rows.map(({ personId, role }) => ({ caseId, personId, centerId, caseRole: role, since: now, why })),
		)
		.onConflictDoNothing();
}

/** Ends the places of a center's people on the case as of now. */
export async function takeCenterOff(
	tx: Tx,
	{ caseId, centerId, now }: { caseId: string; centerId: string; now: Date },
): Promise<void> {
	await tx
		.update(caseTeam)
		.set({ until: now })
		.where(and(eq(caseTeam.caseId, caseId), eq(caseTeam.centerId, centerId), isNull(caseTeam.until)));
}
