import type * as Y from 'yjs';
import type { ItemId } from './register.ts';

/** Finds the item that holds an id; the items of one client come in the order of their clocks. */
function finderIn(items: readonly Y.Item[]): (id: ItemId | null) => Y.Item | undefined {
	const byClient = new Map<number, Y.Item[]>();
	for (const item of items) {
		const own = byClient.get(item.id.client);
		if (own) own.push(item);
		else byClient.set(item.id.client, [item]);
	}
	return (id) => {
		const own = id === null ? undefined : byClient.get(id.client);
		if (!own || id === null) return undefined;
		let [low, high] = [0, own.length - 1];
		while (low <= high) {
			const middle = (low + high) >> 1;
			const one = own[middle];
			if (!one) return undefined;
			if (id.clock < one.id.clock) high = middle - 1;
			else if (id.clock >= one.id.clock + one.length) low = middle + 1;
			else return one;
		}
		return undefined;
	};
}

/** The items of one update, each after the neighbour it was written behind. Takes little more than linear time. */
export function inCausalOrder(items: readonly Y.Item[]): Y.Item[] {
	const find = finderIn(items);
	const met = new Set<Y.Item>();
	const ordered: Y.Item[] = [];
	for (const item of items) {
		const chain: Y.Item[] = [];
		for (let at: Y.Item | undefined = item; at && !met.has(at); at = find(at.origin)) {
			met.add(at);
			chain.push(at);
		}
		ordered.push(...chain.reverse());
	}
	return ordered;
}
