import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { inCausalOrder } from './causal-order.ts';

const itemsOf = (update: Uint8Array): Y.Item[] =>
	Y.decodeUpdate(update).structs.filter((struct): struct is Y.Item => struct instanceof Y.Item);

/** Two people take turns at one key and at one text; each turn stands behind the other's. */
function turns(count: number): Uint8Array {
	const [ada, ben] = [new Y.Doc(), new Y.Doc()];
	ada.clientID = 5;
	ben.clientID = 900;
	for (let n = 0; n < count; n++) {
		const [writer, reader] = n % 2 ? [ada, ben] : [ben, ada];
		writer.getMap('fields').set('k', n);
		writer.getText('t').insert(writer.getText('t').length, 'x');
		Y.applyUpdate(reader, Y.encodeStateAsUpdate(writer, Y.encodeStateVector(reader)));
	}
	return Y.encodeStateAsUpdate(ada);
}

test('[PROJ-13] each item comes once, after the neighbour it was written behind', () => {
	const items = itemsOf(turns(60));
	const ordered = inCausalOrder(items);
	expect(new Set(ordered)).toEqual(new Set(items));
	expect(ordered).toHaveLength(items.length);
	const holder = ({ client, clock }: Y.ID) =>
		ordered.findIndex(
			({ id, length }) => id.client === client && id.clock <= clock && clock < id.clock + length,
		);
	ordered.forEach((item, place) => {
		if (item.origin) expect(holder(item.origin)).toBeLessThan(place);
	});
});

test("[PROJ-13] twenty thousand letters between a colleague's are put in order in less than a second", () => {
	const base = new Y.Doc();
	for (let n = 0; n < 20_000; n++) base.getText('t').insert(0, 'x');
	const doc = new Y.Doc();
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(base));
	const before = Y.encodeStateVector(doc);
	const text = doc.getText('t');
	doc.transact(() => {
		for (let n = 1; n < 20_000; n++) text.insert(2 * n - 1, 'y');
	});
	const items = itemsOf(Y.encodeStateAsUpdate(doc, before));
	const startedAt = performance.now();
	expect(inCausalOrder(items)).toHaveLength(items.length);
	expect(performance.now() - startedAt).toBeLessThan(1_000);
});
