import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStore, schemaFingerprint, type Store } from '@consilium/store';
import { type RealPostgres, realPostgres } from './postgres.ts';

/** An empty store of a test's own; `remove` closes it and leaves nothing behind. */
export interface FreshStore {
	store: Store;
	/** The data folder of an embedded store, the URL of a database otherwise. */
	place: { dataDir: string } | { databaseUrl: string };
	remove(): Promise<void>;
}

/** A new data folder with an empty, migrated database in it: a copy of a template, since making one takes seconds. */
export const freshDataDir = async (): Promise<string> => {
	const template = await templateFolder();
	const folder = mkdtempSync(join(tmpdir(), 'consilium-test-store-'));
	cpSync(template, folder, { recursive: true });
	return folder;
};

/** A store on the embedded database. */
export const freshEmbeddedStore = async (): Promise<FreshStore> => {
	const dataDir = await freshDataDir();
	const store = await openStore({ dataDir });
	const remove = async () => {
		await store.close();
		rmSync(dataDir, { recursive: true, force: true });
	};
	return { store, place: { dataDir }, remove };
};

/** A store on a database of the run's Postgres server. */
export const freshPostgresStore = async (postgres: RealPostgres): Promise<FreshStore> => {
	if (!postgres.available) throw new Error(`no Postgres server: ${postgres.why}`);
	const database = await postgres.createDatabase();
	const store = await openStore({ databaseUrl: database.url });
	const remove = async () => {
		await store.close();
		await database.drop();
	};
	return { store, place: { databaseUrl: database.url }, remove };
};

/** Both engines, for `describe.each`: each contract suite runs on PGlite and on a real Postgres server. */
export const bothEngines = async (suite: string) => {
	const postgres = await realPostgres(suite);
	return [
		{ engine: 'PGlite', skip: false, fresh: freshEmbeddedStore },
		{ engine: 'Postgres', skip: !postgres.available, fresh: () => freshPostgresStore(postgres) },
	] as const;
};

const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/consilium-test-store', import.meta.url));

const templateFolder = async (): Promise<string> => {
	const template = join(CACHE, fingerprint());
	if (existsSync(template)) return template;
	mkdirSync(CACHE, { recursive: true });
	const making = mkdtempSync(join(CACHE, 'making-'));
	const store = await openStore({ dataDir: making });
	await store.close();
	try {
		renameSync(making, template);
	} catch (error) {
		rmSync(making, { recursive: true, force: true });
		if (!existsSync(template)) throw error;
	}
	return template;
};

const fingerprint = (): string => {
	const storeEntry = createRequire(import.meta.url).resolve('@consilium/store');
	const engine = realpathSync(createRequire(storeEntry).resolve('@electric-sql/pglite'));
	return createHash('sha256').update(`${schemaFingerprint()} ${engine}`).digest('hex').slice(0, 16);
};
