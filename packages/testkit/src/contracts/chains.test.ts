import {
	appendAudit,
	insertOnlyTables,
	openRoomFor,
	schema,
	type Store,
	verifyAudit,
} from '@consilium/store';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bothEngines, type FreshStore } from '../fresh-store.ts';
import { type Scene, setScene } from '../scene.ts';

const ROWS = 5;

for (const { engine, skip, fresh } of await bothEngines('hash chains')) {
	describe.skipIf(skip)(`hash chains on ${engine}`, () => {
		let home: FreshStore;
		let store: Store;
		beforeAll(async () => {
			home = await fresh();
			store = home.store;
		});
		afterAll(() => home?.remove());

		/** As the owner of the database: with the triggers off, as somebody who hides something would. */
		const asIntruder = (table: string, statement: ReturnType<typeof sql>) =>
			store.db.transaction(async (tx) => {
				await tx.execute(sql.raw(`alter table ${table} disable trigger user`));
				const { rowCount } = await tx.execute(statement);
				expect(rowCount).toBeGreaterThan(0);
				await tx.execute(sql.raw(`alter table ${table} enable trigger user`));
			});

		const auditScene = async (): Promise<Scene> => {
			const scene = await setScene(store);
			const { centerId, personId, caseId } = scene;
			for (let i = 1; i <= ROWS; i++)
				await appendAudit(store.db, {
					centerId,
					personId,
					caseId,
					action: `act-${i}`,
					detail: { i, zürich: '≥ 3' },
				});
			return scene;
		};
		const logScene = async (): Promise<string> => {
			const { caseId, personId: authorId, centerId } = await setScene(store);
			const roomId = await openRoomFor(store.db, { caseId, scope: 'referral' });
			const batch = Array.from({ length: ROWS }, (_, i) => ({
				roomId,
				update: Uint8Array.of(i),
				authorId,
				centerId,
				sessionId: 's',
			}));
			await store.log.append(batch);
			return roomId;
		};

		test('[AUDIT-1] an untouched chain verifies; the house’s chain and each center’s are separate', async () => {
			const { centerId, personId } = await auditScene();
			await appendAudit(store.db, { centerId: null, personId, action: 'house' });
			await appendAudit(store.db, { centerId: null, personId: null, action: 'house' });
			expect(await verifyAudit(store.db, centerId)).toEqual({ ok: true, rows: ROWS });
			expect(await verifyAudit(store.db, null)).toMatchObject({ ok: true });
			expect(await verifyAudit(store.db, crypto.randomUUID())).toEqual({ ok: true, rows: 0 });
		});

		test('[AUDIT-2] audit rows of a transaction that fails are not there, and the chain holds', async () => {
			const { centerId, personId } = await auditScene();
			const failing = store.db.transaction(async (tx) => {
				await appendAudit(tx, { centerId, personId, action: 'undone' });
				throw new Error('command failed');
			});
			await expect(failing).rejects.toThrow('command failed');
			expect(await verifyAudit(store.db, centerId)).toEqual({ ok: true, rows: ROWS });
		});

		test('[AUDIT-3] rows appended at the same time are numbered without gaps', async () => {
			const { centerId, personId } = await auditScene();
			await Promise.all(
				Array.from({ length: 12 }, (_, i) =>
					appendAudit(store.db, { centerId, personId, action: `at-once-${i}` }),
				),
			);
			expect(await verifyAudit(store.db, centerId)).toEqual({ ok: true, rows: ROWS + 12 });
		});

		const auditTampering: [string, (chain: string) => ReturnType<typeof sql>, number][] = [
			[
				'altered',
				(chain) => sql`update audit_event set action = 'other' where chain = ${chain} and seq = 3`,
				3,
			],
			[
				'altered in its detail',
				(chain) => sql`update audit_event set detail = '{}' where chain = ${chain} and seq = 2`,
				2,
			],
			[
				'back-dated',
				(chain) =>
					sql`update audit_event set at = at - interval '1 second' where chain = ${chain} and seq = 4`,
				4,
			],
			[
				'laid on another person',
				(chain) => sql`update audit_event set person_id = null where chain = ${chain} and seq = 1`,
				1,
			],
			['deleted', (chain) => sql`delete from audit_event where chain = ${chain} and seq = 2`, 2],
			['cut off', (chain) => sql`delete from audit_event where chain = ${chain} and seq = ${ROWS}`, ROWS],
			[
				'swapped with its neighbour',
				(chain) => sql`update audit_event e set action = o.action, hash = o.hash from audit_event o
					where e.chain = ${chain} and o.chain = ${chain} and e.seq in (2, 3) and o.seq = 5 - e.seq`,
				2,
			],
			[
				'added',
				(chain) => sql`insert into audit_event select chain, 6, at, person_id, action, case_id, detail, hash
					from audit_event where chain = ${chain} and seq = 5`,
				6,
			],
		];
		test.for(auditTampering)('[AUDIT-4] a row that was %s is named', async ([, tamper, seq]) => {
			const { centerId } = await auditScene();
			await asIntruder('audit_event', tamper(centerId));
			expect(await verifyAudit(store.db, centerId)).toMatchObject({ ok: false, seq });
		});

		const logTampering: [string, (room: string) => ReturnType<typeof sql>, number][] = [
			[
				'altered',
				(room) => sql`update case_log set "update" = '\\x42' where room_id = ${room} and seq = 3`,
				3,
			],
			[
				'laid on another author',
				(room) => sql`update case_log set author_id = gen_random_uuid() where room_id = ${room} and seq = 2`,
				2,
			],
			['deleted', (room) => sql`delete from case_log where room_id = ${room} and seq = 4`, 4],
			['cut off', (room) => sql`delete from case_log where room_id = ${room} and seq >= 4`, 4],
			[
				'taken from another room',
				(
					room,
				) => sql`insert into case_log select ${room}, 6, author_id, center_id, session_id, seen, at, "update", hash
				from case_log where room_id = ${room} and seq = 5`,
				6,
			],
		];
		test.for(logTampering)('[LOG-12] a log row that was %s is named', async ([, tamper, seq]) => {
			const roomId = await logScene();
			expect(await store.log.verify(roomId)).toEqual({ ok: true, rows: ROWS });
			await asIntruder('case_log', tamper(roomId));
			expect(await store.log.verify(roomId)).toMatchObject({ ok: false, seq });
		});

		test.for(insertOnlyTables.map((table) => [table]))(
			'[STORE-14] %s refuses UPDATE, DELETE and TRUNCATE',
			async ([table]) => {
				const column = table === 'audit_event' || table === 'case_log' ? 'seq' : 'id';
				for (const statement of [
					`update "${table}" set ${column} = ${column}`,
					`delete from "${table}"`,
					`truncate "${table}" cascade`,
				])
					await expect(store.pool.query(statement)).rejects.toMatchObject({ code: '23001' });
			},
		);

		test('[STORE-15] a case has each of its rooms once, and each center one private room', async () => {
			const { caseId, centerId } = await setScene(store);
			const other = await setScene(store);
			await openRoomFor(store.db, { caseId, scope: 'private', centerId });
			await openRoomFor(store.db, { caseId, scope: 'private', centerId: other.centerId });
			const again = openRoomFor(store.db, { caseId, scope: 'board' });
			await expect(again).rejects.toMatchObject({ cause: { code: '23505' } });
			const mine = openRoomFor(store.db, { caseId, scope: 'private', centerId });
			await expect(mine).rejects.toMatchObject({ cause: { code: '23505' } });
			const rooms = await store.db.select().from(schema.caseRoom);
			expect(rooms.every(({ id }) => /^[\w-]{22}$/.test(id))).toBe(true);
		});
	});
}
