import type { OverrideReasonCode } from '@consilium/prrt-rules';
import { schema, type Executor } from '@consilium/store';
import { asc, eq } from 'drizzle-orm';
import { isId } from '../access/ids.ts';

const { center, override, overrideEvent, person } = schema;

/** Why a finding is set aside: the codes that the rules offer with a finding. */
export type OverrideReason = OverrideReasonCode;

export interface Override {
	id: string;
	findingKey: string;
	/** Of the evidence that was seen: an override of other evidence has lapsed. */
	factsFingerprint: string;
	headline: string;
	reason: OverrideReason;
	comment: string;
	by: { personId: string; name: string; centerId: string; centerName: string };
	at: Date;
	withdrawn: { at: Date } | null;
}

/** Every override of a case, withdrawn ones marked, oldest first. Both centers see all of them. */
export async function overridesOf(db: Executor, caseId: string): Promise<Override[]> {
	const rows = await db
		.select({ override, event: overrideEvent, name: person.name, centerName: center.name })
		.from(override)
		.innerJoin(person, eq(person.id, override.personId))
		.innerJoin(center, eq(center.id, override.centerId))
		.leftJoin(overrideEvent, eq(overrideEvent.overrideId, override.id))
		.where(eq(override.caseId, caseId))
		.orderBy(asc(override.at), asc(override.id));
	return rows.map(({ override: row, event, name, centerName }) => ({
		id: row.id,
		findingKey: row.findingKey,
		factsFingerprint: row.factsFingerprint,
		headline: (row.finding as { headline?: string }).headline ?? '',
		reason: row.reason as OverrideReason,
		comment: row.comment,
		by: { personId: row.personId, name, centerId: row.centerId, centerName },
		at: row.at,
		withdrawn: event ? { at: event.at } : null,
	}));
}

/** Whose override it is and on which case; null when there is none. Callers check the case. */
export async function overridePlace(
	db: Executor,
	id: string,
): Promise<{ caseId: string; withdrawn: boolean } | null> {
	if (!isId(id)) return null;
	const [row] = await db
		.select({ caseId: override.caseId, event: overrideEvent.id })
		.from(override)
		.leftJoin(overrideEvent, eq(overrideEvent.overrideId, override.id))
		.where(eq(override.id, id))
		.limit(1);
	return row ? { caseId: row.caseId, withdrawn: row.event !== null } : null;
}
