import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
	chownSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { PostgresBinaries } from './postgres-binaries.ts';

/** A private Postgres server on a free loopback port, in a folder of its own, gone after `stop`. */
export interface PostgresCluster {
	/** Superuser's URL of a database of this cluster. */
	url(database: string): string;
	version: string;
	origin: PostgresBinaries['origin'];
	stop(): Promise<void>;
}

interface Account {
	uid: number;
	gid: number;
}

const PREFIX = 'consilium-test-postgres-';
const START_LIMIT_MS = 60_000;

/** Starts one. Run as root it runs the server as an ordinary user, since Postgres refuses root. */
export const startPostgresCluster = async (binaries: PostgresBinaries): Promise<PostgresCluster> => {
	removeOrphans();
	const account = ordinaryAccount();
	const folder = mkdtempSync(join(tmpdir(), PREFIX));
	const data = join(folder, 'data');
	const password = randomBytes(12).toString('hex');
	writeFileSync(join(folder, 'owner'), String(process.pid));
	writeFileSync(join(folder, 'password'), password);
	mkdirSync(data);
	if (account)
		for (const path of [folder, data, join(folder, 'password')]) chownSync(path, account.uid, account.gid);
	const as = { ...account, cwd: folder, timeout: START_LIMIT_MS };
	const make = ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', join(folder, 'password')];
	execFileSync(join(binaries.bin, 'initdb'), [...make, '-E', 'UTF8', '--locale=C', '-N'], {
		...as,
		stdio: 'pipe',
	});
	const port = await freePort();
	const server = spawn(join(binaries.bin, 'postgres'), settings(data, port), {
		...account,
		cwd: folder,
		stdio: 'ignore',
	});
	const url = (database: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
	const stop = async () => {
		await stopServer(server);
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		return { url, stop, origin: binaries.origin, version: await waitUntilUp(url('postgres'), server) };
	} catch (error) {
		await stop();
		throw error;
	}
};

const settings = (data: string, port: number): string[] =>
	['-D', data, '-p', String(port)].concat(
		[
			'listen_addresses=127.0.0.1',
			'unix_socket_directories=',
			'max_connections=100',
			'shared_buffers=64MB',
		].flatMap((setting) => ['-c', setting]),
	);

const ordinaryAccount = (): Account | null => {
	if (process.getuid?.() !== 0) return null;
	const accounts = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.map((line) => line.split(':'));
	const found = ['postgres', 'nobody']
		.map((name) => accounts.find((fields) => fields[0] === name))
		.find(Boolean);
	if (!found) throw new Error('started as root, and there is no user postgres or nobody to run Postgres as');
	return { uid: Number(found[2]), gid: Number(found[3]) };
};

const freePort = (): Promise<number> =>
	new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const address = probe.address();
			probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});

const waitUntilUp = async (url: string, server: ChildProcess): Promise<string> => {
	const end = Date.now() + START_LIMIT_MS;
	for (;;) {
		const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
		client.on('error', () => {});
		try {
			await client.connect();
			const { rows } = await client.query<{ server_version: string }>('show server_version');
			return rows[0]?.server_version ?? 'unknown';
		} catch (error) {
			if (server.exitCode !== null)
				throw new Error(`Postgres ended at start (code ${server.exitCode})`, { cause: error });
			if (Date.now() > end) throw error;
			await sleep(100);
		} finally {
			await client.end().catch(() => {});
		}
	}
};

const stopServer = async (server: ChildProcess): Promise<void> => {
	if (server.exitCode !== null || server.pid === undefined) return;
	const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
	server.kill('SIGINT');
	const late = sleep(10_000, undefined, { ref: false }).then(() => {
		if (server.exitCode === null) server.kill('SIGQUIT');
	});
	await Promise.race([ended, late.then(() => ended)]);
};

const isAlive = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code !== 'ESRCH';
	}
};

/** Servers whose test run was killed: stopped by the pid in their own folder, never by name. */
const removeOrphans = (): void => {
	for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
		const folder = join(tmpdir(), name);
		try {
			if (isAlive(Number(readFileSync(join(folder, 'owner'), 'utf8')))) continue;
			const pidFile = join(folder, 'data', 'postmaster.pid');
			const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : 0;
			const isOurs = pid > 0 && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
			if (isOurs) process.kill(pid, 'SIGQUIT');
			rmSync(folder, { recursive: true, force: true });
		} catch {
			// Not ours to remove, or already going.
		}
	}
};
