import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

export const person = pgTable(
	'person',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		email: text('email').notNull(),
		name: text('name').notNull(),
		initials: text('initials').notNull(),
		/** PHC string; null until a password was chosen, and then nobody can sign in with one. */
		passwordHash: text('password_hash'),
		createdAt: instant('created_at').notNull().defaultNow(),
		disabledAt: instant('disabled_at'),
	},
	(t) => [uniqueIndex('person_email_key').on(sql`lower(${t.email})`)],
);

export const center = pgTable('center', {
	id: uuid('id').primaryKey().defaultRandom(),
	name: text('name').notNull(),
	kind: text('kind', { enum: ['referring', 'specialty'] }).notNull(),
	city: text('city').notNull().default(''),
	phone: text('phone').notNull().default(''),
	/** IANA name, e.g. `Europe/Berlin`: the zone in which the center's plain dates are meant. */
	timeZone: text('time_zone').notNull(),
	createdAt: instant('created_at').notNull().defaultNow(),
});

export const membership = pgTable(
	'membership',
	{
		centerId: uuid('center_id')
			.notNull()
			.references(() => center.id),
		personId: uuid('person_id')
			.notNull()
			.references(() => person.id),
		/** CenterRole values. */
		roles: text('roles').array().notNull(),
		/** CaseRole this person takes when put on a case; null for staff who are never on one. */
		caseRole: text('case_role'),
		title: text('title').notNull().default(''),
		since: instant('since').notNull().defaultNow(),
		until: instant('until'),
	},
	(t) => [
		primaryKey({ name: 'membership_pkey', columns: [t.centerId, t.personId] }),
		index('membership_person_idx').on(t.personId),
	],
);

/** A signed-in browser. The cookie's token is nowhere in this table: only its SHA-256. */
export const session = pgTable(
	'session',
	{
		idHash: text('id_hash').primaryKey(),
		/** What sockets, log rows and audit rows carry. It opens nothing. */
		publicId: uuid('public_id').notNull().unique().defaultRandom(),
		personId: uuid('person_id')
			.notNull()
			.references(() => person.id),
		createdAt: instant('created_at').notNull().defaultNow(),
		/** Sliding end; never later than `absoluteExpiresAt`. */
		expiresAt: instant('expires_at').notNull(),
		absoluteExpiresAt: instant('absolute_expires_at').notNull(),
	},
	(t) => [index('session_person_idx').on(t.personId), index('session_expires_idx').on(t.expiresAt)],
);

/** A link that lets one person join one center once. Only the token's SHA-256 is kept. */
export const invitation = pgTable(
	'invitation',
	{
		tokenHash: text('token_hash').primaryKey(),
		centerId: uuid('center_id')
			.notNull()
			.references(() => center.id),
		email: text('email').notNull(),
		name: text('name').notNull().default(''),
		roles: text('roles').array().notNull(),
		caseRole: text('case_role'),
		title: text('title').notNull().default(''),
		invitedBy: uuid('invited_by')
			.notNull()
			.references(() => person.id),
		createdAt: instant('created_at').notNull().defaultNow(),
		expiresAt: instant('expires_at').notNull(),
		usedAt: instant('used_at'),
		usedBy: uuid('used_by').references(() => person.id),
	},
	(t) => [index('invitation_center_idx').on(t.centerId)],
);
