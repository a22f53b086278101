import { entered, pathOf, rowPath, rowsOf, valueAt, valueEntry, type Entry } from '@consilium/case-model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { assignment, textEntry, textPath } from './arbitrary.fixture.ts';
import {
	clearEntry,
	initialUpdate,
	mergeReadings,
	newRow,
	proseFragment,
	proseText,
	readCaseDoc,
	removeRow,
	restoreRow,
	setEntry,
} from './index.ts';

const plt = (value: number): Entry => valueEntry({ value, unit: '10*9/L' });
const listSection = 'labs';
const fork = (doc: Y.Doc): Y.Doc => {
	const copy = new Y.Doc();
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
	return copy;
};
const exchange = (a: Y.Doc, b: Y.Doc): void => {
	const fromA = Y.encodeStateAsUpdate(a, Y.encodeStateVector(b));
	Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)));
	Y.applyUpdate(b, fromA);
};

describe('writing and reading', () => {
	test('[CDOC-1] the last assignment of each field is what is read', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(textPath, fc.option(textEntry, { freq: 6 }))), (steps) => {
				const doc = new Y.Doc();
				const expected: Record<string, Entry> = {};
				for (const [path, entry] of steps) {
					if (entry === null) {
						clearEntry(doc, path);
						delete expected[path];
					} else {
						setEntry(doc, path, entry);
						expected[path] = entry;
					}
				}
				expect(readCaseDoc(doc)).toEqual({ record: { entries: expected, prose: {} }, unreadable: [] });
			}),
		);
	});

	test('[CDOC-1] an entry that its field cannot hold is not written', () => {
		const doc = new Y.Doc();
		expect(() => setEntry(doc, rowPath(listSection, 'r1', 'value'), valueEntry('62'))).toThrow(TypeError);
		expect(() => setEntry(doc, 'nowhere/at-all', valueEntry('x'))).toThrow(TypeError);
		expect(readCaseDoc(doc)).toEqual({ record: { entries: {}, prose: {} }, unreadable: [] });
	});

	test('[CDOC-6] a row without values is a row, goes when taken out and comes back with its values', () => {
		const doc = new Y.Doc();
		newRow(doc, listSection, 'r1');
		newRow(doc, listSection, 'r2', { value: plt(62) });
		const ids = () => rowsOf(readCaseDoc(doc).record, listSection).map((row) => row.id);
		expect(ids()).toEqual(['r1', 'r2']);
		removeRow(doc, listSection, 'r2');
		expect(ids()).toEqual(['r1']);
		restoreRow(doc, listSection, 'r2');
		expect(valueAt(readCaseDoc(doc).record, rowPath(listSection, 'r2', 'value'))).toEqual({
			value: 62,
			unit: '10*9/L',
		});
	});
});

describe('what cannot be read', () => {
	const anything = fc.anything({
		withBigInt: false,
		withDate: false,
		withMap: false,
		withSet: false,
		withTypedArray: false,
	});

	test('[CDOC-2] whatever stands under whatever key, reading answers', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.oneof(fc.string(), textPath), fc.jsonValue())), (pairs) => {
				const doc = new Y.Doc();
				for (const [key, raw] of pairs) doc.getMap('fields').set(key, raw);
				const { record, unreadable } = readCaseDoc(fork(doc));
				expect(Object.keys(record.entries).length + unreadable.length).toBe(
					new Set(pairs.map(([key]) => key)).size,
				);
			}),
		);
	});

	test('[CDOC-3] what is read is exactly what was found, or it is listed with its raw value', () => {
		fc.assert(
			fc.property(textPath, anything, (path, value) => {
				const doc = new Y.Doc();
				const raw = { is: 'value', value, source: entered };
				try {
					doc.getMap('fields').set(path, raw);
				} catch {
					return; // not storable in a Y.Map
				}
				const { record, unreadable } = readCaseDoc(doc);
				if (typeof value === 'string') expect(record.entries[path]).toEqual(raw);
				else expect(unreadable).toMatchObject([{ path }]);
			}),
		);
	});

	test.each([
		['a nested map', new Y.Map([['is', 'value']]), { is: 'value' }],
		['a number', 62, 62],
		['bytes', new Uint8Array(3), '3 bytes'],
	])('[CDOC-3] %s instead of an entry is listed', (_, raw, shown) => {
		const doc = new Y.Doc();
		doc.getMap('fields').set('patient/familyName', raw);
		expect(readCaseDoc(doc).unreadable).toEqual([
			{ path: 'patient/familyName', raw: shown, why: 'is not an entry' },
		]);
	});

	test('[CDOC-2] [CDOC-3] rich text where none belongs, or of a strange kind, is listed', () => {
		const doc = new Y.Doc();
		doc.getXmlFragment('prose:patient/familyName').insert(0, [new Y.XmlText('smuggled')]);
		doc.getText('prose:question/asked').insert(0, 'not an element');
		const { record, unreadable } = readCaseDoc(fork(doc));
		expect(record.prose).toEqual({});
		expect(unreadable.map((one) => one.path).sort()).toEqual(['patient/familyName', 'question/asked']);
	});

	test('[CDOC-2] very deep nesting is listed, not followed', () => {
		const doc = new Y.Doc();
		let parent: Y.XmlFragment = proseFragment(doc, 'question/asked');
		for (let depth = 0; depth < 500; depth++) {
			const child: Y.XmlElement = new Y.XmlElement('blockquote');
			parent.insert(0, [child]);
			parent = child;
		}
		expect(readCaseDoc(doc).unreadable).toMatchObject([
			{ path: 'question/asked', why: 'is nested too deeply' },
		]);
	});

	test('[CDOC-5] a field of another room is not taken from this one', () => {
		const doc = new Y.Doc();
		const name = pathOf('patient', 'familyName');
		setEntry(doc, name, valueEntry('Rossi'));
		const reading = readCaseDoc(doc, { scope: 'workup' });
		expect(reading.record.entries).toEqual({});
		expect(reading.unreadable).toMatchObject([{ path: name, why: 'belongs in another room of the case' }]);
		expect(readCaseDoc(doc, { scope: 'referral' }).unreadable).toEqual([]);
	});
});

