import { until } from '@consilium/testkit';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { openSite, roomId } from './site.fixture.ts';

const textOf = (doc: Y.Doc): string => doc.getText('t').toString();

test('[SYNC-9] two stock clients type into one room and converge', async () => {
	const site = await openSite();
	const ada = site.join('ada', { ack: false });
	const ben = site.join('ben', { ack: false });
	await Promise.all([ada.synced(), ben.synced()]);
	ada.doc.getText('t').insert(0, 'hello ');
	ben.doc.getMap('fields').set('a', 1);
	await until(() => textOf(ben.doc) === 'hello ' && ada.doc.getMap('fields').get('a') === 1, 'both edits');
	expect((await site.log.since(roomId, 0)).map((row) => row.authorId)).toEqual(
		expect.arrayContaining(['person-ada', 'person-ben']),
	);
});
