import { sql } from 'drizzle-orm';
import { bigint, index, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';
import { center, person } from './people.ts';

/** One patient's course. (`case` is a reserved word of SQL.) */
export const consiliumCase = pgTable(
	'consilium_case',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		originCenterId: uuid('origin_center_id')
			.notNull()
			.references(() => center.id),
		createdBy: uuid('created_by')
			.notNull()
			.references(() => person.id),
		createdAt: instant('created_at').notNull().defaultNow(),
		closedAt: instant('closed_at'),
	},
	(t) => [index('consilium_case_origin_idx').on(t.originCenterId)],
);

/** One drafted document of a case: one permission domain, one Y.Doc, one log. */
export const caseRoom = pgTable(
	'case_room',
	{
		/** 128 random bits, base64url: nobody finds a room by counting. */
		id: text('id').primaryKey(),
		caseId: uuid('case_id')
			.notNull()
			.references(() => consiliumCase.id),
		/** RoomScope. */
		scope: text('scope', { enum: ['referral', 'workup', 'board', 'private'] }).notNull(),
		/** The one center that sees it; set exactly when the scope is `private`. */
		centerId: uuid('center_id').references(() => center.id),
		createdAt: instant('created_at').notNull().defaultNow(),
		lockedAt: instant('locked_at'),
		/** Number and hash of the last log row; changed by `case_log_append` alone. 0 = nothing appended. */
		headSeq: bigint('head_seq', { mode: 'number' }).notNull().default(0),
		headHash: bytes('head_hash')
			.notNull()
			.default(sql`'\\x'::bytea`),
	},
	(t) => [unique('case_room_place_key').on(t.caseId, t.scope, t.centerId).nullsNotDistinct()],
);

/** Who is on a case, from when, until when and why. Rows are ended, never removed. */
export const caseTeam = pgTable(
	'case_team',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		caseId: uuid('case_id')
			.notNull()
			.references(() => consiliumCase.id),
		personId: uuid('person_id')
			.notNull()
			.references(() => person.id),
		centerId: uuid('center_id')
			.notNull()
			.references(() => center.id),
		/** CaseRole. */
		caseRole: text('case_role').notNull(),
		since: instant('since').notNull().defaultNow(),
		until: instant('until'),
		why: text('why').notNull(),
	},
	(t) => [
		uniqueIndex('case_team_present_key')
			.on(t.caseId, t.personId)
			.where(sql`${t.until} is null`),
		index('case_team_person_idx').on(t.personId),
	],
);
