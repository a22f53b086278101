import { clearEntry, initialUpdate, proseFragment, readCaseDoc, setEntry } from '@consilium/case-doc';
import { valueEntry, type FieldPath } from '@consilium/case-model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createRoomProjection, type RoomProjection } from './room-projection.ts';

const name: FieldPath = 'patient/familyName';
const mrn: FieldPath = 'patient/mrn';
const text = (value: string) => valueEntry(value);

/** A person's tab: edits become updates, made in one go or one by one. */
class Tab {
	readonly doc = new Y.Doc();
	readonly who: string;
	private made: Uint8Array[] = [];
	constructor(who: string, clientId: number) {
		this.who = who;
		this.doc.clientID = clientId;
		this.doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== 'remote') this.made.push(update);
		});
	}
	edit(...steps: ((doc: Y.Doc) => void)[]): Uint8Array {
		this.made = [];
		for (const step of steps) step(this.doc);
		return Y.mergeUpdates(this.made);
	}
	hear(...updates: Uint8Array[]): void {
		for (const update of updates) Y.applyUpdate(this.doc, update, 'remote');
	}
}

const set = (path: FieldPath, value: string) => (doc: Y.Doc) => setEntry(doc, path, text(value));

/** A log to project: rows get their numbers as they come. */
class Log {
	readonly room: RoomProjection = createRoomProjection('room', 'referral');
	private seq = 0;
	add(by: string, update: Uint8Array, seen?: number): number {
		this.seq += 1;
		const at = new Date(Date.UTC(2026, 0, 1, 0, 0, this.seq));
		const row = { seq: this.seq, update, authorId: by, centerId: `center of ${by}`, sessionId: 's', at };
		this.room.take({ ...row, seen: seen ?? null });
		return this.seq;
	}
	shown(path: FieldPath): unknown {
		const entry = this.room.read().record.entries[path];
		return entry?.is === 'value' ? entry.value : undefined;
	}
	contested(path: FieldPath): unknown[] {
		const values = this.room.contested().get(path) ?? [];
		return values.map(({ raw }) => (raw as { value?: unknown }).value).sort();
	}
	author(path: FieldPath): string | undefined {
		return this.room.authorship().get(path)?.personId;
	}
}

/** Low and high decide who wins when two assign at once: the document shows the higher client id's value. */
const low = 10;
const high = 20;

test('[PROJ-2] authorship is of the row that set what stands, with its center, time and number', () => {
	const log = new Log();
	const ada = new Tab('ada', low);
	const ben = new Tab('ben', high);
	const first = ada.edit(set(name, 'Rossi'), set(mrn, '1'));
	log.add('ada', first);
	ben.hear(first);
	log.add('ben', ben.edit(set(name, 'Rossi-Bianchi')));
	expect(log.room.authorship().get(name)).toEqual({
		personId: 'ben',
		centerId: 'center of ben',
		at: '2026-01-01T00:00:02.000Z',
		seq: 2,
		roomId: 'room',
	});
	expect(log.author(mrn)).toBe('ada');
});

test('[PROJ-2] the last to write in a prose is its author', () => {
	const log = new Log();
	const ada = new Tab('ada', low);
	const ben = new Tab('ben', high);
	const asked: FieldPath = 'question/asked';
	const first = initialUpdate('referral', {}, { [asked]: 'PRRT?' });
	log.add('ada', first);
	ada.hear(first);
	ben.hear(first);
	const typed = ben.edit((doc) => {
		const [paragraph] = proseFragment(doc, asked).toArray();
		if (paragraph instanceof Y.XmlElement) paragraph.insert(1, [new Y.XmlText(' Or surgery?')]);
	});
	log.add('ben', typed);
	expect(log.room.read().record.prose[asked]).toBe('PRRT? Or surgery?');
	expect(log.author(asked)).toBe('ben');
});

test('[PROJ-2] an emptied field has no author and no value', () => {
	const log = new Log();
	const ada = new Tab('ada', low);
	log.add('ada', ada.edit(set(name, 'Rossi')));
	log.add(
		'ada',
		ada.edit((doc) => clearEntry(doc, name)),
	);
	expect(log.shown(name)).toBeUndefined();
	expect(log.author(name)).toBeUndefined();
});

test('[PROJ-3] one after the other, each having seen the last, is no conflict', () => {
	const log = new Log();
	const tabs = [new Tab('ada', low), new Tab('ben', high), new Tab('cleo', 15)];
	for (let turn = 0; turn < 12; turn++) {
		const tab = tabs[turn % 3];
		if (!tab) continue;
		const update = tab.edit(set(name, `value ${turn}`));
		for (const other of tabs) if (other !== tab) other.hear(update);
		log.add(tab.who, update);
		expect(log.contested(name)).toEqual([]);
		expect(log.shown(name)).toBe(`value ${turn}`);
		expect(log.author(name)).toBe(tab.who);
	}
});

test.each([
	['the later row wins', low, high],
	['the earlier row wins', high, low],
])(
	'[PROJ-4] two who have not seen each other stay both (%s), until one who has seen both chooses',
	(_, a, b) => {
		const log = new Log();
		const ada = new Tab('ada', a);
		const ben = new Tab('ben', b);
		const before = ada.edit(set(name, 'before'));
		ben.hear(before);
		log.add('ada', before);
		const hers = ada.edit(set(name, 'hers'));
		const his = ben.edit(set(name, 'his'));
		log.add('ada', hers);
		log.add('ben', his);
		expect(log.contested(name)).toEqual(['hers', 'his']);
		expect(log.author(name)).toBe(b === high ? 'ben' : 'ada');
		const cleo = new Tab('cleo', 5);
		cleo.hear(before, hers, his);
		log.add('cleo', cleo.edit(set(name, 'chosen')));
		expect(log.contested(name)).toEqual([]);
		expect(log.shown(name)).toBe('chosen');
		expect(log.author(name)).toBe('cleo');
	},
);

