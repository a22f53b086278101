import { foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { consiliumCase } from './cases.ts';
import { instant } from './columns.ts';
import { center, person } from './people.ts';

/*
 * Attested rows: said by a person, and they stand. Every table here is insert-only (a trigger refuses UPDATE and
 * DELETE): what changes is a later row in the matching `*_event` table, numbered without gaps so that two people
 * who act on the same state at once cannot both succeed (the unique key refuses the second).
 */

const at = (name: string) => instant(name).notNull();

const caseId = () =>
	uuid('case_id')
		.notNull()
		.references(() => consiliumCase.id);
const personId = (name: string) =>
	uuid(name)
		.notNull()
		.references(() => person.id);
const centerId = (name: string) =>
	uuid(name)
		.notNull()
		.references(() => center.id);

/** A conversation anchored to something of the case. `own` threads are for `center_id` only, for ever. */
export const thread = pgTable(
	'thread',
	{
		id: uuid('id').primaryKey(),
		caseId: caseId(),
		anchor: jsonb('anchor').notNull(),
		quote: text('quote').notNull(),
		audience: text('audience', { enum: ['shared', 'own'] }).notNull(),
		centerId: centerId('center_id'),
		startedBy: personId('started_by'),
		startedAt: at('started_at'),
	},
	(table) => [index('thread_case').on(table.caseId)],
);

export const comment = pgTable(
	'comment',
	{
		id: uuid('id').primaryKey(),
		threadId: uuid('thread_id')
			.notNull()
			.references(() => thread.id),
		personId: personId('person_id'),
		centerId: centerId('center_id'),
		role: text('role').notNull(),
		body: text('body').notNull(),
		at: at('at'),
	},
	(table) => [index('comment_thread').on(table.threadId)],
);

/** Resolved and reopened, in order; a thread without events is open. */
export const threadEvent = pgTable(
	'thread_event',
	{
		id: uuid('id').primaryKey(),
		threadId: uuid('thread_id')
			.notNull()
			.references(() => thread.id),
		number: integer('number').notNull(),
		kind: text('kind', { enum: ['resolved', 'reopened'] }).notNull(),
		personId: personId('person_id'),
		centerId: centerId('center_id'),
		at: at('at'),
	},
	(table) => [unique('thread_event_number').on(table.threadId, table.number)],
);

/** A finding set aside by a physician, with everything needed to replay what was seen: fingerprint, rules, policy, log position. */
export const override = pgTable(
	'override',
	{
		id: uuid('id').primaryKey(),
		caseId: caseId(),
		findingKey: text('finding_key').notNull(),
		factsFingerprint: text('facts_fingerprint').notNull(),
		ruleSet: jsonb('rule_set').notNull(),
		policyHash: text('policy_hash').notNull(),
		seqs: jsonb('seqs').notNull(),
		finding: jsonb('finding').notNull(),
		reason: text('reason').notNull(),
		comment: text('comment').notNull(),
		personId: personId('person_id'),
		centerId: centerId('center_id'),
		at: at('at'),
	},
	(table) => [index('override_case').on(table.caseId)],
);

export const overrideEvent = pgTable(
	'override_event',
	{
		id: uuid('id').primaryKey(),
		overrideId: uuid('override_id')
			.notNull()
			.references(() => override.id),
		number: integer('number').notNull(),
		kind: text('kind', { enum: ['withdrawn'] }).notNull(),
		personId: personId('person_id'),
		centerId: centerId('center_id'),
		at: at('at'),
	},
	(table) => [unique('override_event_number').on(table.overrideId, table.number)],
);

/** One referral of one case from one center to another; its state is that of its last event. */
export const referral = pgTable(
	'referral',
	{
		id: uuid('id').primaryKey(),
		caseId: caseId(),
		number: integer('number').notNull(),
		fromCenterId: centerId('from_center_id'),
		toCenterId: centerId('to_center_id'),
		plannedTreatmentOn: text('planned_treatment_on'),
		createdAt: at('created_at'),
	},
	(table) => [unique('referral_number').on(table.caseId, table.number)],
);

export const referralEvent = pgTable(
	'referral_event',
	{
		id: uuid('id').primaryKey(),
		referralId: uuid('referral_id')
			.notNull()
			.references(() => referral.id),
		number: integer('number').notNull(),
		kind: text('kind').notNull(),
		state: text('state').notNull(),
		personId: personId('person_id'),
		centerId: centerId('center_id'),
		note: text('note').notNull(),
		detail: jsonb('detail').notNull(),
		at: at('at'),
	},
	(table) => [unique('referral_event_number').on(table.referralId, table.number)],
);

/** The summary that takes a patient home; each generation is a new row, `number` counts them per case. */
export const referralBack = pgTable(
	'referral_back',
	{
		id: uuid('id').primaryKey(),
		caseId: caseId(),
		referralId: uuid('referral_id').notNull(),
		number: integer('number').notNull(),
		fromCenterId: centerId('from_center_id'),
		toCenterId: centerId('to_center_id'),
		createdAt: at('created_at'),
	},
	(table) => [
		unique('referral_back_number').on(table.caseId, table.number),
		foreignKey({ columns: [table.referralId], foreignColumns: [referral.id] }),
	],
);

/** Every revision whole: the document as it stood, and for a signature its hash, meaning and log position. */
export const referralBackEvent = pgTable(
	'referral_back_event',
	{
		id: uuid('id').primaryKey(),
		referralBackId: uuid('referral_back_id')
			.notNull()
			.references(() => referralBack.id),
		revision: integer('revision').notNull(),
		kind: text('kind', { enum: ['generated', 'edited', 'signed', 'acknowledged'] }).notNull(),
		document: jsonb('document').notNull(),
		facts: jsonb('facts').notNull(),
		detail: jsonb('detail').notNull(),
		hash: text('hash'),
		meaning: text('meaning'),
		note: text('note').notNull(),
		personId: personId('person_id'),
		centerId: centerId('center_id'),
		at: at('at'),
	},
	(table) => [unique('referral_back_event_revision').on(table.referralBackId, table.revision)],
);

/** The tables of this file by name: what must be insert-only in the database. */
export const attestedTables = [
	'thread',
	'comment',
	'thread_event',
	'override',
	'override_event',
	'referral',
	'referral_event',
	'referral_back',
	'referral_back_event',
] as const;
