import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Pool, PoolClient } from 'pg';
import { attestedTables } from '../schema/attested.ts';
import { functionsSql } from './functions.ts';

/** Tables whose rows stand: a trigger refuses UPDATE, DELETE and TRUNCATE on each. */
export const insertOnlyTables: readonly string[] = ['case_log', 'audit_event', ...attestedTables];

/** The database holds a schema that these migrations do not know. */
export class ForeignSchema extends Error {
	constructor() {
		super(
			'This database was made by another version of Consilium whose schema is not among the migrations of this one. ' +
				'Nothing was changed. Before the first release there is no way between such versions: use an empty data folder.',
		);
		this.name = 'ForeignSchema';
	}
}

const LOCK_KEY = 7_302_661_044;
const LOCK_LIMIT_MS = 120_000;

/** The folder in the source tree. A bundled server names its own. */
export const defaultMigrationsFolder = (): string =>
	fileURLToPath(new URL('../../migrations', import.meta.url));

/**
 * Brings the database to this version's schema, once, however many processes start at the same time.
 * A database that is up to date is only read, so a role without the right to change the schema can open it.
 */
export const migrate = async (pool: Pool, migrationsFolder = defaultMigrationsFolder()): Promise<void> => {
	const sql = functionsSql(insertOnlyTables);
	const wanted = schemaFingerprint(migrationsFolder);
	const client = await pool.connect();
	try {
		if ((await schemaOf(client)) === wanted) return;
		await takeLock(client);
		try {
			if ((await schemaOf(client)) === wanted) return;
			await refuseForeign(client, migrationsFolder);
			await applyMigrations(drizzle(client), { migrationsFolder });
			await client.query(sql);
			await remember(client, wanted);
		} finally {
			await client.query('select pg_advisory_unlock($1)', [LOCK_KEY]);
		}
	} finally {
		client.release();
	}
};

const takeLock = async (client: PoolClient): Promise<void> => {
	const end = Date.now() + LOCK_LIMIT_MS;
	while (Date.now() < end) {
		const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [
			LOCK_KEY,
		]);
		if (rows[0]?.got) return;
		await sleep(100);
	}
	throw new Error('another process has been changing the schema of this database for two minutes');
};

/** Names this version's schema: migrations, functions and triggers together. */
export const schemaFingerprint = (folder = defaultMigrationsFolder()): string => {
	const hash = createHash('sha256').update(functionsSql(insertOnlyTables));
	hash.update(readFileSync(join(folder, 'meta', '_journal.json')));
	for (const migration of readMigrationFiles({ migrationsFolder: folder })) hash.update(migration.hash);
	return hash.digest('hex');
};

const exists = async (client: PoolClient, table: string): Promise<boolean> => {
	const { rows } = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [
		table,
	]);
	return rows[0]?.there === true;
};

const schemaOf = async (client: PoolClient): Promise<string | null> => {
	if (!(await exists(client, 'public.store_schema'))) return null;
	const { rows } = await client.query<{ fingerprint: string }>('select fingerprint from store_schema');
	return rows[0]?.fingerprint ?? null;
};

const refuseForeign = async (client: PoolClient, migrationsFolder: string): Promise<void> => {
	if (!(await exists(client, 'drizzle.__drizzle_migrations'))) return;
	const known = new Set(readMigrationFiles({ migrationsFolder }).map((migration) => migration.hash));
	const { rows } = await client.query<{ hash: string }>('select hash from drizzle.__drizzle_migrations');
	if (rows.some((row) => !known.has(row.hash))) throw new ForeignSchema();
};

const remember = async (client: PoolClient, fingerprint: string): Promise<void> => {
	await client.query(`
		create table if not exists store_schema (
			only_one boolean primary key default true check (only_one),
			fingerprint text not null,
			at timestamptz not null default now()
		)`);
	await client.query(
		`insert into store_schema (fingerprint) values ($1)
		on conflict (only_one) do update set fingerprint = excluded.fingerprint, at = now()`,
		[fingerprint],
	);
};
