export type { Db, Executor, Tx } from './db.ts';
export * as schema from './schema/index.ts';
