import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { proseFragment } from '@consilium/case-doc';
import { joinRoom, until, type RoomClient } from '@consilium/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { clientOf, type Client } from './client.fixture.ts';
import { demoPassword } from './demo/people.ts';
import { demoDataDir, people } from './serving.fixture.ts';

/** Kills per run: few every day, as many as asked for elsewhere (`KILLS=20`). */
const kills = Number(process.env.KILLS ?? 5);
const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const path = 'discussion/notes';

let dataDir: string;
let port: number;
let child: ChildProcess | null = null;

async function freePort(): Promise<number> {
	const probe = createServer().listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const address = probe.address();
	probe.close();
	if (address === null || typeof address === 'string') throw new Error('no port');
	return address.port;
}

async function isReady(): Promise<boolean> {
	try {
		return (await fetch(`http://127.0.0.1:${port}/ready`)).ok;
	} catch {
		return false;
	}
}

async function start(): Promise<void> {
	child = spawn(process.execPath, [main, 'serve'], {
		stdio: 'ignore',
		env: {
			...process.env,
			PORT: String(port),
			DATA_DIR: dataDir,
			DEMO: '1',
			LOG_LEVEL: 'silent',
			WORKSPACE_BUILD: join(tmpdir(), 'consilium-no-pages'),
		},
	});
	const end = Date.now() + 40_000;
	while (!(await isReady())) {
		if (Date.now() > end || child.exitCode !== null) throw new Error('the server did not come up');
		await new Promise((done) => setTimeout(done, 50));
	}
}

async function kill(): Promise<void> {
	const dying = child;
	child = null;
	if (!dying || dying.exitCode !== null) return;
	dying.kill('SIGKILL');
	await once(dying, 'exit');
}

async function signIn(email: string): Promise<Client> {
	const client = clientOf(`http://127.0.0.1:${port}`);
	await client.api.session.signIn.mutate({ email, password: demoPassword });
	return client;
}

function paragraph(doc: Y.Doc): Y.XmlText {
	const fragment = proseFragment(doc, path);
	const [first] = fragment.toArray();
	const text = first instanceof Y.XmlElement ? first.get(0) : undefined;
	if (!(text instanceof Y.XmlText)) throw new Error('the paragraph is not there');
	return text;
}

/** A person who types: every keystroke is a character of its own, so that loss and doubling both show. */
interface Typist {
	client: RoomClient;
	/** The code of this person's first character; the next keystroke is the next code. */
	alphabet: number;
	typed: number;
	/** Keystrokes that were shown as saved. */
	saved: number;
	timer: NodeJS.Timeout;
}

const strokeMs = 30;
/** Characters between the two alphabets. */
const strokesAtMost = 8_000;

function type(client: RoomClient, alphabet: number): Typist {
	const timer = setInterval(() => stroke(typist), strokeMs);
	const typist: Typist = { client, alphabet, typed: 0, saved: 0, timer };
	return typist;
}

function stroke(typist: Typist): void {
	const { client, alphabet } = typist;
	if (typist.typed >= strokesAtMost) return;
	const text = paragraph(client.doc);
	const anywhere = Math.floor(Math.random() * (text.length + 1));
	text.insert(anywhere, String.fromCharCode(alphabet + typist.typed));
	typist.typed += 1;
	const { typed } = typist;
	void client.allSaved(60_000).then(
		() => (typist.saved = Math.max(typist.saved, typed)),
		() => undefined,
	);
}

/** How often each keystroke of a person stands in a text. */
function counted(text: string, { alphabet, typed }: Typist): number[] {
	const times = Array.from({ length: typed }, () => 0);
	for (const character of text) {
		const place = character.charCodeAt(0) - alphabet;
		if (place >= 0 && place < typed) times[place] = (times[place] ?? 0) + 1;
	}
	return times;
}

beforeAll(async () => {
	dataDir = await demoDataDir();
	port = await freePort();
	await start();
}, 90_000);

afterAll(async () => {
	await kill();
	rmSync(dataDir, { recursive: true, force: true });
});

