import { blocksOf, type Block, type Edit, type HandoffDocument } from '@consilium/handoff';

/** The changed texts, as the server wants them; a text that is back to what stands is no edit. */
export function editsOf(document: HandoffDocument, texts: ReadonlyMap<string, string>): Edit[] {
	return blocksOf(document).flatMap((block) => {
		const text = texts.get(block.id)?.trim();
		return text === undefined || text === block.text ? [] : [{ blockId: block.id, text }];
	});
}

/** Where a sentence comes from, in words; empty for a sentence about no field and no rule. */
export function provenanceWords(block: Block, labelOf: (path: string) => string): string {
	const words = block.provenance.map(({ path, ruleId }) =>
		[path === undefined ? null : labelOf(path), ruleId === undefined ? null : `rule ${ruleId}`]
			.filter((part) => part !== null)
			.join(' · '),
	);
	return [...new Set(words)].join('; ');
}