test.each([
	['her own value is shown', high, low],
	['his value is shown', low, high],
])('[PROJ-4] one of the two can choose (%s) once the log says that she had been sent both', (_, a, b) => {
	const log = new Log();
	const ada = new Tab('ada', a);
	const ben = new Tab('ben', b);
	const hers = ada.edit(set(name, 'hers'));
	const his = ben.edit(set(name, 'his'));
	log.add('ada', hers, 0);
	const both = log.add('ben', his, 0);
	expect(log.contested(name)).toEqual(['hers', 'his']);
	ada.hear(his);
	log.add('ada', ada.edit(set(name, 'hers')), both);
	expect(log.contested(name)).toEqual([]);
	expect(log.shown(name)).toBe('hers');
});

test('[PROJ-4] emptying the field with both on the screen settles it', () => {
	const log = new Log();
	const ada = new Tab('ada', low);
	const ben = new Tab('ben', high);
	const hers = ada.edit(set(name, 'hers'));
	const his = ben.edit(set(name, 'his'));
	log.add('ada', hers);
	const both = log.add('ben', his);
	ada.hear(his);
	log.add(
		'ada',
		ada.edit((doc) => clearEntry(doc, name)),
		both,
	);
	expect(log.contested(name)).toEqual([]);
	expect(log.shown(name)).toBeUndefined();
});

test.each([
	['hers wins', high, low],
	['his wins', low, high],
])('[PROJ-5] corrected three times offline, the other value stays listed (%s)', (_, a, b) => {
	const log = new Log();
	const ada = new Tab('ada', a);
	const ben = new Tab('ben', b);
	log.add('ben', ben.edit(set(name, 'his')));
	const offline = [
		ada.edit(set(name, 'one')),
		ada.edit(set(name, 'two'), set(name, 'three')),
		ada.edit(set(name, 'four')),
	];
	for (const update of offline) log.add('ada', update);
	expect(log.contested(name)).toEqual(['four', 'his']);
});

test('[PROJ-4] a third value made before the other two were seen joins them', () => {
	const log = new Log();
	const tabs = [new Tab('ada', low), new Tab('ben', high), new Tab('cleo', 15)];
	for (const tab of tabs) log.add(tab.who, tab.edit(set(name, tab.who)));
	expect(log.contested(name)).toEqual(['ada', 'ben', 'cleo']);
});

test('[PROJ-4] a choice made with only one of the two on the screen leaves the other', () => {
	const log = new Log();
	const ada = new Tab('ada', high);
	const ben = new Tab('ben', low);
	const cleo = new Tab('cleo', 30);
	const hers = ada.edit(set(name, 'hers'));
	const seen = log.add('ada', hers, 0);
	log.add('ben', ben.edit(set(name, 'his')), 0);
	cleo.hear(hers);
	log.add('cleo', cleo.edit(set(name, 'chosen')), seen);
	expect(log.contested(name)).toEqual(['chosen', 'his']);
});

test('[PROJ-1] any edits of three people, delivered late or at once, add up to the document', () => {
	const step = fc.record({
		by: fc.nat({ max: 2 }),
		path: fc.constantFrom(name, mrn),
		value: fc.option(fc.string({ maxLength: 5 }), { freq: 5 }),
		delivers: fc.boolean(),
	});
	fc.assert(
		fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
			const log = new Log();
			const tabs = [new Tab('ada', low), new Tab('ben', high), new Tab('cleo', 15)];
			const sent: Uint8Array[] = [];
			for (const { by, path, value, delivers } of steps) {
				const tab = tabs[by] ?? new Tab('nobody', 1);
				if (delivers) tab.hear(...sent);
				const update = tab.edit((doc) =>
					value === null ? clearEntry(doc, path) : setEntry(doc, path, text(value)),
				);
				sent.push(update);
				log.add(tab.who, update);
			}
			const whole = new Y.Doc();
			for (const update of sent) Y.applyUpdate(whole, update);
			expect(log.room.read()).toEqual(readCaseDoc(whole, { scope: 'referral' }));
			for (const path of [name, mrn]) {
				const isShown = log.room.read().record.entries[path] !== undefined;
				expect(log.author(path) !== undefined).toBe(isShown);
			}
		}),
	);
});

test('[PROJ-3] people who hear everything before they write never conflict', () => {
	fc.assert(
		fc.property(
			fc.array(fc.record({ by: fc.nat({ max: 2 }), value: fc.string({ maxLength: 3 }) })),
			(steps) => {
				const log = new Log();
				const tabs = [new Tab('ada', low), new Tab('ben', high), new Tab('cleo', 15)];
				const sent: Uint8Array[] = [];
				for (const { by, value } of steps) {
					const tab = tabs[by] ?? new Tab('nobody', 1);
					tab.hear(...sent);
					const update = tab.edit(set(name, value));
					sent.push(update);
					log.add(tab.who, update);
					expect(log.contested(name)).toEqual([]);
				}
			},
		),
	);
});

test('[PROJ-11] what belongs to another room is reported, not taken', () => {
	const log = new Log();
	const ada = new Tab('ada', low);
	log.add(
		'ada',
		ada.edit((doc) => setEntry(doc, 'labs/r1/value', valueEntry({ value: 62, unit: '10*9/L' }))),
	);
	expect(log.room.read()).toMatchObject({ record: { entries: {} }, unreadable: [{ path: 'labs/r1/value' }] });
});
