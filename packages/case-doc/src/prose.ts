import * as Y from 'yjs';

const deepest = 64;

/** Rich text holds something that no editor of ours writes; the reader reports it instead of guessing. */
export class NotRichText extends Error {
	override readonly name = 'NotRichText';
}

function textOf(text: Y.XmlText): string {
	const delta: readonly { insert?: unknown }[] = text.toDelta();
	return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
}

const isInline = (node: unknown): boolean =>
	node instanceof Y.XmlText || (node instanceof Y.XmlElement && inlineNames.has(node.nodeName));

const inlineNames: ReadonlySet<string> = new Set(['hardBreak', 'mention', 'image']);

function nodeText(node: unknown, depth: number): string {
	if (node instanceof Y.XmlText) return textOf(node);
	if (!(node instanceof Y.XmlFragment)) throw new NotRichText('holds content that is not rich text');
	if (depth > deepest) throw new NotRichText('is nested too deeply');
	if (node instanceof Y.XmlElement && node.nodeName === 'hardBreak') return '\n';
	const children: readonly unknown[] = node.toArray();
	const texts = children.map((child) => nodeText(child, depth + 1));
	return texts.join(children.every(isInline) ? '' : '\n');
}

/**
 * The plain text of a rich text: one line per block, formatting dropped, outer blank space cut.
 * Throws `NotRichText` where the fragment holds anything else than elements and texts.
 */
export function proseText(fragment: Y.XmlFragment): string {
	return nodeText(fragment, 0).trim();
}

/** Puts plain text into an empty rich text: one paragraph per line. */
export function fillProse(fragment: Y.XmlFragment, text: string): void {
	const paragraphs = text.split(/\r\n|\r|\n/).map((line) => {
		const paragraph = new Y.XmlElement('paragraph');
		if (line !== '') paragraph.insert(0, [new Y.XmlText(line)]);
		return paragraph;
	});
	fragment.insert(0, paragraphs);
}
