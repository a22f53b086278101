import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { defaultLimits } from '../limits.ts';
import { inspectUpdate } from './inspect.ts';

const judge = (update: Uint8Array, doc: Y.Doc) => inspectUpdate(update, doc, defaultLimits);

const edit = fc.record({
	by: fc.nat({ max: 2 }),
	kind: fc.constantFrom('type', 'cut', 'set', 'clear', 'paragraph', 'bold', 'undo', 'sync'),
	at: fc.nat({ max: 40 }),
	text: fc.string({ minLength: 1, maxLength: 6 }),
});
type Edit = typeof edit extends fc.Arbitrary<infer One> ? One : never;

interface Person {
	readonly doc: Y.Doc;
	readonly undo: Y.UndoManager;
}

function person(clientId: number): Person {
	const doc = new Y.Doc();
	doc.clientID = clientId;
	return { doc, undo: new Y.UndoManager([doc.getText('t'), doc.getMap('fields')], { captureTimeout: 0 }) };
}

function apply({ doc, undo }: Person, { kind, at, text }: Edit): void {
	const t = doc.getText('t');
	const place = Math.min(at, t.length);
	const fragment = doc.getXmlFragment('prose:question/asked');
	switch (kind) {
		case 'type':
			return t.insert(place, text);
		case 'cut':
			return t.delete(place, Math.min(3, t.length - place));
		case 'set':
			return void doc.getMap('fields').set(`k${at % 5}`, { is: 'value', value: text });
		case 'clear':
			return doc.getMap('fields').delete(`k${at % 5}`);
		case 'paragraph': {
			const paragraph = new Y.XmlElement('paragraph');
			paragraph.insert(0, [new Y.XmlText(text)]);
			return fragment.insert(Math.min(at, fragment.length), [paragraph]);
		}
		case 'bold':
			return t.format(place, Math.min(4, t.length - place), { bold: true });
		case 'undo':
			undo.undo();
			return;
		case 'sync':
			return;
	}
}

/** Three people edit; each update goes to the server at once, and on `sync` everybody hears everybody. */
function honestUpdates(edits: readonly Edit[], offer: (update: Uint8Array) => void): Y.Doc[] {
	const people = [person(5), person(700), person(90_000)];
	for (const one of people)
		one.doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== 'remote') offer(update);
		});
	for (const step of edits) {
		const one = people[step.by];
		if (one) apply(one, step);
		if (step.kind !== 'sync') continue;
		for (const { doc } of people)
			for (const { doc: other } of people)
				Y.applyUpdate(doc, Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc)), 'remote');
	}
	return people.map(({ doc }) => doc);
}

test('[SYNC-5] everything that honest people do passes, leaves nothing pending and adds up', () => {
	fc.assert(
		fc.property(fc.array(edit, { maxLength: 40 }), (edits) => {
			const server = new Y.Doc();
			const docs = honestUpdates(edits, (update) => {
				const verdict = judge(update, server);
				expect(verdict.ok).toBe(true);
				if (verdict.ok && verdict.update) Y.applyUpdate(server, verdict.update);
				expect(server.store.pendingStructs).toBeNull();
				expect(server.store.pendingDs).toBeNull();
			});
			const all = new Y.Doc();
			for (const doc of docs) Y.applyUpdate(all, Y.encodeStateAsUpdate(doc));
			expect(server.getText('t').toDelta()).toEqual(all.getText('t').toDelta());
			expect(server.getMap('fields').toJSON()).toEqual(all.getMap('fields').toJSON());
		}),
		{ numRuns: 200 },
	);
});

