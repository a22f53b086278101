import type { Refused } from '@consilium/handoff';

export interface RefusedGroup {
	/** What was refused and why, as one sentence; the same for every resource under it. */
	words: string;
	resources: string[];
}

/** The refused resources under their reasons, in the order in which each first appears. */
export function groupRefused(refused: readonly Refused[]): RefusedGroup[] {
	const groups = new Map<string, string[]>();
	for (const { label, why, resource } of refused) {
		const words = `${label} ${why}`;
		const resources = groups.get(words) ?? [];
		resources.push(resource);
		groups.set(words, resources);
	}
	return [...groups].map(([words, resources]) => ({ words, resources }));
}
