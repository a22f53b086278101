import { initialUpdate, readCaseDoc, setEntry } from '@consilium/case-doc';
import {
	caseFacts,
	rowPath,
	valueEntry,
	type Entry,
	type FieldPath,
	type FieldValue,
} from '@consilium/case-model';
import { openStore, type Store } from '@consilium/store';
import { freshDataDir, setScene, type Scene } from '@consilium/testkit';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';

/** 200 results of one analyte, a day each: a long course. */
const entries: Record<FieldPath, Entry> = Object.fromEntries(
	Array.from({ length: 200 }, (_, index) => {
		const collected = new Date(Date.UTC(2025, 0, 1 + index)).toISOString().slice(0, 10);
		return Object.entries<FieldValue>({
			analyte: 'platelets',
			value: { value: 100 + index, unit: '10*9/L' },
			collected,
		}).map(
			([field, value]) => [rowPath('labs', `r${index}`, field), valueEntry(value, { kind: 'demo' })] as const,
		);
	}).flat(),
);
const update = initialUpdate('workup', entries, {});

function loaded(): Y.Doc {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, update);
	return doc;
}

let dataDir: string;
let store: Store;
let scene: Scene;

beforeAll(async () => {
	dataDir = await freshDataDir();
	store = await openStore({ dataDir });
	scene = await setScene(store);
});
afterAll(async () => {
	await store.close();
	rmSync(dataDir, { recursive: true, force: true });
});

test('[BENCH-1] from a document to the facts that rules read', async ({ bench }) => {
	const doc = loaded();
	const { record } = readCaseDoc(doc);
	expect(Object.keys(record.entries)).toHaveLength(Object.keys(entries).length);
	await bench.compare(
		bench('open the document', () => void loaded()),
		bench('read the record', () => void readCaseDoc(doc)),
		bench('compute the facts', () => void caseFacts(record, { timeZone: 'Europe/Berlin' })),
	);
});

test('[BENCH-2] one keystroke to the embedded disk', async ({ bench }) => {
	const { roomId, personId: authorId, centerId } = scene;
	const doc = loaded();
	let last = new Uint8Array();
	doc.on('update', (bytes: Uint8Array) => (last = new Uint8Array(bytes)));
	let count = 0;
	await bench('set a value and commit it', async () => {
		count += 1;
		setEntry(doc, rowPath('labs', 'r1', 'value'), valueEntry({ value: count, unit: '10*9/L' }));
		await store.log.append([{ roomId, update: last, authorId, centerId, sessionId: 'bench' }]);
	}).run();
	expect(await store.log.verify(roomId)).toMatchObject({ ok: true });
});
