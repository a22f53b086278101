import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { proseFragment } from '@consilium/case-doc';
import { caseShape, entered, pathOf, valueEntry, type RoomScope } from '@consilium/case-model';
import { ruleSet } from '@consilium/prrt-rules';
import { createSyncServer } from '@consilium/sync';
import { createMemoryCaseLog, until } from '@consilium/testkit';
import { LiveRoom, RoomSet, standingIn, type Closed, type RoomEvents } from '@consilium/workspace';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { Client } from './client.fixture.ts';
import { people, startTestServer, type TestServer } from './serving.fixture.ts';

const BrowserSocket = globalThis.WebSocket;
const reason = pathOf('question', 'reason');
const stage = pathOf('diagnosis', 'stage');
const open: { close(): void }[] = [];
let server: TestServer;
let oncologist: Client;
let specialist: Client;

beforeAll(async () => {
	server = await startTestServer();
	oncologist = await server.as(people.oncologist);
	specialist = await server.as(people.specialist);
}, 60_000);

afterEach(() => {
	for (const one of open.splice(0)) one.close();
	vi.unstubAllGlobals();
});

afterAll(() => server.remove());

let headers = { cookie: '', origin: '' };

/** From here on sockets bring the cookie and the origin that a browser would bring for this person. */
function browseAs(cookie: string, origin = server.url): void {
	headers = { cookie, origin };
	vi.stubGlobal(
		'WebSocket',
		class extends BrowserSocket {
			constructor(url: string | URL) {
				super(url, { headers } as never);
			}
		},
	);
}

interface Told {
	refused: string[];
	closed: Closed[];
	otherVersions: number;
}

function listener(): { told: Told; events: RoomEvents } {
	const told: Told = { refused: [], closed: [], otherVersions: 0 };
	const events: RoomEvents = {
		onChange: () => undefined,
		onPresence: () => undefined,
		onSaved: () => undefined,
		onRefused: (_, code) => told.refused.push(code),
		onClosed: (_, why) => told.closed.push(why),
		onOtherVersion: () => (told.otherVersions += 1),
	};
	return { told, events };
}

const wsUrl = (http: string): string => `${http.replace('http', 'ws')}/sync`;

async function roomsOf(client: Client, familyName: string) {
	const caseId = await server.caseOf(client, familyName);
	return { caseId, rooms: (await client.api.cases.open.query({ caseId })).rooms };
}

async function enter(client: Client, familyName: string, scope: RoomScope) {
	const { caseId, rooms } = await roomsOf(client, familyName);
	const ref = rooms.find((one) => one.scope === scope);
	if (!ref) throw new Error(`no room ${scope}`);
	browseAs(client.cookie());
	const { told, events } = listener();
	const room = new LiveRoom(ref, wsUrl(server.url), events);
	open.push(room);
	room.connect();
	await until(() => room.loaded, 'the content');
	return { caseId, ref, room, told };
}

const write = (room: LiveRoom, path: string, text: string): void =>
	room.set(path as typeof stage, valueEntry(text, entered));
const said = (room: LiveRoom, path: string): string =>
	JSON.stringify(room.reading.record.entries[path as typeof stage]);
const nothingWaits = (room: LiveRoom) => until(() => room.ledger.waiting === 0, 'everything to be saved');

