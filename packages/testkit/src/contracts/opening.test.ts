import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { defaultMigrationsFolder, ForeignSchema, openStore, type Store } from '@consilium/store';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bothEngines } from '../fresh-store.ts';
import { realPostgres } from '../postgres.ts';
import { setScene } from '../scene.ts';

const postgres = await realPostgres('opening a store');

describe.skipIf(!postgres.available)('opening a store on Postgres', () => {
	let url = '';
	let drop: (() => Promise<void>) | undefined;
	beforeAll(async () => {
		if (postgres.available) ({ url, drop } = await postgres.createDatabase());
	});
	afterAll(() => drop?.());

	test('[STORE-16] processes that open an empty database at the same time all succeed', async () => {
		const stores = await Promise.all([1, 2, 3].map(() => openStore({ databaseUrl: url })));
		for (const store of stores) expect((await store.health()).ok).toBe(true);
		await Promise.all(stores.map((store) => store.close()));
	});

	test('[STORE-17] a role without rights on the schema opens it, appends, and cannot change or remove log rows', async () => {
		const owner = await openStore({ databaseUrl: url });
		const { roomId, personId, centerId } = await setScene(owner);
		const name = `app_${crypto.randomUUID().slice(0, 8)}`;
		await owner.pool.query(`create role ${name} login password 'app'`);
		await owner.pool.query(`grant usage on schema public to ${name}`);
		await owner.pool.query(`grant select on all tables in schema public to ${name}`);
		await owner.pool.query(`grant insert on case_log, audit_event, audit_head to ${name}`);
		await owner.pool.query(`grant update on case_room, audit_head to ${name}`);
		const appUrl = new URL(url);
		appUrl.username = name;
		appUrl.password = 'app';
		const app = await openStore({ databaseUrl: appUrl.href });
		const row = { roomId, update: Uint8Array.of(1), authorId: personId, centerId, sessionId: 's' };
		expect(await app.log.append([row])).toEqual([{ roomId, seq: 1 }]);
		for (const statement of ['update case_log set seq = seq', 'delete from case_log', 'drop table case_log'])
			await expect(app.pool.query(statement)).rejects.toMatchObject({ code: '42501' });
		await app.close();
		await owner.pool.query(`drop owned by ${name}`);
		await owner.pool.query(`drop role ${name}`);
		await owner.close();
	});

	test('[STORE-20] a connection that the server ends in a transaction fails that command alone', async () => {
		const troubles: string[] = [];
		const store = await openStore({ databaseUrl: url }, { onTrouble: (why) => troubles.push(why) });
		const command = store.db.transaction(async (tx) => {
			const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
			await store.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
			await sleep(200);
			await tx.execute(sql`select 1`);
		});
		await expect(command).rejects.toThrow();
		expect(troubles.length).toBeGreaterThan(0);
		expect(await store.health()).toMatchObject({ ok: true });
		await store.close();
	});

	test('[STORE-18] a database that cannot be reached is an error, not a wait', async () => {
		const nowhere = new URL(url);
		nowhere.port = '1';
		await expect(openStore({ databaseUrl: nowhere.href })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
	});
});

for (const { engine, skip, fresh } of await bothEngines('a schema of another version')) {
	describe.skipIf(skip)(`a schema of another version on ${engine}`, () => {
		const migrations = mkdtempSync(join(tmpdir(), 'consilium-migrations-'));
		afterAll(() => rmSync(migrations, { recursive: true, force: true }));

		test('[STORE-19] is refused by name and left as it is', async () => {
			cpSync(defaultMigrationsFolder(), migrations, { recursive: true });
			writeFileSync(join(migrations, '0000_founding.sql'), 'create table other (id int);');
			const home = await fresh();
			const { place, store } = home;
			await setScene(store);
			await store.close();
			await expect(openStore(place, { migrationsFolder: migrations })).rejects.toThrow(ForeignSchema);
			const again: Store = await openStore(place);
			const { rows } = await again.pool.query<{ n: number }>('select count(*)::int as n from consilium_case');
			expect(rows).toEqual([{ n: 1 }]);
			await again.close();
			if ('dataDir' in place) rmSync(place.dataDir, { recursive: true, force: true });
			else await dropDatabase(place.databaseUrl);
		});
	});
}

const dropDatabase = async (url: string): Promise<void> => {
	const admin = new URL(url);
	const name = admin.pathname.slice(1);
	admin.pathname = '/postgres';
	const client = new pg.Client({ connectionString: admin.href });
	await client.connect();
	await client.query(`drop database if exists ${name} with (force)`);
	await client.end();
};
