import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../open.ts';
import { openRoomFor } from '../rooms.ts';
import { center, consiliumCase, person } from '../schema/index.ts';
import { type Embedded, startEmbedded } from './embedded.ts';

const folder = mkdtempSync(join(tmpdir(), 'consilium-embedded-'));
const writer = fileURLToPath(new URL('./append-until-killed.fixture.ts', import.meta.url));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const first = <T>(rows: T[]): T => {
	const [row] = rows;
	if (row === undefined) throw new Error('no row');
	return row;
};

describe('the embedded database', () => {
	let embedded: Embedded;
	let pool: pg.Pool;
	beforeAll(async () => {
		embedded = await startEmbedded(join(folder, 'one'));
		const { host, port } = embedded;
		pool = new pg.Pool({ host, port, user: 'postgres', database: 'postgres', max: 8 });
		await pool.query('create table kept (value int)');
	});
	afterAll(async () => {
		await pool?.end();
		await embedded?.close();
	});

	test('[STORE-2] every commit reaches the disk’s fsync', async () => {
		expect(embedded.fsync).toBe(true);
		const before = await embedded.fsyncs();
		for (let i = 0; i < 20; i++) await pool.query('insert into kept values ($1)', [i]);
		const after = await embedded.fsyncs();
		expect(after.files - before.files).toBeGreaterThanOrEqual(20);
		for (let i = 0; i < 20; i++) await pool.query('select 1');
		expect((await embedded.fsyncs()).files - after.files).toBeLessThan(20);
	});

	test('[STORE-3] statements that wait for another connection’s transaction get their own answers', async () => {
		for (let round = 0; round < 10; round++) {
			const busy = await pool.connect();
			await busy.query('begin');
			const waiting = Array.from({ length: 40 }, async (_, i) => {
				const { rows } = await pool.query(`select $1::int + ${i} as sum, ${i} as column_${i}`, [
					1000 * round,
				]);
				return rows;
			});
			await sleep(5);
			await busy.query('select 1');
			await busy.query(round % 2 ? 'commit' : 'rollback');
			busy.release();
			const answers = await Promise.all(waiting);
			answers.forEach((rows, i) => expect(rows).toEqual([{ sum: 1000 * round + i, [`column_${i}`]: i }]));
		}
	});

	test('[STORE-4] a connection that dies in a transaction leaves nothing, and holds nobody up', async () => {
		const { host, port } = embedded;
		const dying = new pg.Client({ host, port, user: 'postgres', database: 'postgres' });
		dying.on('error', () => {});
		await dying.connect();
		await dying.query('begin');
		await dying.query('insert into kept values (4711)');
		const waiting = pool.query('select count(*)::int as n from kept where value = 4711');
		(dying as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
		expect((await waiting).rows).toEqual([{ n: 0 }]);
	});

	test('[STORE-5] an error in a batch is told to its sender, and the next statement works', async () => {
		await expect(pool.query('select $1::int / 0', [1])).rejects.toMatchObject({ code: '22012' });
		await expect(pool.query('insert into nowhere values ($1)', [1])).rejects.toMatchObject({ code: '42P01' });
		const client = await pool.connect();
		await client.query('begin');
		await expect(client.query('select 1/0')).rejects.toThrow();
		await expect(client.query('select 1')).rejects.toMatchObject({ code: '25P02' });
		await client.query('rollback');
		client.release();
		expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
	});

	test('[STORE-6] large values go both ways whole', async () => {
		const large = Buffer.alloc(5_000_000, 'x');
		const { rows } = await pool.query<{ back: Buffer }>('select $1::bytea as back', [large]);
		expect(rows[0]?.back.equals(large)).toBe(true);
	});

	test('[STORE-7] a long statement does not stop this process', async () => {
		let gap = 0;
		let last = performance.now();
		const ticking = setInterval(() => {
			gap = Math.max(gap, performance.now() - last);
			last = performance.now();
		}, 10);
		const start = performance.now();
		await pool.query('select count(*) from generate_series(1, 3000000)');
		const took = performance.now() - start;
		clearInterval(ticking);
		expect(took).toBeGreaterThan(150);
		expect(gap).toBeLessThan(took / 2);
	});
});

describe('one folder, one process', { timeout: 60_000 }, () => {
	test('[STORE-8] a second opening of the folder is refused by name and number, here and in another process', async () => {
		const dataDir = join(folder, 'one');
		const store = await openStore({ dataDir });
		try {
			await expect(openStore({ dataDir })).rejects.toThrow(`${dataDir} is in use`);
			await expect(openStore({ dataDir: `${dataDir}/../one` })).rejects.toThrow(`pid ${process.pid}`);
			const other = spawn(process.execPath, [writer, dataDir], { stdio: ['ignore', 'ignore', 'pipe'] });
			const said: Buffer[] = [];
			other.stderr.on('data', (chunk: Buffer) => said.push(chunk));
			const [code] = (await once(other, 'exit')) as [number];
			expect(code).not.toBe(0);
			expect(Buffer.concat(said).toString()).toContain(
				`is in use by another Consilium process (pid ${process.pid})`,
			);
			expect((await store.health()).ok).toBe(true);
		} finally {
			await store.close();
		}
		expect(existsSync(join(dataDir, 'consilium.lock'))).toBe(false);
	});

	test('[STORE-9] a holder on another host that still writes its sign is respected; one that is silent is not', async () => {
		const dataDir = join(folder, 'one');
		const file = join(dataDir, 'consilium.lock');
		const sign = (beat: number) => writeFileSync(file, JSON.stringify({ pid: 1, host: 'elsewhere', beat }));
		sign(1);
		const beating = setTimeout(() => sign(2), 600);
		await expect(openStore({ dataDir })).rejects.toThrow('is in use');
		clearTimeout(beating);
		const store = await openStore({ dataDir });
		expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
		await store.close();
	});
});

describe('a transaction that is left open', { timeout: 60_000 }, () => {
	test('[STORE-13] is rolled back after its time, and the others go on', async () => {
		const embedded = await startEmbedded(join(folder, 'one'), { transactionLimitMs: 300 });
		const { host, port } = embedded;
		const pool = new pg.Pool({ host, port, user: 'postgres', database: 'postgres', max: 4 });
		pool.on('error', () => {});
		const forgetful = await pool.connect();
		forgetful.on('error', () => {});
		await forgetful.query('begin');
		await forgetful.query('insert into kept values (815)');
		const { rows } = await pool.query('select count(*)::int as n from kept where value = 815');
		expect(rows).toEqual([{ n: 0 }]);
		await expect(forgetful.query('commit')).rejects.toThrow();
		forgetful.release(true);
		await pool.end();
		await embedded.close();
	});
});

describe('kill -9', () => {
	const KILLS = Number(process.env['KILLS'] ?? 4);
	let child: ChildProcess | undefined;
	afterAll(() => child?.kill('SIGKILL'));

	const place = async (store: Store) => {
		const { id: authorId } = first(
			await store.db
				.insert(person)
				.values({ email: 'kill@example.org', name: 'K', initials: 'K' })
				.returning(),
		);
		const { id: centerId } = first(
			await store.db.insert(center).values({ name: 'K', kind: 'referring', timeZone: 'UTC' }).returning(),
		);
		const { id: caseId } = first(
			await store.db
				.insert(consiliumCase)
				.values({ originCenterId: centerId, createdBy: authorId })
				.returning(),
		);
		const roomId = await openRoomFor(store.db, { caseId, scope: 'board' });
		return { roomId, authorId, centerId };
	};

	/** What the process saw acknowledged before it was killed, a random moment after its `least`th append. */
	const appendUntilKilled = async (args: string[], least: number): Promise<number[]> => {
		const running = spawn(process.execPath, [writer, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
		child = running;
		let said = '';
		running.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
		while (said.split('\n').length < least + 2 && running.exitCode === null) await sleep(5);
		await sleep(Math.random() * 20);
		running.kill('SIGKILL');
		await once(running, 'close');
		return said.split('\n').slice(1, -1).map(Number);
	};

	test(
		`[STORE-10] ${KILLS} kills while appending: every acknowledged row is there once, and the chain holds`,
		async () => {
			const dataDir = join(folder, 'one');
			const made = await openStore({ dataDir });
			const { roomId, authorId, centerId } = await place(made);
			await made.close();
			const acked: number[] = [];
			for (let kill = 0; kill < KILLS; kill++) {
				const from = String(1_000_000 * (kill + 1));
				acked.push(
					...(await appendUntilKilled(
						[dataDir, roomId, authorId, centerId, from],
						1 + Math.floor(Math.random() * 80),
					)),
				);
			}
			const store = await openStore({ dataDir });
			const rows = (await store.log.since(roomId, 0)).map(({ update }) =>
				Number(new TextDecoder().decode(update)),
			);
			const verdict = await store.log.verify(roomId);
			await store.close();
			expect(acked.length).toBeGreaterThanOrEqual(KILLS);
			expect(new Set(rows).size).toBe(rows.length);
			expect(acked.filter((value) => !rows.includes(value))).toEqual([]);
			expect(rows.length - acked.length).toBeLessThanOrEqual(KILLS);
			expect(verdict).toEqual({ ok: true, rows: rows.length });
		},
		60_000 + 20_000 * KILLS,
	);
});
