import { until } from '@consilium/testkit';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { openSite, otherRoom, roomId } from './site.fixture.ts';

const textOf = (doc: Y.Doc): string => doc.getText('t').toString();
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test('[SYNC-4] without a session: refused by name over the socket, closed for good, nothing sent', async () => {
	const site = await openSite();
	const nobody = site.join('ada', { cookie: 'session=nobody' });
	await until(() => nobody.closeCodes.length > 0, 'the refusal');
	expect(nobody.closeCodes).toEqual([4401]);
	expect(nobody.denied).toBe('signed-out');
	await pause(500);
	expect(nobody.closeCodes).toEqual([4401]);
	expect(nobody.provider.synced).toBe(false);
});

test('[SYNC-4] a room that is not there and one that is not yours get the same answer', async () => {
	const site = await openSite();
	const answers = [roomId, 'no-such-room-anywhere', '../../etc/passwd', 'x'].map(async (id) => {
		const eve = site.join('eve', { roomId: id });
		await until(() => eve.closeCodes.length > 0, 'the refusal');
		return [eve.closeCodes[0], eve.denied];
	});
	for (const answer of await Promise.all(answers)) expect(answer).toEqual([4404, 'not-found']);
});

test('[SYNC-4] room ids cannot be tried: after ten misses a minute even the right one is not answered', async () => {
	const site = await openSite();
	for (let n = 0; n < 10; n++) {
		const eve = site.join('eve', { roomId: `guess-number-${n}` });
		await until(() => eve.closeCodes.length > 0, 'the refusal');
		expect(eve.closeCodes).toEqual([4404]);
	}
	site.rights.rights.set(`eve ${roomId}`, 'write');
	const eve = site.join('eve');
	await until(() => eve.closeCodes.length > 0, 'the refusal');
	expect(eve.closeCodes).toEqual([4429]);
	const ada = site.join('ada');
	await ada.synced();
});

test.each([['http://evil.example'], ['null'], [null]])(
	'[SYNC-4] an upgrade from origin %s never becomes a socket',
	async (origin) => {
		const site = await openSite();
		const headers: Record<string, string> = { cookie: 'session=ada', ...(origin === null ? {} : { origin }) };
		const socket = new WebSocket(`${site.url}/sync/${roomId}`, { headers });
		const status = await new Promise((resolve) => {
			socket.on('unexpected-response', (_, response) => resolve(response.statusCode));
			socket.on('open', () => resolve('opened'));
		});
		expect(status).toBe(403);
	},
);

test('[SYNC-4] a reader reads; what it writes is refused by name, reaches nobody and no log', async () => {
	const site = await openSite();
	site.rights.rights.set(`ben ${roomId}`, 'read');
	const ada = site.join('ada');
	const ben = site.join('ben');
	await Promise.all([ada.synced(), ben.synced()]);
	ada.doc.getText('t').insert(0, 'read me');
	await until(() => textOf(ben.doc) === 'read me', 'the edit at the reader');
	ben.doc.getText('t').insert(0, 'not mine to write');
	await until(() => ben.refusals.length > 0, 'the refusal');
	expect(ben.refusals[0]?.code).toBe('read-only');
	expect(ben.refusals[0]?.count).toBe(ben.sent);
	await pause(50);
	expect(textOf(ada.doc)).toBe('read me');
	expect(await site.log.since(roomId, 0)).toHaveLength(1);
	expect(textOf(ben.doc)).toContain('not mine');
});

test('[SYNC-4] a stock reader that brings offline edits is not stopped and changes nothing', async () => {
	const site = await openSite();
	site.rights.rights.set(`ben ${roomId}`, 'read');
	const doc = new Y.Doc();
	doc.getText('t').insert(0, 'offline');
	const ben = site.join('ben', { doc, ack: false });
	await ben.synced();
	doc.getText('t').insert(0, 'more ');
	await pause(100);
	expect(ben.closeCodes).toEqual([]);
	expect(await site.log.since(roomId, 0)).toHaveLength(0);
});

test('[SYNC-4] [SYNC-3] a locked room says so; unlocked, it takes what the tab has kept', async () => {
	const site = await openSite();
	const ada = site.join('ada');
	await ada.allSaved();
	site.rights.rights.set(`ada ${roomId}`, 'locked');
	await site.sync.recheck({ roomId });
	ada.doc.getText('t').insert(0, 'kept');
	await until(() => ada.refusals.length > 0, 'the refusal');
	expect(ada.refusals[0]?.code).toBe('locked');
	expect(await site.log.since(roomId, 0)).toHaveLength(0);
	site.rights.rights.set(`ada ${roomId}`, 'write');
	await site.sync.recheck({ roomId });
	await until(() => site.sync.stats().accepted === 1, 'the kept edit');
	await ada.allSaved();
	const [row] = await site.log.since(roomId, 0);
	const doc = new Y.Doc();
	if (row) Y.applyUpdate(doc, row.update);
	expect(textOf(doc)).toBe('kept');
});

