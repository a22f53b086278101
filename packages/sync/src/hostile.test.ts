import { until, type RoomClient } from '@consilium/testkit';
import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { openSite, roomId, type Site } from './site.fixture.ts';

const textOf = (doc: Y.Doc): string => doc.getText('t').toString();
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const updateFrame = (update: Uint8Array, step = 2): Uint8Array =>
	encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, 0);
		encoding.writeVarUint(encoder, step);
		encoding.writeVarUint8Array(encoder, update);
	});

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const update = (edit: (doc: Y.Doc) => void, clientId = 77): Uint8Array => {
	const doc = new Y.Doc();
	doc.clientID = clientId;
	edit(doc);
	return Y.encodeStateAsUpdate(doc);
};
const whole = update((doc) => doc.getText('t').insert(0, 'whole'));
const deepJson = (depth: number): unknown => (depth === 0 ? 1 : [deepJson(depth - 1)]);
/** The bytes of a Y.Map entry whose JSON has an own key `__proto__`. */
const protoUpdate = (): Uint8Array => {
	const marker = 'xxprotoxx';
	const made = update((doc) => doc.getMap('fields').set('k', { [marker]: { signed: true } }));
	const at = Buffer.from(made).indexOf(marker);
	const forged = made.slice();
	forged.set(Buffer.from('__proto__'), at);
	return forged;
};

const frames: Record<string, Uint8Array> = {
	'an empty frame': bytes(),
	'one byte': bytes(0),
	'an unknown type': bytes(77, 1, 2, 3),
	'a length that lies': bytes(0, 2, 0xff, 0xff, 0xff, 0xff, 0x0f, 1, 2),
	'bytes after the end': Uint8Array.from([...updateFrame(whole), 0]),
	'a cut update': updateFrame(whole.subarray(0, whole.length - 3)),
	'an update that claims a billion structs': updateFrame(bytes(1, 0x80, 0x94, 0xeb, 0xdc, 0x03, 5, 0, 4)),
	'an unknown content': updateFrame(bytes(1, 1, 9, 0, 0x1f, 1, 1, 0x61, 0)),
	'an origin in itself': updateFrame(bytes(1, 1, 9, 0, 0x84, 9, 5, 1, 0x61, 0)),
	'a V2 update': updateFrame(Y.convertUpdateFormatV1ToV2(whole)),
	'a document inside': updateFrame(update((doc) => doc.getMap('m').set('d', new Y.Doc()))),
	'values nested too deeply': updateFrame(update((doc) => doc.getMap('m').set('d', deepJson(60)))),
	'a key that poisons objects': updateFrame(protoUpdate()),
	'a state vector that is none': updateFrame(bytes(5, 1, 2), 0),
	'presence that claims a billion': bytes(1, 9, 0x80, 0x94, 0xeb, 0xdc, 0x03, 1, 1, 2, 0x7b),
};

const refusals: Record<string, readonly [string, Uint8Array]> = {
	'an update that rests on something unknown': [
		'resync',
		(() => {
			const doc = new Y.Doc();
			doc.getText('t').insert(0, 'a');
			const before = Y.encodeStateVector(doc);
			doc.getText('t').insert(1, 'b');
			return Y.encodeStateAsUpdate(doc, before);
		})(),
	],
	'a delete of what will be typed': ['resync', bytes(0, 1, 5, 1, 0, 0x80, 0x94, 0xeb, 0xdc, 0x03)],
	'a clock in the far future': [
		'resync',
		bytes(1, 1, 5, 0x80, 0x80, 0x80, 0x80, 0x10, 4, 1, 1, 0x74, 1, 0x61, 0),
	],
};

async function busySite(): Promise<{ site: Site; ada: RoomClient; ben: RoomClient }> {
	const site = await openSite();
	const [ada, ben] = [site.join('ada'), site.join('ben')];
	await Promise.all([ada.allSaved(), ben.allSaved()]);
	return { site, ada, ben };
}

/** A raw socket of Ben that says one thing. */
async function say(
	site: Site,
	frame: Uint8Array,
): Promise<{ socket: WebSocket; code: () => number | undefined }> {
	const headers = { cookie: 'session=ben', origin: `http://127.0.0.1:${site.port}` };
	const socket = new WebSocket(`${site.url}/sync/${roomId}?ack=1`, { headers });
	let code: number | undefined;
	socket.on('close', (given) => (code = given));
	await new Promise((resolve) => socket.once('open', resolve));
	socket.send(frame);
	return { socket, code: () => code };
}

