import type { Block, DocumentSection } from './document.ts';

/** Consecutive rows belong to one table; sentences and headings stand alone. */
export type Run = { kind: 'table'; rows: Block[] } | { kind: 'block'; block: Block };

/** The blocks of a section as a reader sees them: tables and single blocks in order. */
export function runsOf(section: DocumentSection): Run[] {
	const runs: Run[] = [];
	for (const block of section.blocks) {
		const last = runs.at(-1);
		if (block.kind !== 'row') runs.push({ kind: 'block', block });
		else if (last?.kind === 'table') last.rows.push(block);
		else runs.push({ kind: 'table', rows: [block] });
	}
	return runs;
}

/** How many columns a table has: its headings, or its widest row. */
export function widthOf(section: DocumentSection, rows: readonly Block[]): number {
	return Math.max(1, section.columns?.length ?? 0, ...rows.map((row) => row.cells?.length ?? 1));
}
