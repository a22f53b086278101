import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type * as schema from './schema/index.ts';

/** The database, embedded or Postgres alike. */
export type Db = NodePgDatabase<typeof schema>;

/** One transaction. Inside it use nothing but it: the outer `db` would wait for this transaction for ever. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

/** Where a statement may run: on its own or inside a transaction. */
export type Executor = Db | Tx;