describe('kill -9 while two centers type', () => {
	it(
		`[SERVER-9] ${kills} times: every keystroke that was shown as saved is there once, and both screens are alike`,
		{ timeout: 60_000 + kills * 20_000 },
		async () => {
			const [a, b] = [await signIn(people.oncologist), await signIn(people.specialist)];
			const rows = await a.api.cases.list.query();
			const caseId = rows.find((row) => row.patient.familyName === 'Rossi')?.caseId ?? '';
			const { rooms } = await a.api.cases.open.query({ caseId });
			const roomId = rooms.find((room) => room.scope === 'board')?.id ?? '';
			const enter = (client: Client) =>
				joinRoom({ server: `ws://127.0.0.1:${port}`, roomId, cookie: client.cookie() });
			const clients = [enter(a), enter(b)] as const;
			await Promise.all(clients.map((client) => client.synced()));
			await makeParagraph(clients[0]);
			await until(() => proseFragment(clients[1].doc, path).length > 0, 'the paragraph at the other center');
			const typists = [type(clients[0], 0x4e00), type(clients[1], 0x7000)];
			for (let n = 0; n < kills; n += 1) {
				await new Promise((done) => setTimeout(done, 200 + Math.random() * 1_500));
				await kill();
				const shown = typists.map(({ saved }) => saved);
				for (const { provider } of clients) provider.disconnect();
				await start();
				await holds(typists, shown, { roomId, cookie: a.cookie() });
				for (const { provider } of clients) provider.connect();
				await until(() => clients.every((client) => client.provider.wsconnected), 'both to be back', 20_000);
			}
			for (const { timer } of typists) clearInterval(timer);
			await Promise.all(clients.map(settled));
			await judge(typists, { roomId, cookie: a.cookie() });
			for (const client of clients) client.destroy();
		},
	);
});

/** Resolves when all is saved; else says what the connection has gone through. */
async function settled(client: RoomClient): Promise<void> {
	try {
		await client.allSaved(30_000);
	} catch (error) {
		const { sent, saved, refusals, closeCodes, denied, provider } = client;
		const { wsconnected, synced } = provider;
		throw new Error(JSON.stringify({ sent, saved, refusals, closeCodes, denied, wsconnected, synced }), {
			cause: error,
		});
	}
}

async function makeParagraph(client: RoomClient): Promise<void> {
	const fragment = proseFragment(client.doc, path);
	if (fragment.length === 0) {
		const element = new Y.XmlElement('paragraph');
		element.insert(0, [new Y.XmlText()]);
		fragment.insert(0, [element]);
	}
	await client.allSaved();
}

/** What the server itself has after the crash, before any typist is back: each keystroke shown as saved, once. */
async function holds(
	typists: Typist[],
	shown: number[],
	room: { roomId: string; cookie: string },
): Promise<void> {
	const reader = joinRoom({ server: `ws://127.0.0.1:${port}`, ...room });
	await reader.synced();
	const text = paragraph(reader.doc).toString();
	reader.destroy();
	typists.forEach((typist, index) => {
		const times = counted(text, typist);
		const lost = times.slice(0, shown[index]).filter((count) => count === 0).length;
		const doubled = times.filter((count) => count > 1).length;
		expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
	});
}

/** A reader who was never there before sees each saved keystroke once, and what the two typists see. */
async function judge(
	typists: Typist[],
	{ roomId, cookie }: { roomId: string; cookie: string },
): Promise<void> {
	const reader = joinRoom({ server: `ws://127.0.0.1:${port}`, roomId, cookie });
	await reader.synced();
	const fresh = paragraph(reader.doc).toString();
	const said = typists.map(({ client }) => paragraph(client.doc).toString());
	await until(
		() => typists.every(({ client }) => paragraph(client.doc).toString() === fresh),
		'all to be alike',
	);
	expect(said.every((text) => text.length > 0)).toBe(true);
	for (const typist of typists) {
		const times = counted(fresh, typist);
		const lost = times.slice(0, typist.saved).filter((count) => count === 0).length;
		const doubled = times.filter((count) => count > 1).length;
		expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
		expect(typist.saved).toBeGreaterThan(kills * 5);
		process.stdout.write(
			`kill -9 x${kills}: ${typist.typed} typed, ${typist.saved} saved, ${lost} lost, ${doubled} doubled\n`,
		);
	}
	reader.destroy();
}
