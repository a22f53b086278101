import type { CaseRole, CenterKind, CenterRole } from '@consilium/case-model';
import { schema, type Executor } from '@consilium/store';
import { and, asc, eq, isNull } from 'drizzle-orm';
import { isId } from '../access/ids.ts';
import { done, notFound, type Outcome } from '../refused.ts';

const { center, membership, person } = schema;

export interface CenterRow {
	id: string;
	name: string;
	kind: CenterKind;
	city: string;
	phone: string;
}

export interface CenterPerson {
	personId: string;
	name: string;
	initials: string;
	email: string;
	roles: CenterRole[];
	caseRole: CaseRole | null;
	title: string;
}

/** Every center, by name: the directory one refers to. */
export async function listCenters(db: Executor): Promise<CenterRow[]> {
	const { id, name, kind, city, phone } = center;
	return db.select({ id, name, kind, city, phone }).from(center).orderBy(asc(center.name));
}

/** The roles a person has at a center; null when they do not belong to it. */
export async function rolesAt(
	db: Executor,
	personId: string,
	centerId: string,
): Promise<CenterRole[] | null> {
	if (!isId(centerId)) return null;
	const [row] = await db
		.select({ roles: membership.roles })
		.from(membership)
		.where(
			and(eq(membership.personId, personId), eq(membership.centerId, centerId), isNull(membership.until)),
		);
	return row ? (row.roles as CenterRole[]) : null;
}

/** The people of one's own center; another center's are not found. */
export async function peopleOf(
	db: Executor,
	personId: string,
	centerId: string,
): Promise<Outcome<CenterPerson[]>> {
	if (!(await rolesAt(db, personId, centerId))) return notFound;
	const rows = await db
		.select({ person, membership })
		.from(membership)
		.innerJoin(person, eq(person.id, membership.personId))
		.where(and(eq(membership.centerId, centerId), isNull(membership.until), isNull(person.disabledAt)))
		.orderBy(asc(person.name));
	return done(
		rows.map(({ person: { id, name, initials, email }, membership: { roles, caseRole, title } }) => ({
			personId: id,
			name,
			initials,
			email,
			roles: roles as CenterRole[],
			caseRole: caseRole as CaseRole | null,
			title,
		})),
	);
}
