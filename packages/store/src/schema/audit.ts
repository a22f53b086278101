import { bigint, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';

/**
 * What was done, by whom, on whose case. Insert-only, one hash chain per center; what belongs to no center
 * (a sign-in try with an unknown address) is in the chain `house`. Written by `audit_append` alone.
 */
export const auditEvent = pgTable(
	'audit_event',
	{
		/** The center's id, or `house`. */
		chain: text('chain').notNull(),
		seq: bigint('seq', { mode: 'number' }).notNull(),
		at: instant('at').notNull(),
		personId: uuid('person_id'),
		action: text('action').notNull(),
		caseId: uuid('case_id'),
		detail: jsonb('detail').$type<Record<string, unknown>>().notNull(),
		hash: bytes('hash').notNull(),
	},
	(t) => [
		primaryKey({ name: 'audit_event_pkey', columns: [t.chain, t.seq] }),
		index('audit_event_case_idx').on(t.caseId),
	],
);

/** The end of each audit chain: a row cut off the end is missed here. */
export const auditHead = pgTable('audit_head', {
	chain: text('chain').primaryKey(),
	seq: bigint('seq', { mode: 'number' }).notNull(),
	hash: bytes('hash').notNull(),
});
