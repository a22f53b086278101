import { setEntry } from '@consilium/case-doc';
import { valueEntry } from '@consilium/case-model';
import { until } from '@consilium/testkit';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { openSite, otherRoom, roomId } from './site.fixture.ts';

const textOf = (doc: Y.Doc): string => doc.getText('t').toString();
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A gate that a test closes and opens. */
function gate() {
	let open: () => void = () => undefined;
	let passed = Promise.resolve();
	return {
		close: () => {
			passed = new Promise((resolve) => (open = resolve));
		},
		open: () => open(),
		pass: () => passed,
	};
}

test('[SYNC-9] two stock clients type into one room and converge', async () => {
	const site = await openSite();
	const ada = site.join('ada', { ack: false });
	const ben = site.join('ben', { ack: false });
	await Promise.all([ada.synced(), ben.synced()]);
	ada.doc.getText('t').insert(0, 'hello ');
	ben.doc.getMap('fields').set('a', 1);
	await until(() => textOf(ben.doc) === 'hello ' && ada.doc.getMap('fields').get('a') === 1, 'both edits');
	expect(site.sync.stats().refused).toEqual({});
});

test('[SYNC-9] offline edits of both sides merge on return, without anything said twice', async () => {
	const site = await openSite();
	const ada = site.join('ada', { ack: false });
	const ben = site.join('ben', { ack: false });
	await Promise.all([ada.synced(), ben.synced()]);
	ada.provider.disconnect();
	ben.provider.disconnect();
	ada.doc.getText('t').insert(0, 'A');
	ben.doc.getText('t').insert(0, 'B');
	ada.provider.connect();
	ben.provider.connect();
	await until(
		() => textOf(ada.doc).length === 2 && textOf(ben.doc) === textOf(ada.doc),
		'both letters on both sides',
	);
});

test('[SYNC-1] nothing is called saved before the log has it', async () => {
	const site = await openSite();
	const ada = site.join('ada');
	await ada.synced();
	await ada.allSaved();
	const door = gate();
	site.log.beforeAppend = door.pass;
	door.close();
	const before = ada.saved;
	ada.doc.getText('t').insert(0, 'x');
	await pause(80);
	expect(ada.saved).toBe(before);
	expect(ada.sent).toBeGreaterThan(before);
	door.open();
	await ada.allSaved();
	const rows = await site.log.since(roomId, 0);
	expect(ada.seq).toBe(rows.at(-1)?.seq);
});

test('[SYNC-1] the hello tells versions and time, and counts begin anew with each connection', async () => {
	const site = await openSite();
	const ada = site.join('ada');
	await ada.allSaved();
	expect(ada.hello).toMatchObject({ caseShape: 'shape-1', ruleSet: 'rules-1' });
	expect(Math.abs((ada.hello?.serverTimeMs ?? 0) - Date.now())).toBeLessThan(5_000);
	for (let edit = 0; edit < 20; edit++) ada.doc.getText('t').insert(0, 'x');
	await ada.allSaved();
	const sentBefore = ada.sent;
	ada.cut();
	await until(() => ada.sent < sentBefore && ada.sent > 0, 'a new connection');
	await ada.allSaved();
	expect(ada.saved).toBe(ada.sent);
});

test('[SYNC-1] [SYNC-2] while the store fails nothing is saved; when it answers again everything is, once', async () => {
	const site = await openSite();
	const ada = site.join('ada');
	const ben = site.join('ben');
	await Promise.all([ada.allSaved(), ben.allSaved()]);
	site.log.beforeAppend = async () => {
		throw new Error('no connection');
	};
	const saved = ada.saved;
	for (const letter of 'abc') ada.doc.getText('t').insert(textOf(ada.doc).length, letter);
	await until(() => site.sync.stats().appendFailures >= 3, 'several attempts');
	expect(ada.saved).toBe(saved);
	expect(textOf(ben.doc)).toBe('');
	site.log.beforeAppend = async () => undefined;
	await ada.allSaved();
	await until(() => textOf(ben.doc) === 'abc', 'the edits at the other side');
	const whole = new Y.Doc();
	for (const row of await site.log.since(roomId, 0)) Y.applyUpdate(whole, row.update);
	expect(textOf(whole)).toBe('abc');
});

test('[SYNC-2] an answer of the store that got lost does not double the row', async () => {
	const site = await openSite();
	const ada = site.join('ada');
	await ada.allSaved();
	site.log.afterAppend = async () => {
		site.log.afterAppend = async () => undefined;
		throw new Error('the answer got lost');
	};
	ada.doc.getText('t').insert(0, 'once');
	await ada.allSaved();
	expect(await site.log.since(roomId, 0)).toHaveLength(1);
	expect(site.sync.stats().appendFailures).toBe(1);
});

