import { schema, type Executor } from '@consilium/store';
import { and, asc, eq, sql } from 'drizzle-orm';
import { isIntact } from './referral-back.ts';

export type SignatureVerdict = { ok: true; signatures: number } | { ok: false; id: string; why: string };

/** The hash that the audit chain keeps of a signature; null when the chain knows of none. */
async function auditedHash(db: Executor, id: string): Promise<string | null> {
	const { auditEvent } = schema;
	const [row] = await db
		.select({ hash: sql<string | null>`${auditEvent.detail} ->> 'hash'` })
		.from(auditEvent)
		.where(and(eq(auditEvent.action, 'referralBack.signed'), sql`${auditEvent.detail} ->> 'id' = ${id}`));
	return row?.hash ?? null;
}

/**
 * Recomputes every signature and compares it with the audit chain, so that whoever changes a signed document has to
 * change that chain too. Names the first referral-back that does not fit.
 */
export async function verifySignatures(db: Executor): Promise<SignatureVerdict> {
	const { referralBack, referralBackEvent } = schema;
	const rows = await db
		.select({ back: referralBack, event: referralBackEvent })
		.from(referralBackEvent)
		.innerJoin(referralBack, eq(referralBack.id, referralBackEvent.referralBackId))
		.where(eq(referralBackEvent.kind, 'signed'))
		.orderBy(asc(referralBackEvent.at), asc(referralBackEvent.id));
	for (const { back, event } of rows) {
		if (!isIntact(back, event)) return { ok: false, id: back.id, why: 'the document is not what was signed' };
		if ((await auditedHash(db, back.id)) !== event.hash)
			return { ok: false, id: back.id, why: 'the audit chain knows another signature, or none' };
	}
	return { ok: true, signatures: rows.length };
}
