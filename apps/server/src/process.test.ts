import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setEntry } from '@consilium/case-doc';
import { entered, pathOf, valueEntry } from '@consilium/case-model';
import { joinRoom, until } from '@consilium/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientOf } from './client.fixture.ts';
import { demoPassword } from './demo/people.ts';
import { demoDataDir, people } from './serving.fixture.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const root = fileURLToPath(new URL('../../../', import.meta.url));

interface Run {
	child: ChildProcess;
	out(): string;
	done: Promise<number | null>;
}

let dataDir: string;
let runs: Run[];

function run(args: string[], env: Record<string, string> = {}): Run {
	let text = '';
	const child = spawn(process.execPath, args, {
		cwd: root,
		env: {
			...process.env,
			DATA_DIR: dataDir,
			DEMO: '1',
			WORKSPACE_BUILD: join(tmpdir(), 'consilium-no-pages'),
			...env,
		},
	});
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (part: Buffer) => (text += part.toString()));
	const done = once(child, 'close').then(([code]) => code as number | null);
	const started = { child, out: () => text, done };
	runs.push(started);
	return started;
}

async function freePort(): Promise<string> {
	const probe = createServer().listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const address = probe.address();
	probe.close();
	if (address === null || typeof address === 'string') throw new Error('no port');
	return String(address.port);
}

async function startServer(env: Record<string, string> = {}): Promise<Run & { url: string }> {
	const PORT = await freePort();
	const server = run([main, 'serve'], { PORT, ...env });
	await until(
		() => server.out().includes('Consilium is ready') || server.child.exitCode !== null,
		'the server',
		40_000,
	);
	return { ...server, url: `http://127.0.0.1:${PORT}` };
}

beforeEach(async () => {
	dataDir = await demoDataDir();
	runs = [];
});

afterEach(async () => {
	for (const { child, done } of runs) {
		if (child.exitCode === null) child.kill('SIGKILL');
		await done;
	}
	rmSync(dataDir, { recursive: true, force: true });
});

