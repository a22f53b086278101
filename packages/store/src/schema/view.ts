import { jsonb, pgTable, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { consiliumCase } from './cases.ts';

/** The drafted case as last projected from the log. Derived: it can be thrown away and made again. */
export const caseView = pgTable('case_view', {
	caseId: uuid('case_id')
		.primaryKey()
		.references(() => consiliumCase.id),
	record: jsonb('record').$type<unknown>().notNull(),
	unreadable: jsonb('unreadable').$type<unknown>().notNull(),
	conflicts: jsonb('conflicts').$type<unknown>().notNull(),
	authorship: jsonb('authorship').$type<unknown>().notNull(),
	/** Room id → number of the last log row that is in this view. */
	seqs: jsonb('seqs').$type<Record<string, number>>().notNull(),
	updatedAt: instant('updated_at').notNull(),
});
