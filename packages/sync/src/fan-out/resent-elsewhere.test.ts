import { createMemoryCaseLog } from '@consilium/testkit';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { openSite, otherRoom, roomId } from '../site.fixture.ts';

test('[SYNC-1] [SYNC-10] a part of a failed batch that another node logged does not count as the whole of it', async () => {
	const log = createMemoryCaseLog([roomId, otherRoom]);
	const site = await openSite({ log, limits: { commitWindowMs: 150 } });
	const [ada, ben] = [site.join('ada'), site.join('ben')];
	await Promise.all([ada.synced(), ben.synced()]);
	let rowsTried = 0;
	log.beforeAppend = async (batch) => {
		log.beforeAppend = async () => undefined;
		rowsTried = batch.length;
		await log.append(batch.slice(0, 1));
		throw new Error('the connection broke before the commit');
	};
	await new Promise((resolve) => setTimeout(resolve, 200));
	ada.doc.getMap('fields').set('first', 1);
	ben.doc.getMap('fields').set('second', 2);
	await Promise.all([ada.allSaved(), ben.allSaved()]);
	const whole = new Y.Doc();
	for (const row of await log.since(roomId, 0)) Y.applyUpdate(whole, row.update);
	expect(rowsTried).toBe(2);
	expect(whole.getMap('fields').toJSON()).toEqual({ first: 1, second: 2 });
	expect(ben.doc.getMap('fields').toJSON()).toEqual({ first: 1, second: 2 });
});
