import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Db } from './db.ts';
import { type Embedded, startEmbedded } from './embedded/embedded.ts';
import type { CaseLog } from './log/case-log.ts';
import { createSqlCaseLog } from './log/sql-case-log.ts';
import { migrate } from './migration/migrate.ts';
import * as schema from './schema/index.ts';

/** An open store. `fsync: 'unavailable'` means that a power cut may lose acknowledged commits: say so to people. */
export interface Store {
	kind: 'embedded' | 'postgres';
	db: Db;
	log: CaseLog;
	pool: pg.Pool;
	fsync: 'ok' | 'unavailable';
	health(): Promise<{ ok: boolean; detail: string }>;
	close(): Promise<void>;
}

export type StoreLocation = { dataDir: string } | { databaseUrl: string };
export interface StoreOptions {
	/** Where the migrations lie when this code does not lie in its source tree. */
	migrationsFolder?: string;
	/** The worker's file likewise. */
	workerUrl?: URL;
	/** Called when a connection or the embedded database fails outside of any statement. */
	onTrouble?: (why: string) => void;
	/** Connections to a Postgres server. */
	maxConnections?: number;
}

const STATEMENT_LIMIT_MS = 30_000;
const CONNECTION_LIMIT_MS = 15_000;

/**
 * Opens the store: the embedded database in `dataDir` (throws `FolderInUse` when another process has it) or a
 * Postgres server, brings its schema up to date, and answers when statements can run.
 */
export const openStore = async (location: StoreLocation, options: StoreOptions = {}): Promise<Store> =>
	'dataDir' in location
		? openEmbedded(location.dataDir, options)
		: openPostgres(location.databaseUrl, options);

const openEmbedded = async (dataDir: string, options: StoreOptions): Promise<Store> => {
	const embedded = await startEmbedded(dataDir, options.workerUrl ? { workerUrl: options.workerUrl } : {});
	void embedded.lost.then((why) => options.onTrouble?.(why));
	const pool = new pg.Pool({
		host: embedded.host,
		port: embedded.port,
		user: 'postgres',
		database: 'postgres',
		max: 8,
		query_timeout: STATEMENT_LIMIT_MS,
		connectionTimeoutMillis: CONNECTION_LIMIT_MS,
	});
	return finish(pool, options, { kind: 'embedded', fsync: embedded.fsync ? 'ok' : 'unavailable', embedded });
};

const openPostgres = (databaseUrl: string, options: StoreOptions): Promise<Store> => {
	const pool = new pg.Pool({
		connectionString: databaseUrl,
		max: options.maxConnections ?? 10,
		application_name: 'consilium',
		connectionTimeoutMillis: CONNECTION_LIMIT_MS,
		statement_timeout: STATEMENT_LIMIT_MS,
		lock_timeout: 10_000,
		idle_in_transaction_session_timeout: STATEMENT_LIMIT_MS,
		options: '-c synchronous_commit=on',
	});
	return finish(pool, options, { kind: 'postgres', fsync: 'ok' });
};

interface Engine {
	kind: Store['kind'];
	fsync: Store['fsync'];
	embedded?: Embedded;
}

const finish = async (pool: pg.Pool, options: StoreOptions, engine: Engine): Promise<Store> => {
	const trouble = (error: Error) => options.onTrouble?.(error.message);
	pool.on('error', trouble);
	pool.on('connect', (client) => client.on('error', trouble));
	const close = async () => {
		await pool.end();
		await engine.embedded?.close();
	};
	try {
		await migrate(pool, options.migrationsFolder);
	} catch (error) {
		await close();
		throw error;
	}
	const db = drizzle(pool, { schema });
	return {
		kind: engine.kind,
		fsync: engine.fsync,
		db,
		pool,
		log: createSqlCaseLog(pool, db),
		health: () => healthOf(pool, engine),
		close,
	};
};

const healthOf = async (pool: pg.Pool, { kind, fsync }: Engine): Promise<{ ok: boolean; detail: string }> => {
	const kept = fsync === 'ok' ? '' : ' (no fsync: a power cut may lose acknowledged changes)';
	try {
		await pool.query('select 1');
		return { ok: true, detail: `${kind} store answers${kept}` };
	} catch (error) {
		return { ok: false, detail: `${kind} store does not answer: ${(error as Error).message}` };
	}
};
