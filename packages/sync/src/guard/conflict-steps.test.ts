import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { defaultLimits } from '../limits.ts';
import { conflictSteps } from './conflict-steps.ts';
import { decodeChecked } from './decode.ts';
import { inspectUpdate } from './inspect.ts';
import { runsOf } from './runs.ts';

/** Numbers below `below`, the same ones each time. */
function dice(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

const stepsOf = (update: Uint8Array, doc: Y.Doc, most = 10_000_000): number =>
	conflictSteps(doc, runsOf(decodeChecked(update)), most);

const since = (doc: Y.Doc, server: Y.Doc): Uint8Array =>
	Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server));

function copyOf(doc: Y.Doc): Y.Doc {
	const copy = new Y.Doc();
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
	return copy;
}

/** Letters at places all over a text, one at a time. */
function typeAnywhere(doc: Y.Doc, letters: number, roll: (below: number) => number): void {
	const text = doc.getText('t');
	for (let n = 0; n < letters; n++) text.insert(roll(text.length + 1), 'x');
}

test('[SYNC-3] what was typed offline all over a long text costs about as many steps as letters', () => {
	const roll = dice(3);
	const first = new Y.Doc();
	typeAnywhere(first, 8_000, roll);
	const [server, ada, ben] = [copyOf(first), copyOf(first), copyOf(first)];
	typeAnywhere(ada, 3_000, roll);
	typeAnywhere(ben, 3_000, roll);
	Y.applyUpdate(server, since(ben, server));
	const update = since(ada, server);
	expect(stepsOf(update, server)).toBeLessThan(30_000);
	expect(inspectUpdate(update, server, defaultLimits).ok).toBe(true);
});

test.each(['at the same place, backwards', 'at the end', 'over and over under one key'])(
	'[SYNC-3] five thousand offline edits %s pass beside as many of a colleague',
	(how) => {
		const [server, ada] = [new Y.Doc(), new Y.Doc()];
		const colleague = new Y.Doc();
		typeAnywhere(colleague, 1_000, dice(4));
		Y.applyUpdate(server, Y.encodeStateAsUpdate(colleague));
		Y.applyUpdate(ada, Y.encodeStateAsUpdate(colleague));
		const text = ada.getText('t');
		for (let n = 0; n < 5_000; n++) {
			if (how === 'at the end') text.insert(text.length, 'x');
			else if (how.startsWith('over')) ada.getMap('fields').set('k', n);
			else text.insert(500, 'x');
		}
		typeAnywhere(colleague, 1_000, dice(5));
		Y.applyUpdate(server, since(colleague, server));
		expect(inspectUpdate(since(ada, server), server, defaultLimits).ok).toBe(true);
	},
);

/** Two letters with `middles` new ones between, each naming another one of `rights` as its right neighbour. */
function crossedUpdate(rights: number, middles: number): Uint8Array {
	const doc = new Y.Doc();
	doc.clientID = 9;
	const text = doc.getText('t');
	text.insert(0, 'L');
	const right: Y.ID[] = [];
	const left = text._start;
	const put = (before: Y.Item | null): Y.Item => {
		let made: Y.Item | undefined;
		doc.transact((transaction) => {
			const id = Y.createID(9, Y.getState(doc.store, 9));
			made = new Y.Item(
				id,
				left,
				left && left.lastId,
				before,
				before && before.id,
				text,
				null,
				new Y.ContentString('x'),
			);
			made.integrate(transaction, 0);
		});
		if (!made) throw new Error('nothing was put');
		return made;
	};
	const ends: Y.Item[] = [];
	for (let n = 0; n < rights; n++) {
		const end = put(null);
		ends.push(end);
		right.push(end.id);
	}
	for (let n = 0; n < middles; n++) put(ends[n % ends.length] ?? null);
	return Y.encodeStateAsUpdate(doc);
}

test('[SYNC-5] new items that all stand at one neighbour and name many others are counted for each other', () => {
	const update = crossedUpdate(300, 300);
	expect(stepsOf(update, new Y.Doc())).toBeGreaterThan(300 * 100);
});

test('[SYNC-5] the estimate is never below what stands between two known neighbours', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (theirs, mine) => {
			const first = new Y.Doc();
			first.getText('t').insert(0, 'ab');
			const [server, ada, ben] = [copyOf(first), copyOf(first), copyOf(first)];
			for (let n = 0; n < theirs; n++) ben.getText('t').insert(1, 'b');
			for (let n = 0; n < mine; n++) ada.getText('t').insert(1, 'a');
			Y.applyUpdate(server, since(ben, server));
			expect(stepsOf(since(ada, server), server)).toBeGreaterThanOrEqual(theirs * mine);
		}),
		{ numRuns: 30 },
	);
});