test('[SYNC-5] a room that the store refuses keeps nobody else waiting', async () => {
	const site = await openSite();
	const ada = site.join('ada');
	const ben = site.join('ben', { roomId: otherRoom });
	await Promise.all([ada.allSaved(), ben.allSaved()]);
	site.log.beforeAppend = async (batch) => {
		if (batch.some((entry) => entry.roomId === roomId)) throw new Error('this room only');
	};
	ada.doc.getText('t').insert(0, 'stuck');
	for (let edit = 0; edit < 5; edit++) {
		ben.doc.getText('t').insert(0, 'x');
		await ben.allSaved(2_000);
	}
	expect(ada.saved).toBeLessThan(ada.sent);
	site.log.beforeAppend = async () => undefined;
	await ada.allSaved();
});

test('[SYNC-2] what a peer has seen is in the log, at whatever moment the server is killed', async () => {
	const first = await openSite();
	first.log.beforeAppend = () => pause(Math.random() * 8);
	const ada = first.join('ada');
	const ben = first.join('ben');
	await Promise.all([ada.synced(), ben.synced()]);
	const typed: string[] = [];
	let killed = false;
	const typing = (async () => {
		for (let n = 0; !killed && n < 400; n++) {
			typed.push(`#${n};`);
			ada.doc.getText('t').insert(textOf(ada.doc).length, `#${n};`);
			await pause(2);
		}
	})();
	await pause(250);
	await first.kill();
	killed = true;
	await typing;
	const seen = textOf(ben.doc);
	const savedFrames = ada.saved;
	expect(savedFrames).toBeGreaterThan(2);
	const again = await openSite({ log: first.log, port: first.port });
	const fresh = again.join('ada', { doc: new Y.Doc() });
	await fresh.synced();
	for (const token of seen.match(/#\d+;/g) ?? []) expect(textOf(fresh.doc)).toContain(token);
	await ada.allSaved();
	await until(
		() => textOf(fresh.doc) === typed.join('') && textOf(ben.doc) === typed.join(''),
		'all of it, once, in order',
	);
	const whole = new Y.Doc();
	const authors = new Set<string>();
	for (const row of await again.log.since(roomId, 0)) {
		Y.applyUpdate(whole, row.update);
		authors.add(row.authorId);
	}
	expect(textOf(whole)).toBe(typed.join(''));
	expect(authors).toEqual(new Set(['person-ada']));
});

test('[SYNC-2] the same edits sent again, five times and shuffled, change neither document nor log', async () => {
	const site = await openSite();
	const author = new Y.Doc();
	const updates: Uint8Array[] = [];
	author.on('update', (update: Uint8Array) => updates.push(update));
	for (let n = 0; n < 10; n++) author.getText('t').insert(n, String(n));
	const ada = site.join('ada', { doc: author });
	await ada.allSaved();
	const { length } = await site.log.since(roomId, 0);
	const whole = Y.encodeStateAsUpdate(author);
	const resent = [...updates, whole, ...updates.toReversed(), ...updates, whole, ...updates];
	// What the provider listens to: it sends each of these as an update frame.
	author.transact((transaction) => {
		for (const update of resent) author.emit('update', [update, null, author, transaction]);
	});
	await ada.allSaved();
	expect(await site.log.since(roomId, 0)).toHaveLength(length);
	expect(site.sync.stats().refused).toEqual({});
});

test('[SYNC-7] whoever is told synced has the content, also right after a restart with a slow store', async () => {
	const site = await openSite();
	const ada = site.join('ada');
	await ada.synced();
	ada.doc.getText('t').insert(0, 'content');
	await ada.allSaved();
	await site.kill();
	const again = await openSite({ log: site.log, port: site.port });
	again.log.beforeLoad = () => pause(100);
	const joins = Array.from({ length: 20 }, async () => {
		const client = again.join('ben');
		await client.synced();
		expect(textOf(client.doc)).toBe('content');
		client.destroy();
	});
	await Promise.all(joins);
});

test('[SYNC-7] a join is answered with committed content only', async () => {
	const site = await openSite();
	const ada = site.join('ada');
	await ada.allSaved();
	const door = gate();
	site.log.beforeAppend = door.pass;
	door.close();
	ada.doc.getText('t').insert(0, 'not yet');
	await until(() => site.sync.stats().behindBytes > 0, 'the edit at the server');
	const ben = site.join('ben');
	await pause(100);
	expect(ben.provider.synced).toBe(false);
	door.open();
	await ben.synced();
	expect(textOf(ben.doc)).toBe('not yet');
});

test('[SYNC-8] the log names the person and session of the connection, whatever client id an update carries', async () => {
	const site = await openSite();
	const ada = site.join('ada');
	const doc = new Y.Doc();
	doc.clientID = 4_711;
	const ben = site.join('ben', { doc });
	await Promise.all([ada.allSaved(), ben.allSaved()]);
	ben.doc.getMap('fields').set('b', 1);
	await ben.allSaved();
	setEntry(ada.doc, 'patient/familyName', valueEntry('Rossi'));
	await ada.allSaved();
	const rows = await site.log.since(roomId, 0);
	expect(rows.map(({ authorId, centerId, sessionId }) => ({ authorId, centerId, sessionId }))).toEqual([
		{ authorId: 'person-ben', centerId: 'center-n', sessionId: 'session-ben' },
		{ authorId: 'person-ada', centerId: 'center-r', sessionId: 'session-ada' },
	]);
});

test('[SYNC-8] edits of two people in one commit window are rows of their own, in order', async () => {
	const site = await openSite({ limits: { commitWindowMs: 60 } });
	const ada = site.join('ada');
	const ben = site.join('ben');
	await Promise.all([ada.allSaved(), ben.allSaved()]);
	const text = (doc: Y.Doc) => doc.getText('t');
	for (let n = 0; n < 5; n++) text(ada.doc).insert(0, 'a');
	for (let n = 0; n < 5; n++) text(ben.doc).insert(0, 'b');
	await Promise.all([ada.allSaved(), ben.allSaved()]);
	const rows = await site.log.since(roomId, 0);
	expect(rows.length).toBeLessThan(6);
	for (const row of rows) {
		const clients = Y.decodeUpdate(row.update).structs.map((struct) => struct.id.client);
		expect(new Set(clients)).toEqual(
			new Set([row.authorId === 'person-ada' ? ada.doc.clientID : ben.doc.clientID]),
		);
	}
});

test('[SYNC-1] each commit is announced once per room, with its number', async () => {
	const commits: [string, number][] = [];
	const site = await openSite({ onCommitted: (room, seq) => commits.push([room, seq]) });
	const ada = site.join('ada');
	await ada.synced();
	ada.doc.getText('t').insert(0, 'x');
	await ada.allSaved();
	expect(commits).toEqual([[roomId, 1]]);
});

test('[SYNC-2] a snapshot holds exactly what the log holds up to its number, and a room loads from it', async () => {
	const site = await openSite({ limits: { compactAfterRows: 10, commitWindowMs: 1 } });
	const ada = site.join('ada');
	await ada.synced();
	for (let n = 0; n < 60; n++) {
		ada.doc.getText('t').insert(textOf(ada.doc).length, `${n},`);
		if (n % 2) await ada.allSaved();
	}
	await ada.allSaved();
	await pause(20);
	const loaded = await site.log.load(roomId);
	const seq = loaded?.snapshot?.seq ?? 0;
	expect(seq).toBeGreaterThan(5);
	const fromLog = new Y.Doc();
	for (const row of (await site.log.since(roomId, 0)).slice(0, seq)) Y.applyUpdate(fromLog, row.update);
	const fromSnapshot = new Y.Doc();
	Y.applyUpdate(fromSnapshot, loaded?.snapshot?.update ?? new Uint8Array());
	expect(textOf(fromSnapshot)).toBe(textOf(fromLog));
	await site.kill();
	const again = await openSite({ log: site.log, port: site.port });
	const ben = again.join('ben');
	await ben.synced();
	expect(textOf(ben.doc)).toBe(textOf(ada.doc));
});

test('[SYNC-2] a room is unloaded when everybody is gone, never while something waits for the store', async () => {
	const site = await openSite({ limits: { idleRoomMs: 30 } });
	const ada = site.join('ada');
	await ada.allSaved();
	const door = gate();
	site.log.beforeAppend = door.pass;
	door.close();
	ada.doc.getText('t').insert(0, 'kept');
	await until(() => site.sync.stats().behindBytes > 0, 'the edit at the server');
	ada.destroy();
	await pause(120);
	expect(site.sync.stats().rooms).toBe(1);
	door.open();
	await until(() => site.sync.stats().rooms === 0, 'the room to be unloaded');
	expect(await site.log.since(roomId, 0)).toHaveLength(1);
});

test('[SYNC-2] a graceful stop writes what was accepted before it closes the sockets', async () => {
	const site = await openSite();
	const ada = site.join('ada');
	await ada.allSaved();
	site.log.beforeAppend = () => pause(60);
	ada.doc.getText('t').insert(0, 'last words');
	await until(() => site.sync.stats().behindBytes > 0, 'the edit at the server');
	await site.sync.close();
	expect(await site.log.since(roomId, 0)).toHaveLength(1);
	await until(() => ada.closeCodes.includes(1012), 'the close code');
});

test('[SYNC-8] a row says how far its author had been sent; of offline edits nobody can say', async () => {
	const site = await openSite();
	const ada = site.join('ada');
	const ben = site.join('ben');
	await Promise.all([ada.allSaved(), ben.allSaved()]);
	ada.doc.getText('t').insert(0, 'a');
	await until(() => textOf(ben.doc) === 'a', 'the edit');
	ben.doc.getText('t').insert(1, 'b');
	await ben.allSaved();
	ben.provider.disconnect();
	ben.doc.getText('t').insert(2, 'offline');
	ben.provider.connect();
	await ben.synced();
	await ben.allSaved();
	const rows = await site.log.since(roomId, 0);
	expect(rows.map((row) => row.seen)).toEqual([0, 1, null]);
});