test('[SYNC-4] revoked: closed within a second, nothing more goes in or out', async () => {
	const site = await openSite();
	const [ada, ben, elsewhere] = [site.join('ada'), site.join('ben'), site.join('ben', { roomId: otherRoom })];
	await Promise.all([ada.allSaved(), ben.allSaved(), elsewhere.allSaved()]);
	site.rights.rights.delete(`ben ${roomId}`);
	const startedAt = performance.now();
	await site.sync.recheck({ personId: 'person-ben' });
	await until(() => ben.closeCodes.length > 0, 'the close');
	expect(performance.now() - startedAt).toBeLessThan(1_000);
	expect(ben.closeCodes).toEqual([4403]);
	ada.doc.getText('t').insert(0, 'for members');
	await ada.allSaved();
	await pause(50);
	expect(textOf(ben.doc)).toBe('');
	expect(elsewhere.closeCodes).toEqual([]);
	expect(ben.provider.shouldConnect).toBe(false);
});

test('[SYNC-4] signed out: all sockets of that session close with 4401, other people stay', async () => {
	const site = await openSite();
	const [ada, ben, elsewhere] = [site.join('ada'), site.join('ben'), site.join('ben', { roomId: otherRoom })];
	await Promise.all([ada.allSaved(), ben.allSaved(), elsewhere.allSaved()]);
	site.rights.signedOut.add('ben');
	await site.sync.recheck({ sessionId: 'session-ben' });
	await until(() => ben.closeCodes.length > 0 && elsewhere.closeCodes.length > 0, 'both closes');
	expect([ben.closeCodes, elsewhere.closeCodes]).toEqual([[4401], [4401]]);
	expect(ada.closeCodes).toEqual([]);
});

test('[SYNC-4] when nobody can say whether the right still stands, the socket is shut and may come back', async () => {
	const site = await openSite({ limits: { recheckMs: 60 } });
	const ada = site.join('ada');
	await ada.allSaved();
	site.rights.delayMs = 5_000;
	await site.sync.recheck({ personId: 'person-ada' });
	site.rights.delayMs = 0;
	await until(() => ada.closeCodes.length > 0, 'the close');
	expect(ada.closeCodes[0]).toBe(4503);
	await until(() => ada.provider.synced, 'the way back');
});

test('[SYNC-4] the sweep finds a right that went without anybody telling, and keeps sockets when it cannot ask', async () => {
	const site = await openSite({ limits: { sweepMs: 60 } });
	const [ada, ben] = [site.join('ada'), site.join('ben')];
	await Promise.all([ada.allSaved(), ben.allSaved()]);
	site.rights.down = true;
	await pause(200);
	expect([ada.closeCodes, ben.closeCodes]).toEqual([[], []]);
	site.rights.down = false;
	site.rights.rights.delete(`ben ${roomId}`);
	await until(() => ben.closeCodes.length > 0, 'the sweep');
	expect(ben.closeCodes).toEqual([4403]);
	expect(ada.closeCodes).toEqual([]);
});

test('[SYNC-4] fifty of two hundred revoked at once: all closed within a second, none of the others', async () => {
	const site = await openSite();
	site.rights.rights.set(`eve ${roomId}`, 'read');
	const open = (cookie: string): Promise<WebSocket> =>
		new Promise((resolve, reject) => {
			const headers = { cookie, origin: `http://127.0.0.1:${site.port}` };
			const socket = new WebSocket(`${site.url}/sync/${roomId}`, { headers });
			socket.once('open', () => resolve(socket));
			socket.once('error', reject);
		});
	const others = await Promise.all(Array.from({ length: 150 }, () => open('session=ada')));
	const gone = await Promise.all(Array.from({ length: 50 }, () => open('session=eve')));
	const codes: number[] = [];
	for (const socket of gone) socket.on('close', (code) => codes.push(code));
	site.rights.delayMs = 20;
	site.rights.rights.delete(`eve ${roomId}`);
	const startedAt = performance.now();
	await site.sync.recheck({ caseId: 'case-1' });
	await until(() => codes.length === 50, 'all closes');
	expect(performance.now() - startedAt).toBeLessThan(1_000);
	expect(new Set(codes)).toEqual(new Set([4403]));
	expect(others.every((socket) => socket.readyState === WebSocket.OPEN)).toBe(true);
	for (const socket of others) socket.terminate();
});