async function stillWorks({ site, ada, ben }: Awaited<ReturnType<typeof busySite>>): Promise<void> {
	ada.doc.getText('t').insert(textOf(ada.doc).length, '.');
	await ada.allSaved();
	await until(() => textOf(ben.doc) === textOf(ada.doc), 'the edit at the other side');
	const fresh = site.join('ada');
	await fresh.synced();
	expect(textOf(fresh.doc)).toBe(textOf(ada.doc));
	expect(fresh.doc.store.pendingStructs).toBeNull();
}

test.each(Object.entries(frames))('[SYNC-5] %s ends its own socket and nothing else', async (_, frame) => {
	const busy = await busySite();
	const evil = await say(busy.site, frame);
	await until(() => evil.code() !== undefined, 'the close');
	expect(evil.code()).toBe(4400);
	expect(await busy.site.log.since(roomId, 0)).toHaveLength(0);
	await stillWorks(busy);
});

test.each(Object.entries(refusals))(
	'[SYNC-5] [SYNC-3] %s is refused by name and leaves nothing',
	async (_, [code, hostile]) => {
		const busy = await busySite();
		const evil = await say(busy.site, updateFrame(hostile));
		await until(() => busy.site.sync.stats().refused[code] === 1, 'the refusal');
		expect(await busy.site.log.since(roomId, 0)).toHaveLength(0);
		await stillWorks(busy);
		evil.socket.terminate();
	},
);

test('[SYNC-5] two structs that each wait for the other are refused, not kept pending', async () => {
	const busy = await busySite();
	// Client 5 and client 6, each with an origin in the other.
	const circle = bytes(2, 1, 6, 0, 0x84, 5, 0, 1, 0x61, 1, 5, 0, 0x84, 6, 0, 1, 0x62, 0);
	const evil = await say(busy.site, updateFrame(circle));
	await until(() => busy.site.sync.stats().refused.resync === 1, 'the refusal');
	await stillWorks(busy);
	evil.socket.terminate();
});

test("[SYNC-5] nobody writes under a colleague's client id", async () => {
	const busy = await busySite();
	busy.ada.doc.getText('t').insert(0, 'mine');
	await busy.ada.allSaved();
	await until(() => textOf(busy.ben.doc) === 'mine', 'the edit');
	const forger = new Y.Doc();
	Y.applyUpdate(forger, Y.encodeStateAsUpdate(busy.ben.doc));
	const before = Y.encodeStateVector(forger);
	forger.clientID = busy.ada.doc.clientID;
	forger.getText('t').insert(4, ' forged');
	const evil = await say(busy.site, updateFrame(Y.encodeStateAsUpdate(forger, before)));
	await until(() => busy.site.sync.stats().refused['client-taken'] === 1, 'the refusal');
	await stillWorks(busy);
	expect(textOf(busy.ben.doc)).toBe('mine.');
	evil.socket.terminate();
});

test('[SYNC-3] an update above one MiB is refused by name, its socket closed for good, its text kept in the tab', async () => {
	const { site, ada, ben } = await busySite();
	ada.doc.getText('t').insert(0, 'x'.repeat(2 * 1024 * 1024));
	await until(() => ada.closeCodes.length > 0, 'the close');
	expect(ada.closeCodes).toEqual([4413]);
	expect(ada.refusals).toEqual([{ count: ada.sent, code: 'too-large' }]);
	expect(textOf(ada.doc)).toHaveLength(2 * 1024 * 1024);
	expect(textOf(ben.doc)).toBe('');
	expect(site.sync.stats().sockets).toBe(1);
});

test('[SYNC-3] [SYNC-5] after a gap the server asks, and an honest client heals without anybody doing anything', async () => {
	const { site, ada, ben } = await busySite();
	// One frame never leaves the tab; the next one rests on it.
	const socket = ada.provider.ws;
	if (!socket) throw new Error('no socket');
	const send = socket.send.bind(socket);
	let swallowed = 0;
	socket.send = (data) => {
		if (swallowed++ > 0) send(data);
	};
	ada.doc.getText('t').insert(0, 'a');
	ada.doc.getText('t').insert(1, 'b');
	await until(() => textOf(ben.doc) === 'ab', 'both letters');
	expect(ada.refusals.map((one) => one.code)).toEqual(['resync']);
	expect((await site.log.since(roomId, 0)).length).toBeGreaterThan(0);
});

test('[SYNC-5] a short update over a long text that would cost minutes is refused before it costs', async () => {
	const site = await openSite({ limits: { conflictSteps: 5_000 } });
	const ada = site.join('ada');
	await ada.allSaved();
	ada.doc.transact(() => {
		for (let n = 0; n < 6_000; n++) ada.doc.getText('t').insert(n % 2 ? 0 : textOf(ada.doc).length, 'x');
	});
	await ada.allSaved();
	const costly = update((doc) => doc.getText('t').insert(0, 'y'));
	const evil = await say(site, updateFrame(costly));
	await until(() => site.sync.stats().refused.limit === 1, 'the refusal');
	evil.socket.terminate();
});

