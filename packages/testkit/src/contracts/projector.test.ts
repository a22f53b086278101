import { clearEntry, setEntry } from '@consilium/case-doc';
import { valueEntry, type FieldPath } from '@consilium/case-model';
import { createProjector, openRoomFor, schema, type ProjectedView, type Store } from '@consilium/store';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { bothEngines } from '../fresh-store.ts';
import { setScene } from '../scene.ts';

const name: FieldPath = 'patient/familyName';
const platelets: FieldPath = 'labs/r1/value';

const updateOf = (edit: (doc: Y.Doc) => void): Uint8Array => {
	const doc = new Y.Doc();
	edit(doc);
	return Y.encodeStateAsUpdate(doc);
};

for (const { engine, skip, fresh } of await bothEngines('projector')) {
	describe.skipIf(skip)(`projector on ${engine}`, () => {
		let store: Store;
		let remove: () => Promise<void> = async () => undefined;
		beforeAll(async () => {
			({ store, remove } = await fresh());
		});
		afterAll(() => remove());

		const aCase = async () => {
			const { caseId, personId, centerId, roomId: board } = await setScene(store);
			const referral = await openRoomFor(store.db, { caseId, scope: 'referral' });
			const workup = await openRoomFor(store.db, { caseId, scope: 'workup' });
			const hidden = await openRoomFor(store.db, { caseId, scope: 'private', centerId });
			const add = async (roomId: string, update: Uint8Array): Promise<number> => {
				const entry = { roomId, update, authorId: personId, centerId, sessionId: 's' };
				const [row] = await store.log.append([entry]);
				return row?.seq ?? 0;
			};
			return { caseId, personId, centerId, board, referral, workup, hidden, add };
		};
		const stored = async (caseId: string) => {
			const [row] = await store.db.select().from(schema.caseView).where(eq(schema.caseView.caseId, caseId));
			return row as (ProjectedView & { updatedAt: Date }) | undefined;
		};
		const open = (onView?: (caseId: string, view: ProjectedView) => void) => {
			const projector = createProjector({ store, ...(onView ? { onView } : {}) });
			onTestFinished(() => projector.close());
			return projector;
		};

		test('[PROJ-1] [PROJ-2] shared rooms become one view, saved with authorship and positions', async () => {
			const { caseId, personId, centerId, referral, workup, add } = await aCase();
			const views: string[] = [];
			const projector = open((id) => views.push(id));
			await add(
				referral,
				updateOf((doc) => setEntry(doc, name, valueEntry('Rossi'))),
			);
			const lab = valueEntry({ value: 62, unit: '10*9/L' });
			const seq = await add(
				workup,
				updateOf((doc) => setEntry(doc, platelets, lab)),
			);
			await projector.reach([
				[referral, 1],
				[workup, seq],
			]);
			const view = await stored(caseId);
			expect(view?.record.entries).toEqual({ [name]: valueEntry('Rossi'), [platelets]: lab });
			expect(view?.authorship[platelets]).toMatchObject({ personId, centerId, seq: 1, roomId: workup });
			expect(view?.seqs).toMatchObject({ [referral]: 1, [workup]: 1 });
			expect(view?.unreadable).toEqual([]);
			expect(views).toContain(caseId);
		});

		test('[PROJ-12] text and values that the database cannot hold stop neither their case nor the next start', async () => {
			const { caseId, referral, workup, add } = await aCase();
			const hostile = updateOf((doc) => {
				setEntry(doc, name, valueEntry('Ros\0si'));
				doc.getMap('fields').set('patient/given\0Name', { is: 'value', value: 12n, more: new Uint8Array(3) });
			});
			await add(referral, hostile);
			await add(
				workup,
				updateOf((doc) => setEntry(doc, platelets, valueEntry({ value: 62, unit: '10*9/L' }))),
			);
			const projector = open();
			await projector.catchUp();
			const view = await stored(caseId);
			expect(view?.record.entries[name]).toMatchObject({ value: 'Ros\uFFFDsi' });
			expect(view?.record.entries[platelets]).toBeDefined();
			expect(view?.unreadable).toHaveLength(1);
			expect([projector.lag(), projector.troubles()]).toEqual([0, []]);
		});

		test('[PROJ-7] a private room is never in the view and is not waited for', async () => {
			const { caseId, hidden, referral, add } = await aCase();
			const projector = open();
			const secret = updateOf((doc) =>
				doc.getXmlFragment('prose:private/notes').insert(0, [new Y.XmlText('canary-4711')]),
			);
			const seq = await add(hidden, secret);
			await add(
				referral,
				updateOf((doc) => setEntry(doc, name, valueEntry('Rossi'))),
			);
			projector.notice(hidden, seq);
			await projector.reach([[referral, 1]]);
			const row = JSON.stringify(await stored(caseId));
			expect(row).not.toContain('canary-4711');
			expect(row).not.toContain(hidden);
			expect(projector.lag()).toBe(0);
		});

		test('[PROJ-4] a conflict is listed with who and where, and goes when somebody chooses', async () => {
			const { caseId, referral, personId, add } = await aCase();
			const projector = open();
			const one = updateOf((doc) => setEntry(doc, name, valueEntry('Rossi')));
			const two = updateOf((doc) => setEntry(doc, name, valueEntry('Russo')));
			await add(referral, one);
			await projector.reach([[referral, await add(referral, two)]]);
			expect((await stored(caseId))?.conflicts).toMatchObject([
				{
					path: name,
					values: [
						{ entry: valueEntry('Rossi'), personId, seq: 1 },
						{ entry: valueEntry('Russo'), personId, seq: 2 },
					],
				},
			]);
			const doc = new Y.Doc();
			for (const update of [one, two]) Y.applyUpdate(doc, update);
			const before = Y.encodeStateVector(doc);
			setEntry(doc, name, valueEntry('Rossi'));
			await projector.reach([[referral, await add(referral, Y.encodeStateAsUpdate(doc, before))]]);
			expect((await stored(caseId))?.conflicts).toEqual([]);
			expect((await stored(caseId))?.record.entries[name]).toEqual(valueEntry('Rossi'));
		});

		test('[PROJ-6] the same said twice at once is no conflict', async () => {
			const { caseId, referral, add } = await aCase();
			const projector = open();
			for (const source of ['entered', 'fhir'] as const)
				await add(
					referral,
					updateOf((doc) => setEntry(doc, name, valueEntry('Rossi', { kind: source }))),
				);
			await projector.reach([[referral, 2]]);
			expect((await stored(caseId))?.conflicts).toEqual([]);
		});

		test('[PROJ-8] after a restart the view goes on from the log, conflicts and authorship included', async () => {
			const { caseId, referral, add } = await aCase();
			const first = open();
			const one = updateOf((doc) => setEntry(doc, name, valueEntry('Rossi')));
			await first.reach([[referral, await add(referral, one)]]);
			await first.close();
			await add(
				referral,
				updateOf((doc) => setEntry(doc, name, valueEntry('Russo'))),
			);
			const doc = new Y.Doc();
			Y.applyUpdate(doc, one);
			const before = Y.encodeStateVector(doc);
			clearEntry(doc, 'patient/mrn');
			setEntry(doc, 'patient/mrn', valueEntry('7'));
			await add(referral, Y.encodeStateAsUpdate(doc, before));
			const second = open();
			await second.catchUp();
			const view = await stored(caseId);
			expect(view?.seqs[referral]).toBe(3);
			expect(view?.conflicts).toMatchObject([{ path: name, values: [{ seq: 1 }, { seq: 2 }] }]);
			expect(view?.authorship['patient/mrn']).toMatchObject({ seq: 3 });
			expect(second.lag()).toBe(0);
		});

		test('[PROJ-9] a row that cannot be taken stops its room by name, and nothing else', async () => {
			const { caseId, referral, workup, add } = await aCase();
			const projector = open();
			await add(
				referral,
				updateOf((doc) => setEntry(doc, name, valueEntry('Rossi'))),
			);
			await add(referral, Uint8Array.from([9, 9, 9, 9]));
			const lab = valueEntry({ value: 62, unit: '10*9/L' });
			await add(
				workup,
				updateOf((doc) => setEntry(doc, platelets, lab)),
			);
			await projector.reach([
				[referral, 2],
				[workup, 1],
			]);
			const view = await stored(caseId);
			expect(view?.record.entries).toEqual({ [name]: valueEntry('Rossi'), [platelets]: lab });
			expect(view?.seqs[referral]).toBe(1);
			expect(projector.troubles()).toMatchObject([{ roomId: referral, seq: 2 }]);
			expect(projector.lag()).toBe(1);
			const other = await aCase();
			await projector.reach([
				[
					other.referral,
					await other.add(
						other.referral,
						updateOf((doc) => setEntry(doc, name, valueEntry('Bianchi'))),
					),
				],
			]);
			expect((await stored(other.caseId))?.record.entries[name]).toEqual(valueEntry('Bianchi'));
		});

		test('[PROJ-10] lag counts rows that no view holds, and a room that is not there is no endless wait', async () => {
			const { referral, add } = await aCase();
			const projector = open();
			const seq = await add(
				referral,
				updateOf((doc) => setEntry(doc, name, valueEntry('Rossi'))),
			);
			projector.notice(referral, seq);
			expect(projector.lag()).toBe(1);
			await projector.reach([[referral, seq]]);
			expect(projector.lag()).toBe(0);
			await expect(projector.reach([['no-such-room', 1]])).rejects.toThrow('no such room');
		});
	});
}
