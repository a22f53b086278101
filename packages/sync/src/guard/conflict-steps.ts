import * as Y from 'yjs';
import type { Run } from './runs.ts';

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

/** Items that stand now between the two neighbours the author saw; counting stops at `most`. */
function between(doc: Y.Doc, item: Y.Item, most: number): number {
	const left = itemAt(doc, item.origin);
	const right = itemAt(doc, item.rightOrigin);
	if (left !== null) return walk(left.right, toRight, { stop: right, most });
	if (item.origin !== null) return 0;
	if (right !== null) return walk(right.left, toLeft, { stop: null, most });
	const type = item.rightOrigin === null ? parentType(doc, item) : undefined;
	if (!type) return 0;
	return item.parentSub === null
		? walk(type._start, toRight, { stop: null, most })
		: walk(type._map.get(item.parentSub), toLeft, { stop: null, most });
}

function gapOf(item: Y.Item): string {
	const parent: unknown = item.parent;
	const under = parent instanceof Y.ID ? keyOf(parent) : String(parent);
	return `${keyOf(item.origin)} ${keyOf(item.rightOrigin)} ${under} ${item.parentSub ?? ''}`;
}

/**
 * An upper estimate of how many neighbours Yjs will look at to place the new items. Yjs walks from the left to the
 * right neighbour for each item, so a short update over a long text can cost minutes; `most` cuts the counting.
 */
export function conflictSteps(doc: Y.Doc, runs: ReadonlyMap<number, Run>, most: number): number {
	const sameGap = new Map<string, number>();
	let steps = 0;
	for (const run of runs.values()) {
		for (const struct of run.structs) {
			if (!(struct instanceof Y.Item)) continue;
			const gap = gapOf(struct);
			const before = sameGap.get(gap) ?? 0;
			sameGap.set(gap, before + 1);
			steps += before + between(doc, struct, most - steps);
			if (steps >= most) return most;
		}
	}
	return steps;
}
