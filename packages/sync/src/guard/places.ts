import * as Y from 'yjs';
import { BadUpdate, isBadKey, type Struct } from './decode.ts';
import { structAt, type Run } from './runs.ts';

/** Where an item stands: under which key (null in a list) and how deep. Null where its parent is gone. */
type Place = { readonly key: string | null; readonly depth: number } | null;

const longestName = 256;

function typeDepth(type: unknown): number {
	let depth = 0;
	for (let at: unknown = type; at instanceof Y.AbstractType && at._item; at = at._item.parent) depth += 1;
	return depth;
}

function placeInDoc(doc: Y.Doc, id: Y.ID): Place {
	const item: unknown = Y.getItem(doc.store, id);
	return item instanceof Y.Item ? { key: item.parentSub, depth: typeDepth(item.parent) } : null;
}

/** What an item's place follows from: its parent where it names one, else a neighbour. */
function leansOn(item: Y.Item): { readonly id: Y.ID; readonly isParent: boolean } | null {
	const parent: unknown = item.parent;
	if (parent instanceof Y.ID) return { id: parent, isParent: true };
	const neighbour = item.origin ?? item.rightOrigin;
	return neighbour ? { id: neighbour, isParent: false } : null;
}

class Places {
	private readonly known = new Map<Struct, Place>();
	private readonly doc: Y.Doc;
	private readonly runs: ReadonlyMap<number, Run>;
	constructor(doc: Y.Doc, runs: ReadonlyMap<number, Run>) {
		this.doc = doc;
		this.runs = runs;
	}

	/** Chains of neighbours are followed without recursion: an honest update has thousands in a row. */
	of(struct: Struct): Place {
		const stack = [struct];
		for (let top = stack.at(-1); top; top = stack.at(-1)) {
			const waitsFor = this.settle(top);
			if (waitsFor) stack.push(waitsFor);
			else stack.pop();
		}
		return this.known.get(struct) ?? null;
	}

	private settle(struct: Struct): Struct | null {
		if (this.known.has(struct)) return null;
		if (!(struct instanceof Y.Item) || typeof struct.parent === 'string') {
			this.known.set(struct, struct instanceof Y.Item ? { key: struct.parentSub, depth: 0 } : null);
			return null;
		}
		const leaned = leansOn(struct);
		if (!leaned) throw new BadUpdate('an item that stands nowhere');
		const inUpdate = this.find(leaned.id);
		if (inUpdate && !this.known.has(inUpdate)) return inUpdate;
		const place = inUpdate ? (this.known.get(inUpdate) ?? null) : placeInDoc(this.doc, leaned.id);
		const under = (): Place => ({ key: struct.parentSub, depth: (place?.depth ?? 0) + 1 });
		this.known.set(struct, leaned.isParent ? under() : place);
		return null;
	}

	private find(id: Y.ID): Struct | undefined {
		if (id.clock < Y.getState(this.doc.store, id.client)) return undefined;
		const run = this.runs.get(id.client);
		return run && structAt(run, id.clock);
	}
}

function checkItem(item: Y.Item, place: Place, nesting: number): void {
	if (item.content instanceof Y.ContentDoc) throw new BadUpdate('a document inside');
	if (item.content instanceof Y.ContentFormat && isBadKey(item.content.key)) throw new BadUpdate('a bad key');
	if (place === null) return;
	if (place.depth > nesting) throw new BadUpdate('nested too deeply');
	if (place.key === null) return;
	if (isBadKey(place.key)) throw new BadUpdate('a bad key');
	if (item.length !== 1 && !(item.content instanceof Y.ContentDeleted))
		throw new BadUpdate('a key with several values');
}

function checkRoots(doc: Y.Doc, names: ReadonlySet<string>, most: number): void {
	const fresh = [...names].filter((name) => !doc.share.has(name));
	if (fresh.some((name) => name.length > longestName || isBadKey(name)))
		throw new BadUpdate('a bad root name');
	if (fresh.length > 0 && doc.share.size + fresh.length > most) throw new BadUpdate('too many roots');
}

/**
 * Throws where no editor would put a new item: a map value of several units, a key that poisons objects, another
 * document inside, nesting deeper than `nesting`, more roots than `roots`. Expects a complete update.
 */
export function checkPlaces(
	doc: Y.Doc,
	runs: ReadonlyMap<number, Run>,
	limits: { readonly nesting: number; readonly roots: number },
): void {
	const places = new Places(doc, runs);
	const roots = new Set<string>();
	for (const run of runs.values())
		for (const struct of run.structs) {
			if (!(struct instanceof Y.Item)) continue;
			if (typeof struct.parent === 'string') roots.add(struct.parent);
			checkItem(struct, places.of(struct), limits.nesting);
		}
	checkRoots(doc, roots, limits.roots);
}