test('[SYNC-5] a whole document of many people at once passes: the answer of a long-offline tab', () => {
	fc.assert(
		fc.property(fc.array(edit, { maxLength: 60 }), fc.nat({ max: 20 }), (edits, known) => {
			const updates: Uint8Array[] = [];
			const docs = honestUpdates(edits, (update) => updates.push(update));
			const server = new Y.Doc();
			for (const update of updates.slice(0, known)) {
				const verdict = judge(update, server);
				if (verdict.ok && verdict.update) Y.applyUpdate(server, verdict.update);
			}
			const all = new Y.Doc();
			for (const doc of docs) Y.applyUpdate(all, Y.encodeStateAsUpdate(doc));
			for (const whole of [
				Y.encodeStateAsUpdate(all),
				Y.mergeUpdates(updates.length ? updates : [Y.encodeStateAsUpdate(all)]),
			]) {
				const verdict = judge(whole, server);
				expect(verdict.ok).toBe(true);
				if (verdict.ok && verdict.update) Y.applyUpdate(server, verdict.update);
			}
			expect(server.store.pendingStructs).toBeNull();
			expect(Y.encodeStateVector(server)).toEqual(Y.encodeStateVector(all));
			const again = judge(Y.encodeStateAsUpdate(all), server);
			expect(again.ok).toBe(true);
		}),
		{ numRuns: 100 },
	);
});

test('[SYNC-5] ten thousand single letters in one update pass: chains are followed without recursion', () => {
	const doc = new Y.Doc();
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	for (let n = 0; n < 10_000; n++) doc.getText('t').insert(n % 2 ? 0 : doc.getText('t').length, 'x');
	const other = new Y.Doc();
	other.clientID = 1;
	Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
	other.getText('t').insert(5_000, 'y');
	const server = new Y.Doc();
	expect(judge(Y.encodeStateAsUpdate(other), server).ok).toBe(true);
});

test('[SYNC-5] whatever bytes come, the guard answers, changes nothing, and lets through only what can be applied', () => {
	const base = new Y.Doc();
	base.clientID = 5;
	base.getText('t').insert(0, 'base text');
	base.getMap('fields').set('k', { a: 1 });
	const seeds = [Y.encodeStateAsUpdate(base)];
	const next = new Y.Doc();
	Y.applyUpdate(next, seeds[0] ?? new Uint8Array());
	next.clientID = 6;
	next.on('update', (update: Uint8Array) => seeds.push(update));
	next.getText('t').insert(3, 'more');
	next.getText('t').delete(0, 2);
	next.getMap('fields').set('k', { b: [1, 'x'] });
	const mutated = fc
		.tuple(
			fc.constantFrom(...seeds),
			fc.array(fc.tuple(fc.nat({ max: 200 }), fc.nat({ max: 255 })), { maxLength: 4 }),
		)
		.map(([seed, changes]) => {
			const bytes = seed.slice();
			for (const [at, value] of changes) bytes[at % bytes.length] = value;
			return bytes;
		});
	fc.assert(
		fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 60 })), (bytes) => {
			const server = new Y.Doc();
			Y.applyUpdate(server, seeds[0] ?? new Uint8Array());
			const before = Y.encodeStateAsUpdate(server);
			const verdict = judge(bytes, server);
			expect(Y.encodeStateAsUpdate(server)).toEqual(before);
			if (!verdict.ok || !verdict.update) return;
			Y.applyUpdate(server, verdict.update);
			expect(server.store.pendingStructs).toBeNull();
			expect(server.store.pendingDs).toBeNull();
			const loaded = new Y.Doc();
			Y.applyUpdate(loaded, Y.encodeStateAsUpdate(server));
			expect(loaded.store.pendingStructs).toBeNull();
		}),
		{ numRuns: 3_000 },
	);
});

test('[SYNC-5] what the document has already is cut off before it can contradict', () => {
	const server = new Y.Doc();
	const author = new Y.Doc();
	author.clientID = 5;
	author.getText('t').insert(0, 'abc');
	Y.applyUpdate(server, Y.encodeStateAsUpdate(author));
	author.getText('t').insert(3, 'def');
	const verdict = judge(Y.encodeStateAsUpdate(author), server);
	if (!verdict.ok || !verdict.update) throw new Error('refused');
	const { structs } = Y.decodeUpdate(verdict.update);
	expect(structs.map((struct) => struct.id.clock)).toEqual([3]);
	expect(judge(Y.encodeStateAsUpdate(server), server)).toMatchObject({ ok: true });
});