test('[SYNC-5] a flood is read no faster than its budget, loses nothing and does not stop others', async () => {
	const site = await openSite({ limits: { framesPerSecond: 300 } });
	const [ada, ben] = [site.join('ada'), site.join('ben')];
	await Promise.all([ada.allSaved(), ben.allSaved()]);
	// Long enough that one chunk from the kernel (64 kB) holds a few hundred of the three thousand.
	const word = 'x'.repeat(200);
	const startedAt = performance.now();
	for (let wave = 0; wave < 6; wave++) {
		for (let n = 0; n < 500; n++) ada.doc.getText('t').insert(0, word);
		await pause(50);
	}
	const honest = performance.now();
	ben.doc.getMap('fields').set('a', 1);
	await ben.allSaved();
	expect(performance.now() - honest).toBeLessThan(1_000);
	await ada.allSaved(15_000);
	// Four seconds' worth are free, and what the kernel handed over at once is taken at once.
	expect(performance.now() - startedAt).toBeGreaterThan(2_000);
	await until(() => textOf(ben.doc).length === 3_000 * word.length, 'all of it');
	expect(ada.closeCodes).toEqual([]);
});

const isLetGo = (site: Site): boolean =>
	site.reports.some((one) => one.kind === 'closed' && one.code === 1013);

test('[SYNC-5] a reader that stops reading is let go at its limit; the others have everything', async () => {
	const site = await openSite({ limits: { bufferedBytes: 256 * 1024 } });
	const [ada, ben] = [site.join('ada'), site.join('ben')];
	await Promise.all([ada.allSaved(), ben.allSaved()]);
	const slow = await say(site, updateFrame(bytes(0), 0));
	await pause(50);
	slow.socket.pause();
	const map = ada.doc.getMap('big');
	for (let n = 0; n < 200; n++) {
		map.set('k', `${n}`.padEnd(64 * 1024, 'x'));
		if (n % 10 === 9) await ada.allSaved();
	}
	await until(() => isLetGo(site), 'the slow reader let go');
	await until(() => String(ben.doc.getMap('big').get('k')).startsWith('199'), 'everything at the other');
	slow.socket.resume();
	await until(() => slow.code() !== undefined, 'the close');
});

test('[SYNC-5] a reader that stands still costs its buffer and no more, however large the last frame is', async () => {
	const bufferedBytes = 1024 * 1024;
	const site = await openSite({ limits: { bufferedBytes } });
	const ada = site.join('ada');
	await ada.allSaved();
	const slow = await say(site, updateFrame(bytes(0), 0));
	await pause(50);
	slow.socket.pause();
	let most = 0;
	const map = ada.doc.getMap('big');
	for (let n = 0; n < 80 && !isLetGo(site); n++) {
		map.set('k', `${n}`.padEnd(700 * 1024, 'x'));
		await ada.allSaved();
		most = Math.max(most, site.sync.stats().unsentBytes);
	}
	expect(isLetGo(site)).toBe(true);
	expect(most).toBeGreaterThan(bufferedBytes / 8);
	expect(most).toBeLessThanOrEqual(bufferedBytes);
});

test('[SYNC-5] when the store is far behind nobody is read; when it has caught up everything is there', async () => {
	const site = await openSite({ limits: { storeBehindBytes: 64 * 1024 } });
	const [ada, ben] = [site.join('ada'), site.join('ben')];
	await Promise.all([ada.allSaved(), ben.allSaved()]);
	let isOpen = false;
	site.log.beforeAppend = async () => {
		while (!isOpen) await pause(5);
	};
	for (let n = 0; n < 100; n++) ada.doc.getText('t').insert(0, 'y'.repeat(10 * 1024));
	await pause(300);
	const behind = site.sync.stats().behindBytes;
	expect(behind).toBeGreaterThan(64 * 1024);
	expect(behind).toBeLessThan(900 * 1024);
	isOpen = true;
	await ada.allSaved();
	await until(() => textOf(ben.doc).length === 100 * 10 * 1024, 'all of it');
});

test('[SYNC-5] a room whose log cannot be loaded is closed to come back later; other rooms work', async () => {
	const site = await openSite();
	const row = { authorId: 'a', centerId: 'c', sessionId: 's' };
	await site.log.append([{ roomId, update: bytes(9, 9, 9, 9), ...row }]);
	const ada = site.join('ada');
	await until(() => ada.closeCodes.length > 0, 'the close');
	expect(ada.closeCodes[0]).toBe(4503);
	const ben = site.join('ben', { roomId: 'room-of-the-other-case' });
	await ben.allSaved();
	expect(site.reports.some((one) => one.kind === 'room-unloadable')).toBe(true);
});
