import type { CaseLog, LogEntry } from '@consilium/store';
import { NoSuchRoom } from '@consilium/store';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** A log with as many empty rooms as a test asks for. */
export interface CaseLogUnderTest {
	log: CaseLog;
	newRoom(): Promise<string>;
	/** Ids that the log's rows may carry. */
	author: { authorId: string; centerId: string };
	/** Spoils the stored snapshot of a room at `seq`, as a broken disk would. */
	spoilSnapshot(roomId: string, seq: number): Promise<void>;
	close(): Promise<void>;
}

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

/** What every implementation of `CaseLog` promises. Ids: `LOG-n`. */
export const caseLogContract = (name: string, open: () => Promise<CaseLogUnderTest>, skip = false): void => {
	describe.skipIf(skip)(`case log on ${name}`, () => {
		let under: CaseLogUnderTest;
		beforeAll(async () => {
			under = await open();
		});
		afterAll(() => under?.close());
		const entry = (roomId: string, update: Uint8Array): LogEntry => ({
			roomId,
			update,
			...under.author,
			sessionId: 'session-1',
		});
		const contentOf = async (roomId: string) =>
			(await under.log.since(roomId, 0)).map((row) => [...row.update]);

		test('[LOG-1] numbers of a room begin at 1, have no gaps and follow the order of the batch', async () => {
			const [a, b] = [await under.newRoom(), await under.newRoom()];
			const first = await under.log.append([entry(a, bytes(1)), entry(b, bytes(2)), entry(a, bytes(3))]);
			expect(first).toEqual([
				{ roomId: a, seq: 1 },
				{ roomId: b, seq: 1 },
				{ roomId: a, seq: 2 },
			]);
			expect(await under.log.append([entry(a, bytes(4))])).toEqual([{ roomId: a, seq: 3 }]);
			expect(await contentOf(a)).toEqual([[1], [3], [4]]);
		});

		test('[LOG-2] what comes back is byte for byte what was appended, with author, center, session and time', async () => {
			const room = await under.newRoom();
			const update = bytes(0, 255, 1, 0, 128, 92, 39, 34);
			const before = Date.now() - 60_000;
			await under.log.append([entry(room, update), { ...entry(room, bytes()), seen: 1 }]);
			const [row, empty] = await under.log.since(room, 0);
			expect(row).toMatchObject({ ...under.author, sessionId: 'session-1', seq: 1, seen: null });
			expect(empty?.seen).toBe(1);
			expect(await under.log.verify(room)).toEqual({ ok: true, rows: 2 });
			expect(row?.update).toEqual(update);
			expect(row?.at.getTime()).toBeGreaterThan(before);
			expect(empty?.update).toEqual(bytes());
		});

		test(
			'[LOG-3] any batches over any rooms are kept whole, in order, and the chain holds',
			{ timeout: 60_000 },
			async () => {
				const rooms = [await under.newRoom(), await under.newRoom(), await under.newRoom()];
				const model = new Map(rooms.map((room): [string, number[][]] => [room, []]));
				const batches = fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.uint8Array({ maxLength: 40 })), {
					minLength: 1,
					maxLength: 12,
				});
				await fc.assert(
					fc.asyncProperty(batches, async (drawn) => {
						const batch = drawn.map(([at, update]) => entry(rooms[at] ?? '', update));
						await under.log.append(batch);
						for (const { roomId, update } of batch) model.get(roomId)?.push([...update]);
					}),
					{ numRuns: 25 },
				);
				for (const room of rooms) {
					expect(await contentOf(room)).toEqual(model.get(room));
					expect(await under.log.verify(room)).toEqual({ ok: true, rows: model.get(room)?.length });
				}
			},
		);

		test('[LOG-4] appends at the same time neither share nor skip a number', async () => {
			const [a, b] = [await under.newRoom(), await under.newRoom()];
			const appends = Array.from({ length: 40 }, (_, i) => {
				const pair = [entry(a, bytes(i)), entry(b, bytes(i))];
				return under.log.append(i % 2 ? pair : pair.reverse());
			});
			const given = (await Promise.all(appends)).flat().filter(({ roomId }) => roomId === a);
			expect(given.map(({ seq }) => seq).sort((x, y) => x - y)).toEqual(
				Array.from({ length: 40 }, (_, i) => i + 1),
			);
			expect(await under.log.verify(a)).toEqual({ ok: true, rows: 40 });
			expect(await under.log.verify(b)).toEqual({ ok: true, rows: 40 });
		});

		test('[LOG-5] a batch that names an unknown room is refused whole', async () => {
			const room = await under.newRoom();
			const batch = [entry(room, bytes(1)), entry('no-such-room', bytes(2))];
			await expect(under.log.append(batch)).rejects.toThrow(NoSuchRoom);
			expect(await contentOf(room)).toEqual([]);
			expect(await under.log.append([])).toEqual([]);
		});

		test('[LOG-6] an empty room loads as empty, an unknown room as null', async () => {
			expect(await under.log.load(await under.newRoom())).toEqual({ snapshot: null, tail: [] });
			expect(await under.log.load('no-such-room')).toBeNull();
		});

		test('[LOG-7] a room loads from its newest snapshot and the rows after it; no row is ever removed', async () => {
			const room = await under.newRoom();
			await under.log.append([1, 2, 3, 4, 5].map((value) => entry(room, bytes(value))));
			for (const seq of [1, 2, 4]) await under.log.saveSnapshot(room, seq, bytes(100 + seq));
			const loaded = await under.log.load(room);
			expect(loaded?.snapshot).toEqual({ seq: 4, update: bytes(104) });
			expect(loaded?.tail.map(({ seq }) => seq)).toEqual([5]);
			expect(await contentOf(room)).toHaveLength(5);
		});

		test('[LOG-8] a snapshot that does not fit its hash is not used, and the load says so', async () => {
			const room = await under.newRoom();
			await under.log.append([1, 2, 3].map((value) => entry(room, bytes(value))));
			await under.log.saveSnapshot(room, 1, bytes(101));
			await under.log.saveSnapshot(room, 3, bytes(103));
			await under.spoilSnapshot(room, 3);
			const older = await under.log.load(room);
			expect(older?.snapshot).toEqual({ seq: 1, update: bytes(101) });
			expect(older?.tail.map(({ seq }) => seq)).toEqual([2, 3]);
			expect(older?.snapshotProblem).toContain('3');
			await under.spoilSnapshot(room, 1);
			const none = await under.log.load(room);
			expect(none?.snapshot).toBeNull();
			expect(none?.tail).toHaveLength(3);
		});

		test('[LOG-9] a snapshot of a number that the log does not have is refused', async () => {
			const room = await under.newRoom();
			await under.log.append([entry(room, bytes(1))]);
			await expect(under.log.saveSnapshot(room, 2, bytes(1))).rejects.toThrow(/no row 2/);
		});

		test('[LOG-10] rows after a number come in order, and no more than asked for', async () => {
			const room = await under.newRoom();
			await under.log.append([1, 2, 3, 4].map((value) => entry(room, bytes(value))));
			expect((await under.log.since(room, 2)).map(({ seq }) => seq)).toEqual([3, 4]);
			expect((await under.log.since(room, 1, 2)).map(({ seq }) => seq)).toEqual([2, 3]);
			expect(await under.log.since(room, 4)).toEqual([]);
		});

		test('[LOG-11] an update of several megabytes is kept whole', async () => {
			const room = await under.newRoom();
			const large = new Uint8Array(3_000_000).map((_, i) => (i * 31) & 255);
			await under.log.append([entry(room, bytes(1)), entry(room, large), entry(room, bytes(2))]);
			const rows = await under.log.since(room, 0);
			expect(rows.map((row) => row.update.length)).toEqual([1, 3_000_000, 1]);
			expect(Buffer.compare(rows[1]?.update ?? bytes(), large)).toBe(0);
		});
	});
};
