import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));

/** A running server with the synthetic demo, on its own port and data. */
export interface Site {
	url: string;
	pid: number;
	/** What it printed so far (the end of it). */
	output(): string;
	/** SIGTERM, and SIGKILL if that does not help. The data stay. */
	stop(): Promise<void>;
	/** SIGKILL at once, as a crash would. The data stay. */
	kill(): Promise<void>;
}

export interface SiteData {
	dataDir: string;
	port: number;
	remove(): void;
}

/** A place for a server's data and a port, kept over restarts. */
export async function siteData(): Promise<SiteData> {
	const dataDir = mkdtempSync(join(tmpdir(), 'consilium-e2e-'));
	const port = await freePort();
	return { dataDir, port, remove: () => rmSync(dataDir, { recursive: true, force: true }) };
}

/** Starts the server on `data` and waits until it is ready. Throws, with its output, when it does not become so. */
export async function startSite(data: SiteData, env: Record<string, string> = {}): Promise<Site> {
	const server = spawn(process.execPath, [main, 'serve'], {
		env: {
			...process.env,
			NODE_ENV: 'production',
			DEMO: '1',
			HOST: '127.0.0.1',
			PORT: String(data.port),
			DATA_DIR: data.dataDir,
			...env,
		},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	for (const stream of [server.stdout, server.stderr]) {
		stream.setEncoding('utf8').on('data', (chunk: string) => (output = (output + chunk).slice(-20_000)));
	}
	const url = `http://127.0.0.1:${data.port}`;
	try {
		await becomesReady(url, server);
	} catch (error) {
		await end(server, 'SIGKILL');
		throw new Error(`The site did not start. Its output:\n${output}`, { cause: error });
	}
	return {
		url,
		pid: server.pid ?? 0,
		output: () => output,
		stop: () => end(server, 'SIGTERM'),
		kill: () => end(server, 'SIGKILL'),
	};
}

async function becomesReady(url: string, server: ChildProcess): Promise<void> {
	for (const last = Date.now() + 90_000; Date.now() < last; await sleep(150)) {
		if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
		const ready = await fetch(`${url}/ready`).catch(() => null);
		if (ready?.ok) return;
	}
	throw new Error('the server was not ready after 90 s');
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	if (server.exitCode !== null || server.signalCode !== null) return;
	const ended = new Promise((resolve) => server.once('exit', resolve));
	server.kill(signal);
	const timer = setTimeout(() => server.kill('SIGKILL'), 15_000);
	await ended;
	clearTimeout(timer);
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const address = probe.address();
			probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
		});
	});
}