describe("the board's client against a whole server", () => {
	it('[BOARD-UI-30] what is typed is saved, counted as the server counts it, and the versions fit', async () => {
		const { room, told } = await enter(oncologist, 'Rossi', 'workup');
		write(room, stage, 'pT2');
		expect(room.ledger.waiting).toBe(1);
		await nothingWaits(room);
		expect(room.savedSeq).toBeGreaterThan(0);
		expect(told).toEqual({ refused: [], closed: [], otherVersions: 0 });
	});

	it('[BOARD-UI-31] a reader is refused by name, and the text stays in the tab as not saved', async () => {
		const { room, told } = await enter(await server.as(people.observer), 'Rossi', 'workup');
		write(room, stage, 'mine');
		await until(() => told.refused.length > 0, 'the refusal');
		expect(told.refused).toEqual(['read-only']);
		await new Promise((done) => setTimeout(done, 200));
		expect(room.ledger.waiting).toBe(1);
		expect(said(room, stage)).toContain('mine');
	});

	it('[BOARD-UI-32] text typed into a room as it is locked is kept through reconnects; opened anew, the room has the saved one', async () => {
		const { room, told, caseId } = await enter(oncologist, 'Kowalski', 'referral');
		write(room, reason, 'before');
		await nothingWaits(room);
		const centers = await oncologist.api.centers.list.query();
		await oncologist.api.referrals.send.mutate({
			caseId,
			toCenterId: centers.find((center) => center.kind === 'specialty')?.id ?? '',
			plannedTreatmentOn: null,
			note: '',
			incompleteReason: 'urgent',
		});
		write(room, reason, 'after');
		await until(() => told.refused.length > 0, 'the refusal');
		expect(told.refused).toEqual(['locked']);
		room.reconnect();
		await until(() => room.connected && room.provider.synced, 'the way back');
		await new Promise((done) => setTimeout(done, 200));
		expect(said(room, reason)).toContain('after');
		expect(room.ledger.waiting).toBe(1);
		const { rooms } = await oncologist.api.cases.open.query({ caseId });
		const set = new RoomSet(
			() => wsUrl(server.url),
			() => undefined,
		);
		open.push(set);
		set.open(LiveRoom, rooms, listener().events);
		await until(() => set.loaded.length === rooms.length, 'all rooms');
		const workup = set.ofSection('diagnosis');
		const refused = set.ofSection('question');
		set.openAnew('referral', rooms, listener().events);
		expect(set.ofSection('diagnosis')).toBe(workup);
		expect(set.ofSection('question')).not.toBe(refused);
		await until(() => set.loaded.length === rooms.length, 'the room again');
		const anew = set.ofSection('question');
		expect(anew && said(anew, reason)).toContain('before');
	});

	it('[BOARD-UI-33] when access ends the page is told, what was typed since stays, and a late second try opens nothing', async () => {
		const { room, told, caseId, ref } = await enter(specialist, 'Okonkwo', 'workup');
		const { referral } = await specialist.api.referrals.get.query({ caseId });
		await specialist.api.referrals.decline.mutate({
			referralId: referral?.id ?? '',
			reason: 'no-indication',
			advice: 'Embolization first.',
		});
		await until(() => told.closed.length > 0, 'the close');
		expect(told.closed).toEqual(['revoked']);
		write(room, stage, 'typed too late');
		expect(room.ledger.waiting).toBe(1);
		const ask = () => specialist.api.cases.open.query({ caseId });
		expect((await standingIn(ref.id, ask)).is).toBe('case-gone');
		room.connect();
		await until(() => told.closed.length > 1, 'the second answer');
		expect(told.closed).toEqual(['revoked', 'not-found']);
		expect(said(room, stage)).toContain('typed too late');
		room.close();
		room.connect();
		expect(room.provider.ws).toBeNull();
	});

	it('[BOARD-UI-34] a server that does not answer says nothing about access', async () => {
		const gone = async () => {
			throw new TypeError('fetch failed');
		};
		expect((await standingIn('any', gone)).is).toBe('unknown');
		const opened = { rooms: [{ id: 'other' }] };
		expect((await standingIn('any', async () => opened)).is).toBe('room-gone');
		expect((await standingIn('other', async () => opened)).is).toBe('kept');
		const nobody = await server.as(people.observer);
		await nobody.api.session.signOut.mutate();
		const { caseId } = await roomsOf(oncologist, 'Rossi');
		expect((await standingIn('any', () => nobody.api.cases.open.query({ caseId }))).is).toBe('signed-out');
	});

	it('[BOARD-UI-35] a change that is too large is refused by name and stays in the tab', async () => {
		const { room, told } = await enter(oncologist, 'Rossi', 'board');
		const notes = proseFragment(room.doc, 'discussion/notes');
		notes.insert(0, [new Y.XmlText('x'.repeat(2 * 1024 * 1024))]);
		await until(() => told.closed.length > 0, 'the close');
		expect([told.refused, told.closed]).toEqual([['too-large'], ['too-large']]);
		expect(room.ledger.waiting).toBe(1);
		expect(notes.toString()).toHaveLength(2 * 1024 * 1024);
	});

	it('[BOARD-UI-36] an ended session keeps what is typed, and signing in again saves it', async () => {
		const leaving = await server.as(people.navigator);
		const { room, told } = await enter(leaving, 'Rossi', 'board');
		await leaving.api.session.signOut.mutate();
		await until(() => told.closed.length > 0, 'the close');
		expect(told.closed).toEqual(['signed-out']);
		const notes = proseFragment(room.doc, 'discussion/notes');
		notes.insert(0, [new Y.XmlText('typed meanwhile')]);
		expect(room.ledger.waiting).toBe(1);
		browseAs((await server.as(people.navigator)).cookie());
		room.reconnect();
		await nothingWaits(room);
		const { room: other } = await enter(specialist, 'Rossi', 'board');
		expect(proseFragment(other.doc, 'discussion/notes').toString()).toContain('typed meanwhile');
		expect(told).toEqual({ refused: [], closed: ['signed-out'], otherVersions: 0 });
	});
});

describe('a page of another version', () => {
	async function strangeServer(versions: { caseShape: string; ruleSet: string }): Promise<string> {
		const who = {
			personId: 'p',
			name: 'P',
			initials: 'P',
			role: 'netSpecialist',
			centerId: 'c',
			centerName: 'C',
			centerKind: 'specialty',
		};
		const sync = createSyncServer({
			admission: {
				admit: async ({ roomId }) => ({
					ok: true,
					sessionId: 's',
					caseId: 'k',
					roomId,
					access: 'write',
					who,
				}),
			},
			log: createMemoryCaseLog(['room-of-a-case']),
			versions,
		});
		const http = createServer();
		http.on('upgrade', (request, socket, head) => sync.handleUpgrade(request, socket, head));
		await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
		open.push({ close: () => void sync.close(0).then(() => http.close()) });
		return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
	}

	const own = { caseShape: caseShape.fingerprint, ruleSet: `${ruleSet.id}@${ruleSet.version}` };
	it.each([
		['the shape', { ...own, caseShape: 'another' }, 1],
		['the rules', { ...own, ruleSet: 'another@2' }, 1],
		['nothing', own, 0],
	])(
		'[BOARD-UI-37] where %s differs it is told so, and what is typed is saved all the same',
		async (_, versions, times) => {
			const url = await strangeServer(versions);
			browseAs('', url);
			const { told, events } = listener();
			const room = new LiveRoom({ id: 'room-of-a-case', scope: 'workup' }, wsUrl(url), events);
			open.unshift(room);
			room.connect();
			await until(() => room.loaded, 'the content');
			write(room, stage, 'pT1');
			await nothingWaits(room);
			expect(told).toEqual({ refused: [], closed: [], otherVersions: times });
		},
	);
});
