import type { HandoffDocument } from '@consilium/handoff';

export type Block = HandoffDocument['sections'][number]['blocks'][number];

export interface Blank {
	blockId: string;
	heading: string;
	what: string;
}

/** What is still missing in a document: each blank blocks the signature. */
export function blanksOf(document: HandoffDocument): Blank[] {
	return document.sections.flatMap((section) =>
		section.blocks.flatMap((block) =>
			block.blank === undefined ? [] : [{ blockId: block.id, heading: section.heading, what: block.blank }],
		),
	);
}

/** The changed texts, as the server wants them; a text that is back to what stands is no edit. */
export function editsOf(
	document: HandoffDocument,
	texts: ReadonlyMap<string, string>,
): { blockId: string; text: string }[] {
	return document.sections.flatMap((section) =>
		section.blocks.flatMap((block) => {
			const text = texts.get(block.id);
			return text === undefined || text.trim() === block.text
				? []
				: [{ blockId: block.id, text: text.trim() }];
		}),
	);
}

/** Where a sentence comes from, in words; empty for a sentence that a person wrote whole. */
export function provenanceWords(block: Block, labelOf: (path: string) => string): string {
	return block.provenance
		.map((from) => [from.path === undefined ? null : labelOf(from.path), from.ruleId ?? null])
		.map((parts) => parts.filter((part) => part !== null).join(' · '))
		.filter((words) => words !== '')
		.join('; ');
}
