import { request } from 'node:http';
import { availableParallelism, loadavg } from 'node:os';
import { transformer } from '@consilium/api';
import { setEntry } from '@consilium/case-doc';
import { entered, pathOf, valueEntry } from '@consilium/case-model';
import { schema } from '@consilium/store';
import { joinRoom, until, type RoomClient } from '@consilium/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf, refusalOf, type Client } from './client.fixture.ts';
import { people, startTestServer, type TestServer } from './serving.fixture.ts';

let server: TestServer;
let oncologist: Client;
let specialist: Client;
let caseId: string;
const open: RoomClient[] = [];

beforeAll(async () => {
	server = await startTestServer();
	oncologist = await server.as(people.oncologist);
	specialist = await server.as(people.specialist);
	caseId = await server.caseOf(oncologist, 'Rossi');
}, 60_000);

afterAll(async () => {
	for (const one of open) one.destroy();
	await server.remove();
});

async function roomOf(client: Client, scope: string, of = caseId): Promise<string> {
	const { rooms } = await client.api.cases.open.query({ caseId: of });
	const room = rooms.find((one) => one.scope === scope);
	if (!room) throw new Error(`no room ${scope}`);
	return room.id;
}

function join(
	client: Pick<Client, 'cookie'>,
	roomId: string,
	options: { ack?: boolean; origin?: string | null } = {},
): RoomClient {
	const cookie = client.cookie();
	const joined = joinRoom({
		server: server.url.replace('http', 'ws'),
		roomId,
		...(cookie !== '' && { cookie }),
		...options,
	});
	open.push(joined);
	return joined;
}

const nobody = { cookie: () => '' };

