import { type Db, schema } from '@consilium/store';
import { and, asc, eq, isNull } from 'drizzle-orm';

const { center, membership, person } = schema;

/** A person and the centers they belong to now. */
export interface Me {
	person: { id: string; name: string; email: string; initials: string };
	memberships: {
		centerId: string;
		centerName: string;
		centerKind: 'referring' | 'specialty';
		timeZone: string;
		roles: string[];
		caseRole: string | null;
		title: string;
	}[];
}

/** Null for a person who is not there or is disabled. */
export const meOf = async (db: Db, personId: string): Promise<Me | null> => {
	const [found] = await db
		.select({ id: person.id, name: person.name, email: person.email, initials: person.initials })
		.from(person)
		.where(and(eq(person.id, personId), isNull(person.disabledAt)));
	if (!found) return null;
	const memberships = await db
		.select({
			centerId: center.id,
			centerName: center.name,
			centerKind: center.kind,
			timeZone: center.timeZone,
			roles: membership.roles,
			caseRole: membership.caseRole,
			title: membership.title,
		})
		.from(membership)
		.innerJoin(center, eq(center.id, membership.centerId))
		.where(and(eq(membership.personId, personId), isNull(membership.until)))
		.orderBy(asc(center.name));
	return { person: found, memberships };
};
