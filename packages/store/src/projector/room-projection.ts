import { FIELDS, PROSE, readCaseDoc, type CaseReading } from '@consilium/case-doc';
import type { FieldPath, RoomScope } from '@consilium/case-model';
import * as Y from 'yjs';
import type { LogRow } from '../log/case-log.ts';
import { inCausalOrder } from './causal-order.ts';
import {
	assign,
	certainUpTo,
	empty,
	isSameId,
	type Assignment,
	type ItemId,
	type Saying,
	type Surroundings,
} from './register.ts';

/** What one room's log adds up to. Rows are taken in order, once each; a row that cannot be taken throws. */
export interface RoomProjection {
	readonly seq: number;
	take(row: LogRow): void;
	read(): CaseReading;
	/** Who set what stands in a field now, and who last wrote in a prose. */
	authorship(): ReadonlyMap<FieldPath, Saying>;
	/** Fields in which several values stand, each made without having seen the others. */
	contested(): ReadonlyMap<FieldPath, readonly Assignment[]>;
	close(): void;
}

interface Arrival {
	readonly from: number;
	readonly seq: number;
}

type MapItem = Y.Item & { readonly parentSub: string };

const rawOf = (item: Y.Item): unknown =>
	item.content instanceof Y.ContentAny ? item.content.arr[0] : undefined;

export function createRoomProjection(roomId: string, scope: RoomScope): RoomProjection {
	const doc = new Y.Doc();
	const fields = doc.getMap(FIELDS);
	const standing = new Map<FieldPath, readonly Assignment[]>();
	const contested = new Set<FieldPath>();
	const prose = new Map<FieldPath, Saying>();
	const arrivals = new Map<number, Arrival[]>();
	const known = new Map<number, number>();
	let seq = 0;

	const itemAt = (id: ItemId): Y.Item | null => {
		if (id.clock >= Y.getState(doc.store, id.client)) return null;
		const item: unknown = Y.getItem(doc.store, Y.createID(id.client, id.clock));
		return item instanceof Y.Item ? item : null;
	};
	const fieldItemAt = (id: ItemId): MapItem | null => {
		const item = itemAt(id);
		return item && item.parent === fields && item.parentSub !== null ? (item as MapItem) : null;
	};

	const around: Surroundings = {
		isBefore: (a, b) => {
			const target = itemAt(a);
			const from = itemAt(b);
			if (target === from) return a.client === b.client && a.clock < b.clock;
			for (let at = from?.left ?? null; at !== null; at = at.left) if (at === target) return true;
			return false;
		},
		seqOf: (id) => arrivals.get(id.client)?.findLast((arrival) => arrival.from <= id.clock)?.seq ?? 0,
		knownTo: (client) => known.get(client) ?? 0,
	};

	const keep = (path: FieldPath, values: readonly Assignment[]): void => {
		const stand = values.filter((value) => !value.isGone);
		if (stand.length === 0) standing.delete(path);
		else standing.set(path, stand);
		if (stand.length > 1) contested.add(path);
		else contested.delete(path);
	};

	const take = (item: Y.Item, saying: Saying, seen: number | undefined): FieldPath | null => {
		const path = fieldItemAt(item.id)?.parentSub;
		if (path === undefined) return null;
		const isGone = item.content instanceof Y.ContentDeleted;
		const id = { client: item.id.client, clock: item.id.clock + item.length - 1 };
		const next: Assignment = { id, predecessor: item.origin, raw: rawOf(item), isGone, saying, seen };
		known.set(id.client, Math.max(around.knownTo(id.client), certainUpTo(next, around)));
		standing.set(path, assign(standing.get(path) ?? [], next, around));
		return path;
	};

	/** The items of an update that the document does not have yet. */
	const newItems = (update: Uint8Array, row: number): Y.Item[] => {
		const { structs } = Y.decodeUpdate(update);
		const fresh = structs.filter((struct) => struct.id.clock >= Y.getState(doc.store, struct.id.client));
		for (const { id } of fresh) {
			const list = arrivals.get(id.client) ?? [];
			if (list.at(-1)?.seq !== row) list.push({ from: id.clock, seq: row });
			arrivals.set(id.client, list);
		}
		return fresh.filter((struct): struct is Y.Item => struct instanceof Y.Item);
	};

	const applied = (update: Uint8Array): { keys: Set<FieldPath>; proses: Set<FieldPath> } => {
		const touched = { keys: new Set<FieldPath>(), proses: new Set<FieldPath>() };
		const note = (transaction: Y.Transaction): void => {
			for (const [type, subs] of transaction.changed) {
				if (Object.is(type, fields)) for (const key of subs) if (key !== null) touched.keys.add(key);
				const root = rootOf(type);
				if (root.startsWith(PROSE)) touched.proses.add(root.slice(PROSE.length));
			}
		};
		doc.on('afterTransaction', note);
		try {
			Y.applyUpdate(doc, update);
		} finally {
			doc.off('afterTransaction', note);
		}
		return touched;
	};

	const rootOf = (type: unknown): string => {
		let root = type;
		while (root instanceof Y.AbstractType && root._item) root = root._item.parent;
		for (const [name, shared] of doc.share) if (shared === root) return name;
		return '';
	};

	const currentId = (path: FieldPath): { id: ItemId; isDeleted: boolean } | null => {
		const item = fields._map.get(path);
		return item
			? { id: { client: item.id.client, clock: item.id.clock + item.length - 1 }, isDeleted: item.deleted }
			: null;
	};

	return {
		get seq() {
			return seq;
		},
		take: (row) => {
			const { authorId: personId, centerId, at } = row;
			const saying: Saying = { personId, centerId, at: at.toISOString(), seq: row.seq, roomId };
			const seen = row.seen ?? undefined;
			const items = inCausalOrder(newItems(row.update, row.seq));
			const { keys, proses } = applied(row.update);
			const assigned = new Set(items.map((item) => take(item, saying, seen)).filter((path) => path !== null));
			for (const path of keys) {
				const current = currentId(path);
				if (current?.isDeleted === true && !assigned.has(path))
					standing.set(path, empty(standing.get(path) ?? [], current.id, seen));
			}
			for (const path of new Set([...assigned, ...keys])) keep(path, standing.get(path) ?? []);
			for (const path of proses) prose.set(path, saying);
			seq = row.seq;
		},
		read: () => readCaseDoc(doc, { scope }),
		authorship: () => {
			const authors = new Map<FieldPath, Saying>(prose);
			for (const [path, values] of standing) {
				const current = currentId(path);
				const shown = current && values.find((value) => isSameId(value.id, current.id));
				if (shown) authors.set(path, shown.saying);
			}
			return authors;
		},
		contested: () => new Map([...contested].map((path) => [path, standing.get(path) ?? []])),
		close: () => doc.destroy(),
	};
}
