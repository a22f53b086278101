import { cleanText } from './clean.ts';
import { blocksOf, type Block, type HandoffDocument } from './document.ts';

/** A new wording of one block. */
export interface Edit {
	blockId: string;
	text: string;
}

export type EditOutcome =
	{ ok: true; document: HandoffDocument } | { ok: false; blockId: string; why: string };

const bracketed = (blank: string): string => `[${blank}]`;

function edited(block: Block, text: string, by: string, at: string): Block {
	const { cells, blank, edited: before, ...kept } = block;
	const original = before?.original ?? block.text;
	if (text === original && cells === undefined && before === undefined) return block;
	const stillBlank = blank !== undefined && text.includes(bracketed(blank));
	return { ...kept, text, edited: { by, at, original }, ...(stillBlank ? { blank } : {}) };
}

function whyNot(block: Block | undefined, text: string): string | null {
	if (!block) return 'This sentence is not in the document.';
	if (block.kind === 'heading') return 'A heading cannot be changed.';
	return text === '' ? 'The sentence is empty. Say in words why it does not apply.' : null;
}

/**
 * The document with some blocks reworded. Each keeps what was generated in `edited.original`; a blank is gone once
 * its bracket is. Refused whole when one edit names no block or leaves a sentence empty.
 */
export function applyEdits(
	document: HandoffDocument,
	edits: readonly Edit[],
	who: { by: string; at: string },
): EditOutcome {
	const known = new Map(blocksOf(document).map((block) => [block.id, block]));
	const texts = new Map<string, string>();
	for (const { blockId, text } of edits) {
		const clean = cleanText(text, 4_000);
		const why = whyNot(known.get(blockId), clean);
		if (why !== null) return { ok: false, blockId, why };
		texts.set(blockId, clean);
	}
	const reworded = (block: Block): Block => {
		const text = texts.get(block.id);
		return text === undefined || text === block.text ? block : edited(block, text, who.by, who.at);
	};
	const sections = document.sections.map((section) => ({ ...section, blocks: section.blocks.map(reworded) }));
	return { ok: true, document: { ...document, sections } };
}

/** What a document says that the board no longer says, in plain words; the document itself is left alone. */
export function changedSince(written: HandoffDocument, fresh: HandoffDocument): string[] {
	const now = new Map(blocksOf(fresh).map((block) => [block.id, block.text]));
	const before = new Map(blocksOf(written).map((block) => [block.id, block.edited?.original ?? block.text]));
	const changed = [...before].flatMap(([id, text]) => {
		const today = now.get(id);
		if (today === text) return [];
		return [today === undefined ? `No longer on the board: ${text}` : `Was: ${text} Now: ${today}`];
	});
	const added = [...now].flatMap(([id, text]) => (before.has(id) ? [] : [`New on the board: ${text}`]));
	return [...changed, ...added];
}
