import { sql } from 'drizzle-orm';
import type { Executor } from './db.ts';

/** One thing that was done. `centerId` null: it belongs to no center (for example an unknown address at sign-in). */
export interface AuditEntry {
	centerId: string | null;
	personId: string | null;
	action: string;
	caseId?: string | null;
	/** Ids, codes and counts; never clinical content and never a secret. */
	detail?: Record<string, unknown>;
}

/** The chain of what belongs to no center. */
export const HOUSE_CHAIN = 'house';

/**
 * Appends to the center's chain, in the caller's transaction: with it or not at all. Holds the chain until that
 * transaction ends; a command that writes to two centers' chains does so in the order of their ids.
 */
export const appendAudit = async (tx: Executor, entry: AuditEntry): Promise<void> => {
	const detail = JSON.stringify(entry.detail ?? {});
	await tx.execute(
		sql`select audit_append(${entry.centerId ?? HOUSE_CHAIN}, ${entry.personId}::uuid, ${entry.action},
			${entry.caseId ?? null}::uuid, ${detail}::jsonb)`,
	);
};
