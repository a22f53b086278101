import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDataDir } from '@consilium/testkit';
import { openApp } from './app.ts';
import { serve } from './cli/serve.ts';
import { clientOf, type Client } from './client.fixture.ts';
import { readConfig } from './config.ts';
import { demoPassword } from './demo/people.ts';
import { seedDemo } from './demo/seed.ts';
import { createLog } from './log.ts';

/** A whole server with the demo in it, on a free port and a folder of its own; without pages. */
export interface TestServer {
	url: string;
	dataDir: string;
	app: Awaited<ReturnType<typeof serve>>['app'];
	/** A client that has signed in with e-mail and password. */
	as(email: string): Promise<Client>;
	/** The case of a demo patient, as somebody who may see it. */
	caseOf(client: Client, familyName: string): Promise<string>;
	remove(): Promise<void>;
}

export const people = {
	oncologist: 'karin.lindqvist@example.org',
	navigator: 'rosa.okafor@example.org',
	observer: 'tomas.berg@example.org',
	specialist: 'anna.weber@example.org',
	surgeon: 'samuel.achebe@example.org',
	coordinator: 'claire.novak@example.org',
	stranger: 'hugo.fontaine@example.org',
} as const;

let seeded: Promise<string> | undefined;

async function seedOnce(): Promise<string> {
	const folder = await freshDataDir();
	const app = await openApp(readConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent' }), createLog('silent'));
	await seedDemo(app);
	await app.close();
	process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** A folder of one's own with the demo in it: a copy, since making the demo takes seconds. The caller removes it. */
export async function demoDataDir(): Promise<string> {
	seeded ??= seedOnce();
	const folder = mkdtempSync(join(tmpdir(), 'consilium-test-demo-'));
	cpSync(await seeded, folder, { recursive: true });
	return folder;
}

export async function startTestServer(env: Record<string, string> = {}): Promise<TestServer> {
	const dataDir = await demoDataDir();
	const noPages = join(tmpdir(), 'consilium-no-pages');
	const config = readConfig({
		PORT: '0',
		DATA_DIR: dataDir,
		DEMO: '1',
		LOG_LEVEL: 'silent',
		WORKSPACE_BUILD: noPages,
		...env,
	});
	const serving = await serve(config, createLog('silent'));
	const { url, app } = serving;
	return {
		url,
		dataDir,
		app,
		async as(email) {
			const client = clientOf(url);
			await client.api.session.signIn.mutate({ email, password: demoPassword });
			return client;
		},
		async caseOf(client, familyName) {
			const rows = await client.api.cases.list.query();
			const row = rows.find((one) => one.patient.familyName === familyName);
			if (!row) throw new Error(`no case of ${familyName} on this person's list`);
			return row.caseId;
		},
		async remove() {
			await serving.stop();
			rmSync(dataDir, { recursive: true, force: true });
		},
	};
}