describe('two replicas', () => {
	test('[CDOC-4] two assignments at once leave one value whole on both sides', () => {
		const a = new Y.Doc();
		const path = rowPath(listSection, 'r1', 'value');
		newRow(a, listSection, 'r1');
		const b = fork(a);
		setEntry(a, path, plt(62));
		setEntry(b, path, valueEntry({ value: 92_000, unit: '/uL' }));
		exchange(a, b);
		const read = readCaseDoc(a).record.entries[path];
		expect(readCaseDoc(b).record.entries[path]).toEqual(read);
		expect([plt(62), valueEntry({ value: 92_000, unit: '/uL' })]).toContainEqual(read);
	});

	test('[CDOC-9] updates in any order and twice give one reading', () => {
		fc.assert(
			fc.property(fc.array(assignment, { maxLength: 25 }), fc.infiniteStream(fc.nat()), (steps, dice) => {
				const people = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
				const updates: Uint8Array[] = [];
				for (const doc of people) doc.on('update', (update: Uint8Array) => updates.push(update));
				for (const { by, path, entry } of steps) {
					const doc = people[by] ?? new Y.Doc();
					if (entry === null) clearEntry(doc, path);
					else setEntry(doc, path, entry);
				}
				const replica = () => {
					const doc = new Y.Doc();
					const shuffled = [...updates, ...updates]
						.map((update) => ({ update, place: Number(dice.next().value) }))
						.sort((one, two) => one.place - two.place);
					for (const { update } of shuffled) Y.applyUpdate(doc, update);
					return readCaseDoc(doc);
				};
				expect(replica()).toEqual(replica());
			}),
		);
	});
});

describe('prose and first content', () => {
	test('[CDOC-7] blocks are lines, formatting is dropped', () => {
		const doc = new Y.Doc();
		const fragment = proseFragment(doc, 'question/asked');
		const bold = new Y.XmlText();
		bold.insert(0, 'PRRT', { bold: true });
		bold.insert(4, ' now?', {});
		const first = new Y.XmlElement('paragraph');
		first.insert(0, [bold]);
		const broken = new Y.XmlElement('paragraph');
		broken.insert(0, [new Y.XmlText('one'), new Y.XmlElement('hardBreak'), new Y.XmlText('two')]);
		const list = new Y.XmlElement('bulletList');
		const item = new Y.XmlElement('listItem');
		const inItem = new Y.XmlElement('paragraph');
		inItem.insert(0, [new Y.XmlText('item')]);
		item.insert(0, [inItem]);
		list.insert(0, [item]);
		fragment.insert(0, [first, broken, list]);
		expect(proseText(fragment)).toBe('PRRT now?\none\ntwo\nitem');
	});

	test('[CDOC-8] the first content of a room is what was given for its scope, nothing else', () => {
		const entries = {
			[pathOf('patient', 'familyName')]: valueEntry('Rossi'),
			[rowPath(listSection, 'r1', 'value')]: plt(62),
		};
		const doc = new Y.Doc();
		Y.applyUpdate(doc, initialUpdate('referral', entries, { 'question/asked': 'PRRT?\n\nOr surgery?' }));
		expect(readCaseDoc(doc, { scope: 'referral' })).toEqual({
			record: {
				entries: { 'patient/familyName': valueEntry('Rossi') },
				prose: { 'question/asked': 'PRRT?\n\nOr surgery?' },
			},
			unreadable: [],
		});
		expect(() => initialUpdate('referral', { 'nowhere/field': valueEntry('x') }, {})).toThrow(TypeError);
	});
});

test('[CDOC-10] readings of rooms join and keep what each could not read', () => {
	const referral = new Y.Doc();
	setEntry(referral, 'patient/familyName', valueEntry('Rossi'));
	const workup = new Y.Doc();
	newRow(workup, listSection, 'r1', { value: plt(62) });
	workup.getMap('fields').set('labs/r1/collected', 'last week');
	const merged = mergeReadings([
		readCaseDoc(referral, { scope: 'referral' }),
		readCaseDoc(workup, { scope: 'workup' }),
	]);
	expect(Object.keys(merged.record.entries).sort()).toEqual([
		'labs/r1/$removed',
		'labs/r1/value',
		'patient/familyName',
	]);
	expect(merged.unreadable).toEqual([
		{ path: 'labs/r1/collected', raw: 'last week', why: 'is not an entry' },
	]);
});
