import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Trial {
	ok: boolean;
	/** What `/ready` said, or why it never did, with the end of the server's output. */
	detail: string;
	seconds: number;
}

/**
 * Copies a bundle into an empty folder outside the repository, starts it there on an empty embedded store with
 * nothing in its environment, waits for `/ready`, fetches the sign-in page, and asks it to stop.
 */
export async function tryBundle(bundle: string, limitMs = 90_000): Promise<Trial> {
	const place = mkdtempSync(join(tmpdir(), 'consilium-trial-'));
	cpSync(bundle, join(place, 'app'), { recursive: true });
	const port = await freePort();
	const started = Date.now();
	const server = spawn(process.execPath, [join(place, 'app', 'main.js'), 'serve'], {
		cwd: place,
		env: { PATH: '/usr/bin:/bin', HOME: place, DATA_DIR: join(place, 'data'), PORT: String(port), DEMO: '1' },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const output = collect(server);
	try {
		const detail = await answers(`http://127.0.0.1:${port}`, server, limitMs);
		const stopped = await stop(server);
		return {
			ok: stopped === 0,
			detail: `${detail}; stopped with ${stopped}`,
			seconds: (Date.now() - started) / 1000,
		};
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		return { ok: false, detail: `${why}\n${output()}`, seconds: (Date.now() - started) / 1000 };
	} finally {
		await stop(server);
		rmSync(place, { recursive: true, force: true });
	}
}

async function answers(base: string, server: ChildProcess, limitMs: number): Promise<string> {
	const end = Date.now() + limitMs;
	while (Date.now() < end && server.exitCode === null) {
		const ready = await fetch(`${base}/ready`).catch(() => null);
		if (ready?.ok) {
			const page = await fetch(`${base}/sign-in`);
			if (!page.ok) throw new Error(`/ready is 200, but /sign-in answers ${page.status}`);
			return `/ready: ${(await ready.text()).slice(0, 300)}; /sign-in: ${(await page.text()).length} characters`;
		}
		await sleep(200);
	}
	throw new Error(
		server.exitCode === null ? `not ready after ${limitMs} ms` : `ended with ${server.exitCode}`,
	);
}

function collect(server: ChildProcess): () => string {
	let output = '';
	for (const stream of [server.stdout, server.stderr]) {
		stream?.setEncoding('utf8').on('data', (chunk: string) => (output = (output + chunk).slice(-4000)));
	}
	return () => output;
}

async function stop(server: ChildProcess): Promise<number | null> {
	if (server.exitCode !== null || server.signalCode !== null) return server.exitCode;
	const ended = new Promise<number | null>((resolve) => server.once('exit', resolve));
	server.kill('SIGTERM');
	const timer = setTimeout(() => server.kill('SIGKILL'), 15_000);
	const code = await ended;
	clearTimeout(timer);
	return code;
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
