import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import pg from 'pg';
import { inject } from 'vitest';
import type { KeeperAnswer } from './postgres-keeper.ts';

export type RealPostgres =
	| { available: true; version: string; createDatabase(): Promise<{ url: string; drop(): Promise<void> }> }
	| { available: false; why: string };

/**
 * The run's Postgres server, started when first asked for; a fresh database per call of `createDatabase`.
 * Where none can be had, the suite is skipped loudly: `describe.skipIf(!postgres.available)`; the line printed
 * here begins with `SKIPPED:` and is counted by the test command.
 */
export const realPostgres = async (suite: string): Promise<RealPostgres> => {
	const answer = await askKeeper(inject('postgresKeeperPort'));
	if (!answer.available) {
		process.stdout.write(`SKIPPED: ${suite} on a real Postgres server: ${answer.why}\n`);
		return answer;
	}
	return { available: true, version: answer.version, createDatabase: () => createDatabase(answer.url) };
};

const askKeeper = (port: number): Promise<KeeperAnswer> =>
	new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		const socket = connect(port, '127.0.0.1');
		socket.on('data', (chunk) => chunks.push(chunk));
		socket.once('error', reject);
		socket.once('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')) as KeeperAnswer));
	});

const createDatabase = async (adminUrl: string): Promise<{ url: string; drop(): Promise<void> }> => {
	const name = `test_${randomBytes(6).toString('hex')}`;
	const url = new URL(adminUrl);
	url.pathname = `/${name}`;
	await asAdmin(adminUrl, `create database ${name}`);
	return { url: url.href, drop: () => asAdmin(adminUrl, `drop database if exists ${name} with (force)`) };
};

const asAdmin = async (url: string, statement: string): Promise<void> => {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await client.query(statement);
	} finally {
		await client.end();
	}
};
