import { until, type RoomClient } from '@consilium/testkit';
import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import { openSite, roomId } from './site.fixture.ts';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
type State = Record<string, unknown> & { user?: Record<string, unknown> };

/** What `client` knows of somebody. */
const stateOf = (client: RoomClient, of: RoomClient): State | undefined =>
	client.provider.awareness.getStates().get(of.doc.clientID);

function send(client: RoomClient, clientId: number, clock: number, state: unknown): void {
	const states = encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, 1);
		encoding.writeVarUint(encoder, clientId);
		encoding.writeVarUint(encoder, clock);
		encoding.writeVarString(encoder, JSON.stringify(state));
	});
	const frame = encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, 1);
		encoding.writeVarUint8Array(encoder, states);
	});
	client.provider.ws?.send(frame);
}

test('[SYNC-6] who is here is what the session says, whatever a client claims', async () => {
	const site = await openSite();
	const ada = site.join('ada', { presence: {} });
	const ben = site.join('ben', {
		presence: { user: { name: 'Dr. Somebody Else', id: 'person-ada' }, name: 'forged', field: 'patient/mrn' },
	});
	await until(() => stateOf(ada, ben)?.user !== undefined, 'the presence of Ben');
	const state = stateOf(ada, ben);
	expect(state).toEqual({ field: 'patient/mrn', user: expect.any(Object) });
	expect(state?.user).toMatchObject({
		id: 'person-ben',
		name: 'Ben',
		initials: 'BE',
		role: 'netSpecialist',
		centerId: 'center-n',
		centerName: 'Center center-n',
		centerKind: 'specialty',
	});
	expect(String(state?.user?.color)).toMatch(/^#[0-9a-f]{6}$/);
});

test("[SYNC-6] nobody speaks for another socket's client id, and nobody signs another person off", async () => {
	const site = await openSite();
	const ada = site.join('ada', { presence: { field: 'a' } });
	const ben = site.join('ben', { presence: { field: 'b' } });
	const eyes = site.join('ada', { presence: {} });
	await until(() => stateOf(eyes, ada)?.field === 'a' && stateOf(eyes, ben)?.field === 'b', 'both');
	send(ben, ada.doc.clientID, 9_999_999_999_999, { field: 'forged' });
	send(ben, ada.doc.clientID, 9_999_999_999_999, null);
	await pause(200);
	expect(stateOf(eyes, ada)).toMatchObject({ field: 'a', user: { id: 'person-ada' } });
	expect(ben.closeCodes).toEqual([]);
});

test('[SYNC-6] who leaves, or whose line breaks, is gone for the others at once', async () => {
	const site = await openSite();
	const ada = site.join('ada', { presence: {} });
	const ben = site.join('ben', { presence: { field: 'b' } });
	await until(() => stateOf(ada, ben) !== undefined, 'Ben');
	ben.provider.shouldConnect = false;
	ben.cut();
	await until(() => stateOf(ada, ben) === undefined, 'Ben to be gone', 2_000);
});

test('[SYNC-6] who comes back is seen at once, and sees the others at once', async () => {
	const site = await openSite();
	const ada = site.join('ada', { presence: { field: 'a' } });
	const ben = site.join('ben', { presence: { field: 'b' } });
	await until(() => stateOf(ada, ben) !== undefined && stateOf(ben, ada) !== undefined, 'each other');
	ben.cut();
	await until(() => stateOf(ben, ada) === undefined, 'the line to be cut');
	await until(
		() => stateOf(ada, ben)?.field === 'b' && stateOf(ben, ada)?.field === 'a',
		'each other again',
		3_000,
	);
});

test('[SYNC-6] a tab that is back before its old socket is known to be dead keeps its place', async () => {
	const site = await openSite();
	const ada = site.join('ada', { presence: {} });
	const ben = site.join('ben', { presence: { field: 'b' } });
	await until(() => stateOf(ada, ben) !== undefined, 'Ben');
	// A second socket of the same session says the same client id, as after a change of network.
	const fresh = site.join('ben');
	await fresh.synced();
	send(fresh, ben.doc.clientID, 1, { field: 'moved' });
	await until(() => stateOf(ada, ben)?.field === 'moved', 'the place taken over');
	send(ben, ben.doc.clientID, 99, { field: 'stale' });
	await pause(150);
	expect(stateOf(ada, ben)?.field).toBe('moved');
});

test('[SYNC-6] two tabs of one session see each other, and neither takes the other over by repeating it', async () => {
	const site = await openSite();
	const left = site.join('ada', { presence: { field: 'left' } });
	const right = site.join('ada', { presence: { field: 'right' } });
	await until(() => stateOf(left, right) !== undefined && stateOf(right, left) !== undefined, 'each other');
	for (let n = 0; n < 5; n++) {
		left.provider.awareness.setLocalStateField('field', `left ${n}`);
		await until(() => stateOf(right, left)?.field === `left ${n}`, 'the move');
	}
	expect(left.provider.awareness.getLocalState()).toEqual({ field: 'left 4' });
});

test('[SYNC-6] many moves of many cursors: everybody ends with the last of each, in few frames', async () => {
	const site = await openSite();
	const tabs = Array.from({ length: 8 }, (_, n) =>
		site.join(n % 2 ? 'ada' : 'ben', { presence: { cursor: 0 } }),
	);
	const [first] = tabs;
	if (!first) throw new Error('no tab');
	await until(() => tabs.every((tab) => tab.provider.awareness.getStates().size === 8), 'everybody');
	let frames = 0;
	first.provider.ws?.addEventListener('message', () => (frames += 1));
	for (let move = 1; move <= 60; move++) {
		for (const tab of tabs) tab.provider.awareness.setLocalStateField('cursor', move);
		await pause(5);
	}
	await until(
		() => tabs.every((tab) => tabs.every((other) => stateOf(tab, other)?.cursor === 60 || tab === other)),
		'the last move of each',
	);
	expect(frames).toBeLessThan(60);
});

test('[SYNC-6] a state that is too large is not passed on; bytes that are no state close the socket', async () => {
	const site = await openSite();
	const ada = site.join('ada', { presence: {} });
	const ben = site.join('ben', { presence: { field: 'b' } });
	await until(() => stateOf(ada, ben) !== undefined, 'Ben');
	ben.provider.awareness.setLocalStateField('cursor', 'x'.repeat(5_000));
	await pause(150);
	expect(stateOf(ada, ben)).not.toHaveProperty('cursor');
	ben.provider.ws?.send(Uint8Array.from([1, 5, 1, 4, 0x7b, 0x7b, 0x7b]));
	await until(() => ben.closeCodes.length > 0, 'the close');
	expect(ben.closeCodes[0]).toBe(4400);
});

test('[SYNC-9] a stock client that only reads is kept from its watchdog: something comes in time', async () => {
	const site = await openSite({ limits: { keepAliveMs: 1_000 } });
	const ada = site.join('ada', { ack: false });
	await ada.synced();
	let frames = 0;
	ada.provider.ws?.addEventListener('message', () => (frames += 1));
	await until(() => frames >= 1, 'a keep-alive', 12_000);
	expect(ada.closeCodes).toEqual([]);
	expect(site.sync.stats()).toMatchObject({ rooms: 1, sockets: 1 });
	expect(roomId).toBe(ada.provider.roomname);
});