describe('the server as a process', () => {
	it(
		'[SERVER-10] told to stop, it lets what is pending commit, tells clients to come back, and ends',
		{ timeout: 60_000 },
		async () => {
			const server = await startServer({ LOG_LEVEL: 'silent' });
			const client = clientOf(server.url);
			await client.api.session.signIn.mutate({ email: people.oncologist, password: demoPassword });
			const [row] = await client.api.cases.list.query();
			const { rooms } = await client.api.cases.open.query({ caseId: row?.caseId ?? '' });
			const roomId = rooms.find((room) => room.scope === 'workup')?.id ?? '';
			const typist = joinRoom({ server: server.url.replace('http', 'ws'), roomId, cookie: client.cookie() });
			await typist.synced();
			for (let n = 0; n < 50; n += 1)
				setEntry(typist.doc, pathOf('diagnosis', 'stage'), valueEntry(`stage ${n}`, entered));
			await typist.allSaved();
			server.child.kill('SIGTERM');
			expect(await server.done).toBe(0);
			await until(() => typist.closeCodes.length > 0, 'the close code');
			expect(typist.closeCodes[0]).toBe(1012);
			typist.destroy();
		},
	);

	it(
		'[SERVER-11] a second process on the same folder is refused with a sentence that names folder and process',
		{ timeout: 60_000 },
		async () => {
			const server = await startServer({ LOG_LEVEL: 'silent' });
			const second = run([main, 'serve'], { PORT: await freePort() });
			expect(await second.done).toBe(1);
			expect(second.out()).toContain(dataDir);
			expect(second.out()).toContain(String(server.child.pid));
			expect(second.out()).not.toMatch(/\n\s+at /);
			expect((await fetch(`${server.url}/ready`)).status).toBe(200);
		},
	);

	it(
		'[SERVER-11] what cannot be understood is refused with a sentence, not with a stack',
		{ timeout: 60_000 },
		async () => {
			const wrong: [string[], Record<string, string>, RegExp][] = [
				[['serve'], { PORT: 'many' }, /PORT/],
				[['serve'], { PUBLIC_ORIGIN: 'https://x.example/path' }, /PUBLIC_ORIGIN/],
				[['frobnicate'], {}, /no command frobnicate/],
				[['import-case'], {}, /exactly one file/],
				[['import-case', '--frob', 'x'], {}, /--frob/],
			];
			for (const [args, env, words] of wrong) {
				const refused = run([main, ...args], env);
				expect(await refused.done).toBe(1);
				expect(refused.out()).toMatch(words);
				expect(refused.out()).not.toMatch(/\n\s+at /);
			}
		},
	);

	it(
		'[SERVER-12] nothing of a patient, a person, a comment or a secret is in the log',
		{ timeout: 60_000 },
		async () => {
			const server = await startServer({ LOG_LEVEL: 'trace' });
			const canary = 'Kanarienvogel';
			const client = clientOf(server.url);
			await client.api.session.signIn.mutate({ email: people.oncologist, password: demoPassword });
			await expect(
				client.api.session.signIn.mutate({ email: `${canary}@example.org`, password: canary }),
			).rejects.toThrow();
			const me = await client.api.session.me.query();
			const { caseId } = await client.api.cases.create.mutate({
				centerId: me?.memberships[0]?.centerId ?? '',
				entries: { 'patient/familyName': valueEntry(canary), 'patient/mrn': valueEntry(`${canary} 1`) },
				prose: { 'question/asked': canary },
			});
			const anchor = { kind: 'case' } as const;
			await client.api.threads.start.mutate({
				caseId,
				anchor,
				quote: canary,
				audience: 'shared',
				body: canary,
			});
			await expect(client.api.session.invitation.query({ token: canary })).rejects.toThrow();
			await fetch(`${server.url}/invitation/${canary}?name=${canary}`);
			await fetch(`${server.url}/cases/${canary}`);
			await expect(client.api.cases.open.query({ caseId: `${canary}\u0000` })).rejects.toThrow();
			const { rooms } = await client.api.cases.open.query({ caseId });
			const typist = joinRoom({
				server: server.url.replace('http', 'ws'),
				roomId: rooms[0]?.id ?? '',
				cookie: client.cookie(),
			});
			await typist.synced();
			setEntry(typist.doc, pathOf('patient', 'preferredName'), valueEntry(canary, entered));
			await typist.allSaved();
			typist.destroy();
			const secret = client.cookie().split('=')[1] ?? '';
			server.child.kill('SIGTERM');
			await server.done;
			const [, ...log] = server.out().split('Consilium is ready');
			expect(log.join('')).toContain('/trpc/cases.create');
			for (const word of [canary, 'Rossi', 'Lindqvist', 'example.org', secret])
				expect(log.join('').includes(word), `${word.slice(0, 4)}… is in the log`).toBe(false);
		},
	);

	it("[SERVER-13] the integrator's example runs as its page says", { timeout: 60_000 }, async () => {
		const server = await startServer({ LOG_LEVEL: 'silent' });
		const hook = './docs/examples/from-this-repository.mjs';
		const example = run([
			'--import',
			hook,
			'docs/examples/integrator.mjs',
			server.url,
			people.oncologist,
			demoPassword,
		]);
		expect(await example.done, example.out()).toBe(0);
		for (const words of [
			'signed in as',
			'opened case',
			'room ',
			"saved: the room's log is at 1",
			'signed out',
		])
			expect(example.out()).toContain(words);
	});

	it(
		'[SERVER-14] a bundle and facts are imported from the command line, and every chain verifies',
		{ timeout: 60_000 },
		async () => {
			const again = run([main, 'seed']);
			expect([await again.done, again.out()]).toEqual([1, expect.stringContaining('not empty')]);
			const bundle = 'packages/handoff/src/samples/synthetic-net-patient.json';
			const fhir = run([main, 'import-case', bundle, '--center', 'riverside oncology']);
			expect(await fhir.done, fhir.out()).toBe(0);
			expect(fhir.out()).toMatch(/\d+ taken, \d+ refused\nopened {3}[0-9a-f-]{36} at Riverside Oncology/);
			const readme = run([main, 'import-case', 'README.md']);
			expect(await readme.done).toBe(1);
			expect(readme.out()).toContain('refused');
			const verify = run([main, 'verify']);
			expect(await verify.done).toBe(0);
			expect(verify.out()).toMatch(/ 0 broken/);
		},
	);
});
