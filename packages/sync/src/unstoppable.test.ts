import { until, type RoomClient } from '@consilium/testkit';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { openSite, roomId } from './site.fixture.ts';
import { createBudget, startWork } from './socket/budget.ts';
import { defaultLimits } from './limits.ts';

const textOf = (doc: Y.Doc): string => doc.getText('t').toString();
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** The thread stands still without working, as on a machine that has others to serve. */
const standStill = (ms: number): void =>
	void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

function typeAll(client: RoomClient, letters: string): void {
	for (const letter of letters) client.doc.getText('t').insert(textOf(client.doc).length, letter);
}

/** Loses the frame that goes out next: what comes after it rests on something the server does not have. */
function loseNext(client: RoomClient): void {
	const { ws } = client.provider;
	if (!ws) throw new Error('no socket');
	const send = ws.send.bind(ws);
	ws.send = () => {
		ws.send = send;
	};
}

test('[SYNC-5] work is what the thread did, not the time that passed', () => {
	const stood = startWork();
	standStill(60);
	expect(stood()).toBeLessThan(30);
	const worked = startWork();
	const end = performance.now() + 60;
	let sum = 0;
	while (performance.now() < end) sum += Math.sqrt(sum + 1);
	expect(worked()).toBeGreaterThan(1);
});

test('[SYNC-5] a debt is paid by waiting, and what was typed meanwhile is never refused for it', () => {
	let now = 0;
	const budget = createBudget(defaultLimits, () => now);
	let owed = 0;
	for (let frame = 0; frame < 10; frame++) owed = budget.spend({ bytes: 40, cpuMs: 400 });
	expect(owed).toBe(6_000);
	now += owed;
	expect(budget.spend({ bytes: 40, cpuMs: 0 })).toBe(0);
});

test('[SYNC-1] an honest typist on a machine that stands still is neither closed nor kept waiting', async () => {
	let slow = false;
	const site = await openSite({
		limits: { cpuMsPerSecond: 50, debtMs: 1_000 },
		onReport: ({ kind }) => {
			if (slow && kind === 'refused') standStill(400);
		},
	});
	const ada = site.join('ada');
	const ben = site.join('ben');
	await Promise.all([ada.allSaved(), ben.allSaved()]);
	site.rights.rights.set(`ada ${roomId}`, 'read');
	await site.sync.recheck({ personId: 'person-ada' });
	slow = true;
	typeAll(ada, 'ab');
	await until(() => ada.refusals.length === 2, 'both refusals');
	slow = false;
	expect(ada.closeCodes).toEqual([]);
	site.rights.rights.set(`ada ${roomId}`, 'write');
	await site.sync.recheck({ personId: 'person-ada' });
	await until(() => textOf(ben.doc) === 'ab', 'what was typed');
	await ada.allSaved(2_000);
	expect(ada.closeCodes).toEqual([]);
});

test('[SYNC-1] a listener that throws at each commit and each report stops nobody from being saved', async () => {
	const site = await openSite({
		onCommitted: () => {
			throw new Error('a listener with a bug');
		},
		onReport: () => {
			throw new Error('another one');
		},
	});
	const [ada, ben] = [site.join('ada'), site.join('ben')];
	await Promise.all([ada.allSaved(), ben.allSaved()]);
	for (const letter of 'abc') {
		typeAll(ada, letter);
		await ada.allSaved(2_000);
	}
	await until(() => textOf(ben.doc) === 'abc', 'the edits at the other side');
	expect(site.reports.some((one) => one.kind === 'listener-failed')).toBe(true);
	expect(await site.log.since(roomId, 0)).toHaveLength(3);
});

test('[SYNC-2] a log that answers for fewer entries than it was given has saved nothing yet', async () => {
	let short = true;
	const site = await openSite({
		wrap: (log) => ({
			append: async (batch) => {
				const answers = await log.append(batch);
				return short ? answers.slice(1) : answers;
			},
			load: (id) => log.load(id),
			since: (id, seq) => log.since(id, seq),
			saveSnapshot: (id, seq, update) => log.saveSnapshot(id, seq, update),
		}),
	});
	const ada = site.join('ada');
	await ada.allSaved();
	typeAll(ada, 'a');
	await ada.allSaved();
	expect(site.sync.stats().appendFailures).toBe(1);
	short = false;
	typeAll(ada, 'b');
	await ada.allSaved();
	expect(await site.log.since(roomId, 0)).toHaveLength(2);
	expect(ada.seq).toBe(2);
});

test('[SYNC-3] a second gap soon after the first is asked for too, though nothing more is typed', async () => {
	const site = await openSite({ limits: { resyncPauseMs: 300 } });
	const [ada, ben] = [site.join('ada'), site.join('ben')];
	await Promise.all([ada.allSaved(), ben.allSaved()]);
	for (const letters of ['ab', 'cd', 'ef']) {
		loseNext(ada);
		typeAll(ada, letters);
		await pause(50);
	}
	await until(() => textOf(ben.doc) === 'abcdef', 'all letters', 3_000);
	await ada.allSaved();
	expect(ada.closeCodes).toEqual([]);
});

test('[SYNC-5] a tab that cannot give what is missing is not asked for ever', async () => {
	const site = await openSite({ limits: { resyncPauseMs: 50 } });
	const ada = site.join('ada');
	await ada.allSaved();
	const { ws } = ada.provider;
	if (!ws) throw new Error('no socket');
	// Its first letter is gone for good: every answer is cut to what comes after it.
	const other = new Y.Doc();
	other.getText('t').insert(0, 'a');
	const before = Y.encodeStateVector(other);
	other.getText('t').insert(1, 'b');
	Y.applyUpdate(ada.doc, Y.encodeStateAsUpdate(other, before), 'elsewhere');
	ada.doc.getMap('fields').set('a', 1);
	await pause(600);
	expect(site.sync.stats().refused.resync ?? 0).toBeLessThan(6);
	expect(ada.closeCodes).toEqual([]);
});
