import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { HOUSE_CHAIN } from './audit.ts';
import type { Executor } from './db.ts';
import { framedText, int8, sameBytes } from './log/chain.ts';

export type AuditVerdict = { ok: true; rows: number } | { ok: false; seq: number; why: string };

interface AuditRow extends Record<string, unknown> {
	seq: string;
	ms: string;
	person: string;
	action: string;
	case_id: string;
	detail: string;
	hash: Uint8Array;
}

const PAGE = 2_000;

/** Recomputes a center's chain (null: the house's); names the first row that is missing, altered or cut off. */
export const verifyAudit = async (db: Executor, centerId: string | null): Promise<AuditVerdict> => {
	const chain = centerId ?? HOUSE_CHAIN;
	let hash: Uint8Array = createHash('sha256').update(`consilium audit ${chain}`).digest();
	let seq = 0;
	for (;;) {
		const rows = await page(db, chain, seq);
		for (const row of rows) {
			if (Number(row.seq) !== seq + 1) return { ok: false, seq: seq + 1, why: 'the row is missing' };
			seq += 1;
			hash = auditHash(hash, row);
			if (!sameBytes(hash, row.hash)) return { ok: false, seq, why: 'the row does not fit its hash' };
		}
		if (rows.length < PAGE) break;
	}
	return compareWithHead(db, { chain, seq, hash });
};

const page = async (db: Executor, chain: string, after: number): Promise<AuditRow[]> => {
	const { rows } = await db.execute<AuditRow>(
		sql`select seq, (extract(epoch from at) * 1000)::bigint as ms, coalesce(person_id::text, '') as person, action,
			coalesce(case_id::text, '') as case_id, detail::text as detail, hash
			from audit_event where chain = ${chain} and seq > ${after} order by seq limit ${PAGE}`,
	);
	return rows;
};

const auditHash = (before: Uint8Array, row: AuditRow): Uint8Array => {
	const hash = createHash('sha256').update(before);
	hash.update(int8(Number(row.seq))).update(int8(Number(row.ms)));
	for (const text of [row.person, row.action, row.case_id, row.detail]) hash.update(framedText(text));
	return hash.digest();
};

const compareWithHead = async (
	db: Executor,
	end: { chain: string; seq: number; hash: Uint8Array },
): Promise<AuditVerdict> => {
	const { rows } = await db.execute<{ seq: string; hash: Uint8Array }>(
		sql`select seq, hash from audit_head where chain = ${end.chain}`,
	);
	const head = rows[0];
	if (!head)
		return end.seq === 0 ? { ok: true, rows: 0 } : { ok: false, seq: 1, why: 'the chain has no end' };
	if (Number(head.seq) !== end.seq)
		return { ok: false, seq: end.seq + 1, why: `the rows up to ${Number(head.seq)} are cut off` };
	if (!sameBytes(head.hash, end.hash))
		return { ok: false, seq: end.seq, why: 'the chain has another last hash' };
	return { ok: true, rows: end.seq };
};