/** The status that a plain HTTP request gets, with headers as given. */
function statusOf(
	path: string,
	{ method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
) {
	return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((done, fail) => {
		const asked = request(`${server.url}${path}`, { method, headers }, (answer) => {
			let body = '';
			answer.setEncoding('utf8');
			answer.on('data', (chunk: string) => (body += chunk));
			answer.on('end', () => done({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
		});
		asked.on('error', fail);
		asked.end();
	});
}

/** A second of a machine that has a core for us; on an overloaded one as much longer as work waits there. */
const second = (): number => 1_000 * Math.max(1, (loadavg()[0] ?? 1) / availableParallelism());

describe('a whole server', () => {
	it('[SERVER-1] a stock y-websocket client with a session cookie syncs with a room of the board', async () => {
		const roomId = await roomOf(oncologist, 'workup');
		const stock = join(oncologist, roomId, { ack: false });
		await stock.synced();
		expect(stock.doc.getMap('fields').size).toBeGreaterThan(300);
		const other = join(specialist, await roomOf(specialist, 'workup'));
		await other.synced();
		setEntry(stock.doc, pathOf('diagnosis', 'stage'), valueEntry('pT3 N1 M1', entered));
		await until(
			() => JSON.stringify(other.doc.getMap('fields').get('diagnosis/stage'))?.includes('pT3') ?? false,
			'the other center to see it',
		);
	});

	it('[SERVER-1] a y-websocket client without a session is refused for good', async () => {
		const roomId = await roomOf(oncologist, 'workup');
		const refused = join(nobody, roomId);
		await until(() => refused.closeCodes.length > 0, 'the refusal');
		expect(refused.closeCodes).toEqual([4401]);
		expect(refused.doc.getMap('fields').size).toBe(0);
	});

	it("[SERVER-2] a third center's person gets the answer for this case that a missing one gets, by API and by socket", async () => {
		const stranger = await server.as(people.stranger);
		const foreign = await refusalOf(stranger.api.cases.open.query({ caseId }));
		const missing = await refusalOf(stranger.api.cases.open.query({ caseId: crypto.randomUUID() }));
		expect(foreign).toEqual(missing);
		expect(foreign).toMatchObject({ code: 'NOT_FOUND', refusal: 'not-found' });
		const theirs = join(stranger, await roomOf(oncologist, 'workup'));
		const nowhere = join(stranger, 'AAAAAAAAAAAAAAAAAAAAAA');
		await until(() => theirs.closeCodes.length > 0 && nowhere.closeCodes.length > 0, 'both refusals');
		expect([theirs.closeCodes, theirs.denied]).toEqual([nowhere.closeCodes, nowhere.denied]);
		expect(theirs.closeCodes).toEqual([4404]);
	});

	it("[SERVER-2] the other center's private room is not there, and the own one is", async () => {
		const own = await roomOf(specialist, 'private');
		expect(own).not.toBe(await roomOf(oncologist, 'private'));
		const peeping = join(oncologist, own);
		await until(() => peeping.closeCodes.length > 0, 'the refusal');
		expect(peeping.closeCodes).toEqual([4404]);
	});

	it('[SERVER-3] a reader may follow and not write', async () => {
		const observer = await server.as(people.observer);
		const reader = join(observer, await roomOf(observer, 'workup'));
		await reader.synced();
		setEntry(reader.doc, pathOf('diagnosis', 'stage'), valueEntry('forged', entered));
		await until(() => reader.refusals.length > 0, 'the refusal by name');
		expect(reader.refusals[0]?.code).toBe('read-only');
		const { record } = await oncologist.api.cases.view.query({ caseId });
		expect(JSON.stringify(record)).not.toContain('forged');
	});

	it('[SERVER-4] a value that is typed at one center changes the findings at the other within a second of being saved', async () => {
		const writer = join(oncologist, await roomOf(oncologist, 'workup'));
		await writer.synced();
		const today = (await oncologist.api.cases.open.query({ caseId })).today;
		const row = (field: string) => `labs/plt-new/${field}`;
		writer.doc.transact(() => {
			setEntry(writer.doc, row('analyte'), valueEntry('platelets', entered));
			setEntry(writer.doc, row('value'), valueEntry({ value: 62, unit: '10*9/L' }, entered));
			setEntry(writer.doc, row('collected'), valueEntry(today, entered));
			setEntry(writer.doc, row('status'), valueEntry('final', entered));
		});
		await writer.allSaved();
		const saved = Date.now();
		const hold = async () => {
			const { findings } = await specialist.api.cases.findings.query({ caseId });
			return findings.find((finding) => finding.ruleId === 'DOSE-THROMBOCYTOPENIA');
		};
		let finding = await hold();
		while (finding?.severity !== 'critical' && Date.now() - saved < 5_000) finding = await hold();
		expect(finding).toMatchObject({ severity: 'critical' });
		expect(Date.now() - saved).toBeLessThan(second());
	});

	it("[SERVER-5] signing out ends the session and closes its sockets within a second, and nobody else's", async () => {
		const leaving = await server.as(people.navigator);
		const staying = await server.as(people.navigator);
		const roomId = await roomOf(leaving, 'board');
		const closes = join(leaving, roomId);
		const stays = join(staying, roomId);
		await Promise.all([closes.synced(), stays.synced()]);
		const old = leaving.cookie();
		const began = Date.now();
		await leaving.api.session.signOut.mutate();
		await until(() => closes.closeCodes.length > 0, 'the socket to close');
		expect(Date.now() - began).toBeLessThan(second());
		expect(closes.closeCodes[0]).toBe(4401);
		expect(stays.closeCodes).toEqual([]);
		expect(leaving.cookie()).toBe('');
		const { status } = await statusOf('/trpc/cases.list', { headers: { cookie: old } });
		expect(status).toBe(401);
	});

	it("[SERVER-17] declining a referral closes the receiving center's sockets within a second, and theirs only", async () => {
		const declined = await server.caseOf(specialist, 'Okonkwo');
		const roomId = await roomOf(specialist, 'workup', declined);
		const [theirs, ours] = [join(specialist, roomId), join(oncologist, roomId)];
		await Promise.all([theirs.synced(), ours.synced()]);
		const { referral } = await specialist.api.referrals.get.query({ caseId: declined });
		const began = Date.now();
		await specialist.api.referrals.decline.mutate({
			referralId: referral?.id ?? '',
			reason: 'no-indication',
			advice: 'Embolization first.',
		});
		await until(() => theirs.closeCodes.length > 0, 'the socket to close');
		expect(Date.now() - began).toBeLessThan(second());
		expect(theirs.closeCodes[0]).toBe(4403);
		expect(ours.closeCodes).toEqual([]);
		const gone = await refusalOf(specialist.api.cases.open.query({ caseId: declined }));
		expect(gone).toMatchObject({ code: 'NOT_FOUND' });
	});

	it('[SERVER-17] sending locks the referral room under the hands of who types in it; what they typed is refused by name', async () => {
		const sent = await server.caseOf(oncologist, 'Kowalski');
		const typist = join(oncologist, await roomOf(oncologist, 'referral', sent));
		await typist.synced();
		setEntry(typist.doc, pathOf('question', 'reason'), valueEntry('before', entered));
		await typist.allSaved();
		const centers = await oncologist.api.centers.list.query();
		await oncologist.api.referrals.send.mutate({
			caseId: sent,
			toCenterId: centers.find((center) => center.kind === 'specialty')?.id ?? '',
			plannedTreatmentOn: null,
			note: '',
			incompleteReason: 'urgent',
		});
		setEntry(typist.doc, pathOf('question', 'reason'), valueEntry('after', entered));
		await until(() => typist.refusals.length > 0, 'the refusal by name');
		const { record } = await specialist.api.cases.view.query({ caseId: sent });
		expect(JSON.stringify(record.entries['question/reason'])).toContain('before');
	});

	it('[SERVER-18] live events reach an open page at the other center, without content, and only who is on the case', async () => {
		const stop = new AbortController();
		const hear = async (cookie: string) => {
			const input = encodeURIComponent(JSON.stringify(transformer.serialize({ caseId })));
			const answer = await fetch(`${server.url}/trpc/live.case?input=${input}`, {
				headers: { cookie },
				signal: stop.signal,
			});
			const heard = { text: '' };
			const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
			void (async () => {
				for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
					heard.text += part.value;
			})().catch(() => undefined);
			return heard;
		};
		const ours = await hear(oncologist.cookie());
		await until(() => ours.text.includes('connected'), 'the stream');
		await specialist.api.threads.start.mutate({
			caseId,
			anchor: { kind: 'case' },
			quote: '',
			audience: 'own',
			body: 'only here',
		});
		await specialist.api.threads.start.mutate({
			caseId,
			anchor: { kind: 'case' },
			quote: '',
			audience: 'shared',
			body: 'a question for both',
		});
		await until(() => ours.text.includes('threads'), 'the event');
		expect(ours.text.match(/threads/g)).toHaveLength(1);
		expect(ours.text).not.toContain('question for both');
		stop.abort();
		await until(() => server.app.live.listeners() === 0, 'the listener to be forgotten');
	});

	it('[SERVER-6] what changes something is refused from another site and from nowhere', async () => {
		for (const origin of ['https://evil.example', 'null', null]) {
			const foreign = clientOf(server.url, { origin });
			await expect(
				foreign.api.session.signIn.mutate({ email: people.oncologist, password: 'whatever it is' }),
			).rejects.toThrow();
			const headers: Record<string, string> = { 'content-type': 'application/json' };
			if (origin !== null) headers.origin = origin;
			expect((await statusOf('/trpc/session.signIn', { method: 'POST', headers })).status).toBe(403);
		}
	});

	it('[SERVER-21] a demo lets one sign in as its invented people, never as anybody else who is in the store', async () => {
		const [real] = await server.app.store.db
			.insert(schema.person)
			.values({ name: 'Real Person', initials: 'RP', email: 'real.person@hospital.example' })
			.returning();
		const me = await oncologist.api.session.me.query();
		await server.app.store.db.insert(schema.membership).values({
			personId: real?.id ?? '',
			centerId: me?.memberships[0]?.centerId ?? '',
			roles: ['member'],
		});
		const visitor = clientOf(server.url);
		const staff = await visitor.api.session.demoStaff.query();
		expect(staff).toHaveLength(11);
		const refused = await refusalOf(visitor.api.session.signInAs.mutate({ personId: real?.id ?? '' }));
		expect(refused).toMatchObject({ code: 'NOT_FOUND' });
		await visitor.api.session.signInAs.mutate({ personId: staff[0]?.personId ?? '' });
	});

	it('[SERVER-6] a socket from another site is refused, even with the cookie', async () => {
		const roomId = await roomOf(oncologist, 'board');
		for (const origin of ['https://evil.example', null]) {
			const foreign = join(oncologist, roomId, { origin });
			await new Promise((done) => setTimeout(done, 400));
			expect(foreign.provider.synced).toBe(false);
			expect(foreign.doc.getMap('fields').size).toBe(0);
			foreign.destroy();
		}
	});

	it('[SERVER-7] says that it lives, whether it is ready, and counts; every answer has the headers', async () => {
		expect((await statusOf('/live')).status).toBe(200);
		const ready = await statusOf('/ready');
		expect(JSON.parse(ready.body)).toMatchObject({ ok: true, store: { kind: 'embedded' } });
		const metrics = await statusOf('/metrics');
		expect(metrics.body).toContain('consilium_sockets');
		expect((await statusOf('/metrics', { headers: { 'x-forwarded-for': '10.0.0.1' } })).status).toBe(404);
		for (const path of ['/live', '/', '/trpc/session.me', '/nowhere', '/metrics', '/_app/nope.js'])
			expect((await statusOf(path)).headers).toMatchObject({
				'content-security-policy': expect.stringContaining("default-src 'none'"),
				'x-content-type-options': 'nosniff',
				'x-frame-options': 'DENY',
				'referrer-policy': 'same-origin',
			});
	});

	it('[SERVER-8] malformed requests are refused without a stack or a crash', async () => {
		const bodies = ['', '{', '[]', '"__proto__"', JSON.stringify('['.repeat(5_000))];
		for (const body of bodies) {
			const answer = await fetch(`${server.url}/trpc/threads.reply`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', origin: server.url, cookie: oncologist.cookie() },
				body,
			});
			const text = await answer.text();
			expect(answer.status).toBeGreaterThanOrEqual(400);
			expect(text).not.toMatch(/\n\s+at |\.ts:|node_modules/);
		}
		expect((await statusOf('/trpc/no.such.thing')).status).toBe(404);
		expect((await statusOf(`/trpc/${'a,'.repeat(2_000)}`)).status).toBeGreaterThanOrEqual(400);
		const began = performance.now();
		const many = `/trpc/${Array(400).fill('cases.list').join(',')}?batch=1&input={}`;
		expect((await statusOf(many, { headers: { cookie: oncologist.cookie() } })).status).toBe(400);
		expect(performance.now() - began).toBeLessThan(5_000);
		const nul = { email: 'a\0b', password: 'x' };
		const refused = await refusalOf(clientOf(server.url).api.session.signIn.mutate(nul));
		expect(refused).toMatchObject({ code: 'BAD_REQUEST', refusal: 'invalid' });
		expect((await statusOf('/live')).status).toBe(200);
	});
});
