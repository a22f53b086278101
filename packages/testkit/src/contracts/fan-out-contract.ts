import type { CaseLog } from '@consilium/store';
import { expect, describe, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { createMemoryCaseLog, type MemoryCaseLog } from '../memory-case-log.ts';
import { joinRoom, until, type RoomClient } from '../sync-client.ts';
import { openNode, type FanOutLike, type NodeMaker, type NoticeLike, type SyncNode } from './sync-node.ts';

/** An engine as its suite sees it: as many ends as there are nodes, all of one bus. */
export interface FanOutUnderTest {
	newEnd(): FanOutLike | Promise<FanOutLike>;
	close(): Promise<void>;
}

const roomId = 'room-on-two-nodes';
const keysIn = (client: RoomClient): string[] => [...client.doc.getMap('fields').keys()].sort();
const set = (client: RoomClient, key: string): void => void client.doc.getMap('fields').set(key, key);
const after = async (log: CaseLog): Promise<Y.Doc> => {
	const doc = new Y.Doc();
	for (const row of await log.since(roomId, 0)) Y.applyUpdate(doc, row.update);
	return doc;
};

/** In which row of the log each key was set. */
async function rowOfKey(log: CaseLog): Promise<Map<string, number>> {
	const doc = new Y.Doc();
	const found = new Map<string, number>();
	for (const row of await log.since(roomId, 0)) {
		Y.applyUpdate(doc, row.update);
		for (const key of doc.getMap('fields').keys()) if (!found.has(key)) found.set(key, row.seq);
	}
	return found;
}

/** An end whose notices go through `tell` before they are heard. */
const through = (
	end: FanOutLike,
	tell: (notice: NoticeLike, heard: (notice: NoticeLike) => void) => void,
	pollMs: number | null = end.pollMs,
): FanOutLike => ({
	publish: (notice) => end.publish(notice),
	subscribe: (heard) => end.subscribe((notice) => tell(notice, heard)),
	pollMs,
	close: () => end.close(),
});
const deaf = (end: FanOutLike, pollMs: number | null = null): FanOutLike =>
	through(end, () => undefined, pollMs);

interface Pair {
	readonly log: MemoryCaseLog;
	readonly a: SyncNode;
	readonly b: SyncNode;
	/** Another node on the same log and bus. */
	more(change?: (end: FanOutLike) => FanOutLike): Promise<SyncNode>;
	join(node: SyncNode, name: string): Promise<RoomClient>;
}

/** What every engine promises together with the rooms: several nodes on one log are one room (SYNC-10). */
export const fanOutContract = (
	name: string,
	parts: { readonly open: () => Promise<FanOutUnderTest>; readonly createSyncServer: NodeMaker },
	skip = false,
): void => {
	const pair = async (change: (end: FanOutLike) => FanOutLike = (end) => end): Promise<Pair> => {
		const under = await parts.open();
		onTestFinished(() => under.close());
		const log = createMemoryCaseLog([roomId]);
		const more = async (how = change): Promise<SyncNode> => {
			const end = await under.newEnd();
			onTestFinished(() => end.close());
			const node = await openNode(parts.createSyncServer, { log, fanOut: how(end) });
			onTestFinished(() => node.close());
			return node;
		};
		const join = async (node: SyncNode, cookie: string): Promise<RoomClient> => {
			const client = joinRoom({ server: node.url, roomId, cookie });
			onTestFinished(() => client.destroy());
			await client.synced();
			return client;
		};
		return { log, a: await more(), b: await more(), more, join };
	};
	const bothHave = (clients: readonly RoomClient[], keys: readonly string[], what: string): Promise<void> =>
		until(() => clients.every((one) => keysIn(one).join() === [...keys].sort().join()), what);
	const sawAll = async ({ log }: Pair, clients: readonly RoomClient[]): Promise<void> => {
		const whole = (await after(log)).getMap('fields').toJSON();
		for (const one of clients) expect(one.doc.getMap('fields').toJSON()).toEqual(whole);
		expect(await log.verify(roomId)).toMatchObject({ ok: true });
	};

	describe.skipIf(skip)(`fan-out on ${name}`, () => {
		test('[SYNC-10] an edit on one node reaches the other, once, and not its author again', async () => {
			const nodes = await pair();
			const [ada, ben, cara] = [
				await nodes.join(nodes.a, 'ada'),
				await nodes.join(nodes.b, 'ben'),
				await nodes.join(nodes.a, 'cara'),
			];
			for (const [at, who] of [ada, ben, ada, ben, ada].entries()) {
				set(who, `key-${at}`);
				await who.allSaved();
				await until(() => [ada, ben, cara].every((one) => keysIn(one).length === at + 1), 'the edit');
			}
			expect([ada, ben, cara].map((one) => one.received)).toEqual([2, 3, 5]);
			expect(await nodes.log.since(roomId, 0)).toHaveLength(5);
		});

		test('[SYNC-10] many writers on both nodes: all converge and nobody gets a row before one that precedes it', async () => {
			const nodes = await pair();
			const writers = await Promise.all(
				[nodes.a, nodes.b, nodes.a, nodes.b].map((node, at) => nodes.join(node, `writer-${at}`)),
			);
			const reader = await nodes.join(nodes.b, 'reader');
			const arrivals: string[][] = [];
			reader.doc.getMap('fields').observe((event) => arrivals.push([...event.keysChanged]));
			for (let round = 0; round < 40; round += 1) {
				for (const [at, writer] of writers.entries()) set(writer, `key-${at}-${round}`);
				await new Promise((resolve) => setTimeout(resolve, round % 3));
			}
			const keys = writers.flatMap((_, at) => Array.from({ length: 40 }, (_, round) => `key-${at}-${round}`));
			await bothHave([...writers, reader], keys, 'all edits everywhere');
			await sawAll(nodes, [...writers, reader]);
			const rows = await rowOfKey(nodes.log);
			const seen = arrivals.map((arrived) => arrived.map((key) => rows.get(key) ?? 0));
			for (const [at, one] of seen.entries())
				expect(Math.max(...(seen[at - 1] ?? [0]))).toBeLessThanOrEqual(Math.min(...one));
		});

		test('[SYNC-10] text typed at one place on two nodes has every letter once', async () => {
			const nodes = await pair();
			const [ada, ben] = [await nodes.join(nodes.a, 'ada'), await nodes.join(nodes.b, 'ben')];
			for (let at = 0; at < 60; at += 1) {
				ada.doc.getText('prose').insert(0, 'a');
				ben.doc.getText('prose').insert(0, 'b');
				if (at % 7 === 0) await new Promise((resolve) => setTimeout(resolve, 3));
			}
			const textOf = (one: RoomClient): string => one.doc.getText('prose').toString();
			await until(() => textOf(ada).length >= 120 && textOf(ada) === textOf(ben), 'the same text');
			expect([...textOf(ada)].sort().join('')).toBe('a'.repeat(60) + 'b'.repeat(60));
			expect((await after(nodes.log)).getText('prose').toString()).toBe(textOf(ada));
		});

		test('[SYNC-10] doubled and reordered notices change nothing', async () => {
			const kept: NoticeLike[] = [];
			const nodes = await pair((end) =>
				through(end, (notice, heard) => {
					kept.push(notice);
					if (kept.length % 3 !== 0) return;
					for (const one of [...kept, ...kept].reverse()) heard(one);
				}),
			);
			const [ada, ben] = [await nodes.join(nodes.a, 'ada'), await nodes.join(nodes.b, 'ben')];
			const keys = Array.from({ length: 30 }, (_, at) => `key-${at}`);
			for (const [at, key] of keys.entries()) {
				set(at % 2 ? ada : ben, key);
				await (at % 2 ? ada : ben).allSaved();
			}
			await bothHave([ada, ben], keys, 'all edits');
			expect(await nodes.log.since(roomId, 0)).toHaveLength(30);
			await sawAll(nodes, [ada, ben]);
		});

		test('[SYNC-10] what lost notices told of comes with the next one', async () => {
			let isLost = true;
			const nodes = await pair((end) =>
				through(end, (notice, heard) => (isLost ? undefined : heard(notice)), null),
			);
			const [ada, ben] = [await nodes.join(nodes.a, 'ada'), await nodes.join(nodes.b, 'ben')];
			for (const key of ['one', 'two', 'three']) set(ada, key);
			await ada.allSaved();
			await new Promise((resolve) => setTimeout(resolve, 100));
			expect(keysIn(ben)).toEqual([]);
			isLost = false;
			set(ada, 'four');
			await bothHave([ada, ben], ['one', 'two', 'three', 'four'], 'the lost rows');
		});

		test('[SYNC-10] a node that hears nothing polls, and one that does not even poll is level after its own next edit', async () => {
			const nodes = await pair((end) => deaf(end));
			const polling = await nodes.more((end) => deaf(end, 30));
			const [ada, ben] = [await nodes.join(nodes.a, 'ada'), await nodes.join(nodes.b, 'ben')];
			const cara = await nodes.join(polling, 'cara');
			for (const key of ['one', 'two']) set(ada, key);
			await ada.allSaved();
			await bothHave([cara], ['one', 'two'], 'what was polled');
			set(ben, 'three');
			await ben.allSaved();
			await bothHave([ben, cara], ['one', 'two', 'three'], 'what stood before the own edit');
			await sawAll(nodes, [ben, cara]);
		});

		test('[SYNC-10] a snapshot never stands for rows that its node has not read', async () => {
			const nodes = await pair((end) => deaf(end));
			const [ada, ben] = [await nodes.join(nodes.a, 'ada'), await nodes.join(nodes.b, 'ben')];
			const kept: { seq: number; keys: number }[] = [];
			const { saveSnapshot } = nodes.log;
			nodes.log.saveSnapshot = async (room, seq, update) => {
				const doc = new Y.Doc();
				Y.applyUpdate(doc, update);
				kept.push({ seq, keys: doc.getMap('fields').size });
				return saveSnapshot(room, seq, update);
			};
			for (let at = 0; at < 12; at += 1) {
				const who = at % 2 ? ada : ben;
				set(who, `key-${at}`);
				await who.allSaved();
			}
			await until(() => kept.length > 2, 'snapshots');
			for (const { seq, keys } of kept) expect(keys).toBeGreaterThanOrEqual(seq);
			expect([...nodes.a.reports, ...nodes.b.reports]).toEqual([]);
		});

		test('[SYNC-10] the log away while a gap is read: it is read again, and the edits come', async () => {
			const nodes = await pair();
			const [ada, ben] = [await nodes.join(nodes.a, 'ada'), await nodes.join(nodes.b, 'ben')];
			const { since } = nodes.log;
			let failures = 3;
			nodes.log.since = async (...of) => {
				failures -= 1;
				if (failures >= 0) throw new Error('the database is away');
				return since(...of);
			};
			set(ada, 'one');
			await bothHave([ada, ben], ['one'], 'the edit after the failures');
			expect(nodes.b.reports.filter((kind) => kind === 'follow-failed').length).toBeGreaterThan(0);
		});

		test('[SYNC-10] a node that went and came back has all, and is heard', async () => {
			const nodes = await pair();
			const ada = await nodes.join(nodes.a, 'ada');
			set(await nodes.join(nodes.b, 'ben'), 'before');
			await bothHave([ada], ['before'], 'the edit before');
			await nodes.b.close();
			set(ada, 'meanwhile');
			await ada.allSaved();
			const again = await nodes.more();
			const ben = await nodes.join(again, 'ben');
			expect(keysIn(ben)).toEqual(['before', 'meanwhile']);
			set(ben, 'after');
			await bothHave([ada, ben], ['before', 'meanwhile', 'after'], 'the edit after');
			await sawAll(nodes, [ada, ben]);
		});
	});
};
