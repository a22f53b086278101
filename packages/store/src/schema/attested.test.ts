import { getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import * as attested from './attested.ts';

test('[P2] every attested table is in the list of those that the database keeps from changes', () => {
	const tables = Object.values(attested).filter((one) => is(one, PgTable));
	expect(tables.map((table) => getTableName(table)).sort()).toEqual([...attested.attestedTables].sort());
});
