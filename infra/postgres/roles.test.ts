import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { appendAudit, insertOnlyTables, openStore, verifyAudit } from '@consilium/store';
import { findPostgresBinaries, realPostgres, setScene, type Scene } from '@consilium/testkit';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const postgres = await realPostgres('the least-privilege roles');
const bin = findPostgresBinaries()?.bin ?? '';
const hasTools =
	spawnSync(join(bin, 'pg_dump'), ['--version']).status === 0 && spawnSync('psql', ['-V']).status === 0;
if (!hasTools) console.log('SKIPPED: backup and restore on Postgres: no pg_dump and psql here');

type Role = 'migrator' | 'app_rw' | 'app_ro' | 'auditor' | 'backup';
const DENIED = '42501';

describe.skipIf(!postgres.available)('least privilege on a real Postgres', () => {
	let superuser = '';
	let dropDatabase = async () => {};
	let scene: Scene;

	beforeAll(async () => {
		const database = await freshDatabase();
		superuser = database.url;
		dropDatabase = database.drop;
		await run(superuser, read('./roles.sql'));
		await run(superuser, read('./roles.sql'));
		for (const role of ['migrator', 'app_rw', 'app_ro', 'auditor', 'backup']) {
			await run(superuser, `ALTER ROLE consilium_${role} PASSWORD 'test'`);
		}
		await (await openStore({ databaseUrl: urlOf('migrator') })).close();
		await run(urlOf('migrator'), read('./grants.sql'));
		const store = await openStore({ databaseUrl: urlOf('app_rw') });
		scene = await setScene(store);
		await store.log.append([entry(1), entry(2)]);
		await appendAudit(store.db, { centerId: scene.centerId, personId: scene.personId, action: 'case.open' });
		await store.close();
	});
	afterAll(() => dropDatabase());

	test('[ROLE-1] the server opens, appends and verifies without any right to change the schema', async () => {
		const store = await openStore({ databaseUrl: urlOf('app_rw') });
		expect(await store.log.append([entry(3)])).toMatchObject([{ roomId: scene.roomId, seq: 3 }]);
		expect(await store.log.verify(scene.roomId)).toMatchObject({ ok: true });
		expect(await verifyAudit(store.db, scene.centerId)).toMatchObject({ ok: true });
		// What commands that move a case on do first, so that they go one after the other.
		await store.pool.query('SELECT id FROM consilium_case FOR NO KEY UPDATE');
		await store.close();
		expect(await codeOf(urlOf('app_rw'), 'CREATE TABLE mine ()')).toBe(DENIED);
		expect(await codeOf(urlOf('app_rw'), 'ALTER TABLE case_log DISABLE TRIGGER ALL')).toBe(DENIED);
	});

	test.for(insertOnlyTables)('[ROLE-2] the server cannot rewrite %s', async (table) => {
		for (const verb of ['UPDATE', 'DELETE', 'TRUNCATE']) {
			expect(await may(urlOf('app_rw'), table, verb), verb).toBe(false);
		}
		expect(await codeOf(urlOf('app_rw'), `DELETE FROM "${table}"`)).toBe(DENIED);
	});

	test('[ROLE-3] a table that the grants do not name is insert-only for the server', async () => {
		await run(urlOf('migrator'), 'CREATE TABLE later (id int)');
		await run(urlOf('migrator'), read('./grants.sql'));
		expect(await may(urlOf('app_rw'), 'later', 'INSERT')).toBe(true);
		expect(await may(urlOf('app_rw'), 'later', 'UPDATE')).toBe(false);
		await run(urlOf('migrator'), 'DROP TABLE later');
	});

	test('[ROLE-4] reports read cases, but no secret, and write nothing', async () => {
		const url = urlOf('app_ro');
		expect(await codeOf(url, 'SELECT * FROM case_view')).toBeNull();
		expect(await codeOf(url, 'SELECT name FROM person')).toBeNull();
		expect(await codeOf(url, 'SELECT password_hash FROM person')).toBe(DENIED);
		expect(await codeOf(url, 'SELECT * FROM session')).toBe(DENIED);
		expect(await codeOf(url, 'SELECT * FROM invitation')).toBe(DENIED);
		expect(await codeOf(url, 'SET transaction_read_only = off; DELETE FROM case_view')).toBe(DENIED);
	});

	test('[ROLE-5] the auditor sees acts, not content', async () => {
		const url = urlOf('auditor');
		expect(await codeOf(url, 'SELECT * FROM audit_event')).toBeNull();
		expect(await codeOf(url, 'SELECT room_id, seq, author_id, at FROM case_log')).toBeNull();
		for (const table of ['case_view', 'comment', 'case_snapshot', 'session']) {
			expect(await codeOf(url, `SELECT * FROM ${table}`), table).toBe(DENIED);
		}
		expect(await codeOf(url, 'SELECT "update" FROM case_log')).toBe(DENIED);
	});

	test('[ROLE-6] nobody else gets in, and the backup role only reads', async () => {
		expect(await codeOf(urlOf('backup'), 'SELECT * FROM session')).toBeNull();
		expect(await codeOf(urlOf('backup'), 'DELETE FROM session')).toBe(DENIED);
		const { rows } = await run(
			superuser,
			`SELECT has_database_privilege('public', current_database(), 'CONNECT') AS may`,
		);
		expect(rows).toEqual([{ may: false }]);
	});

	test.skipIf(!hasTools)('[ROLE-7] a backup is restored elsewhere with every chain intact', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'consilium-backup-'));
		const target = await freshDatabase();
		try {
			const made = shell('backup.sh', [folder], { DATABASE_URL: urlOf('backup') });
			expect(made.status, made.stderr).toBe(0);
			const file = made.stdout.trim();
			expect(readdirSync(folder)).toHaveLength(2);

			const restored = shell('restore.sh', [file], { DATABASE_URL: target.url });
			expect(restored.status, restored.stderr).toBe(0);
			const store = await openStore({ databaseUrl: target.url });
			expect(await store.log.verify(scene.roomId)).toMatchObject({ ok: true, rows: 3 });
			expect(await verifyAudit(store.db, scene.centerId)).toMatchObject({ ok: true });
			await store.close();

			expect(shell('restore.sh', [file], { DATABASE_URL: target.url }).stderr).toMatch(
				/restore into an empty one/,
			);
			writeFileSync(file, 'x', { flag: 'a' });
			expect(shell('restore.sh', [file], { DATABASE_URL: target.url }).stderr).toMatch(/SHA-256 differs/);
		} finally {
			await target.drop();
			rmSync(folder, { recursive: true, force: true });
		}
	});

	const entry = (byte: number) => ({
		roomId: scene.roomId,
		update: new Uint8Array([0, byte]),
		authorId: scene.personId,
		centerId: scene.centerId,
		sessionId: crypto.randomUUID(),
	});

	function urlOf(role: Role): string {
		const url = new URL(superuser);
		url.username = `consilium_${role}`;
		url.password = 'test';
		return url.href;
	}
});

function freshDatabase() {
	if (!postgres.available) throw new Error(postgres.why);
	return postgres.createDatabase();
}

async function run(url: string, statements: string) {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return await client.query(statements);
	} finally {
		await client.end();
	}
}

/** The SQL state that a statement is refused with, or null. */
async function codeOf(url: string, statement: string): Promise<string | null> {
	try {
		await run(url, statement);
		return null;
	} catch (error) {
		return error instanceof pg.DatabaseError ? (error.code ?? 'no code') : String(error);
	}
}

async function may(url: string, table: string, verb: string): Promise<boolean> {
	const { rows } = await run(url, `SELECT has_table_privilege('"${table}"', '${verb}') AS may`);
	return (rows as { may: boolean }[])[0]?.may === true;
}

function shell(script: string, args: string[], env: Record<string, string>) {
	const path = fileURLToPath(new URL(`../backup/${script}`, import.meta.url));
	const PATH = `${bin}:${process.env.PATH ?? ''}`;
	return spawnSync(path, args, { encoding: 'utf8', timeout: 60_000, env: { ...process.env, ...env, PATH } });
}
