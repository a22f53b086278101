import { bigint, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';
import { caseRoom } from './cases.ts';

/**
 * Every update of every room, in order, insert-only. Written by the SQL function `case_log_append` alone, which
 * gives the number and the hash; the hash covers the row before (see `log/chain.ts`).
 */
export const caseLog = pgTable(
	'case_log',
	{
		roomId: text('room_id')
			.notNull()
			.references(() => caseRoom.id),
		seq: bigint('seq', { mode: 'number' }).notNull(),
		authorId: uuid('author_id').notNull(),
		centerId: uuid('center_id').notNull(),
		sessionId: text('session_id').notNull(),
		/** The room's log position that the author's connection had been sent when the update came; null: not known. */
		seen: bigint('seen', { mode: 'number' }),
		at: instant('at').notNull(),
		update: bytes('update').notNull(),
		hash: bytes('hash').notNull(),
	},
	(t) => [primaryKey({ name: 'case_log_pkey', columns: [t.roomId, t.seq] })],
);

/** A room's content up to and including `seq`, to load faster. Never the only copy of anything. */
export const caseSnapshot = pgTable(
	'case_snapshot',
	{
		roomId: text('room_id')
			.notNull()
			.references(() => caseRoom.id),
		seq: bigint('seq', { mode: 'number' }).notNull(),
		update: bytes('update').notNull(),
		/** Covers the room, the number, the log row's hash at that number and the bytes. */
		hash: bytes('hash').notNull(),
		madeAt: instant('made_at').notNull().defaultNow(),
	},
	(t) => [primaryKey({ name: 'case_snapshot_pkey', columns: [t.roomId, t.seq] })],
);
