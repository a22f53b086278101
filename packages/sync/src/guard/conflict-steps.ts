import * as Y from 'yjs';
import type { Struct } from './decode.ts';
import { structAt, type Run } from './runs.ts';

const keyOf = (id: Y.ID | null): string => (id === null ? '-' : `${id.client}:${id.clock}`);

function itemAt(doc: Y.Doc, id: Y.ID | null): Y.Item | null {
	if (id === null || id.clock >= Y.getState(doc.store, id.client)) return null;
	const item: unknown = Y.getItem(doc.store, id);
	return item instanceof Y.Item ? item : null;
}

type AnyType = NonNullable<ReturnType<Y.Doc['share']['get']>>;

function parentType(doc: Y.Doc, item: Y.Item): AnyType | undefined {
	const parent: unknown = item.parent;
	if (typeof parent === 'string') return doc.share.get(parent);
	const content = parent instanceof Y.ID ? itemAt(doc, parent)?.content : undefined;
	return content instanceof Y.ContentType ? content.type : undefined;
}

type Step = (item: Y.Item) => Y.Item | null;
const toRight: Step = (item) => item.right;
const toLeft: Step = (item) => item.left;

function walk(
	from: Y.Item | null | undefined,
	step: Step,
	end: { readonly stop: Y.Item | null; readonly most: number },
): number {
	let steps = 0;
	for (let at = from ?? null; at !== null && at !== end.stop && steps < end.most; at = step(at)) steps += 1;
	return steps;
}

/**
 * The item of the document that bounds an item on the right: its right neighbour, or what bounds that one where the
 * neighbour comes in the same update. Without it a letter typed offline before another one would seem to have the
 * rest of the text as its neighbours.
 */
class RightBounds {
	private readonly known = new Map<Struct, Y.Item | null>();
	private readonly doc: Y.Doc;
	private readonly runs: ReadonlyMap<number, Run>;
	constructor(doc: Y.Doc, runs: ReadonlyMap<number, Run>) {
		this.doc = doc;
		this.runs = runs;
	}

	/** Null where only the end of the list bounds it. */
	of(item: Y.Item): Y.Item | null {
		const passed: Struct[] = [];
		let bound: Y.Item | null = null;
		for (let at: Struct | undefined = item; at instanceof Y.Item; at = this.inUpdate(at.rightOrigin)) {
			const known = this.known.get(at);
			bound = known === undefined ? itemAt(this.doc, at.rightOrigin) : known;
			if (known !== undefined) break;
			passed.push(at);
		}
		for (const one of passed) this.known.set(one, bound);
		return bound;
	}

	inUpdate(id: Y.ID | null): Struct | undefined {
		if (id === null || id.clock < Y.getState(this.doc.store, id.client)) return undefined;
		const run = this.runs.get(id.client);
		return run && structAt(run, id.clock);
	}
}

/** Items that stand now between the two neighbours the author saw; counting stops at `most`. */
function between(doc: Y.Doc, item: Y.Item, right: Y.Item | null, most: number): number {
	const left = itemAt(doc, item.origin);
	if (left !== null) return walk(left.right, toRight, { stop: right, most });
	if (item.origin !== null) return 0;
	if (right !== null) return walk(right.left, toLeft, { stop: null, most });
	const type = parentType(doc, item);
	if (!type) return 0;
	return item.parentSub === null
		? walk(type._start, toRight, { stop: null, most })
		: walk(type._map.get(item.parentSub), toLeft, { stop: null, most });
}

function leftEdge(item: Y.Item): string {
	const parent: unknown = item.parent;
	const under = parent instanceof Y.ID ? keyOf(parent) : String(parent);
	return `${keyOf(item.origin)} ${under} ${item.parentSub ?? ''}`;
}

/** New items at one left neighbour: how many, and each one's place and how many of them it may have to pass. */
interface Siblings {
	count: number;
	readonly places: Map<Struct, { readonly at: number; readonly passes: number }>;
}

/** How many of the new items at the same left neighbour stand between it and this item's right neighbour, at most. */
function passes(siblings: Siblings, right: Struct | undefined): number {
	const place = right && siblings.places.get(right);
	return place ? place.passes + siblings.count - place.at - 1 : siblings.count;
}

/**
 * An upper estimate of how many neighbours Yjs will look at to place the new items. Yjs walks from the left to the
 * right neighbour for each item, so a short update over a long text can cost minutes; `most` cuts the counting.
 * What people type, also offline in a thousand places, comes to little more than the number of items.
 */
export function conflictSteps(doc: Y.Doc, runs: ReadonlyMap<number, Run>, most: number): number {
	const bounds = new RightBounds(doc, runs);
	const groups = new Map<string, Siblings>();
	let steps = 0;
	for (const run of runs.values()) {
		for (const struct of run.structs) {
			if (!(struct instanceof Y.Item)) continue;
			const edge = leftEdge(struct);
			const siblings = groups.get(edge) ?? { count: 0, places: new Map() };
			groups.set(edge, siblings);
			const passed = passes(siblings, bounds.inUpdate(struct.rightOrigin));
			siblings.places.set(struct, { at: siblings.count, passes: passed });
			siblings.count += 1;
			steps += passed + between(doc, struct, bounds.of(struct), most - steps);
			if (steps >= most) return most;
		}
	}
	return steps;
}
