import type { FieldPath } from '@consilium/case-model';
import { cleanText } from '../document/clean.ts';
import type { Block, BlockProvenance } from '../document/document.ts';

/** Where a sentence comes from: fields on the board and rules. */
export interface From {
	paths?: readonly FieldPath[];
	rules?: readonly string[];
}

export function provenanceOf({ paths = [], rules = [] }: From): BlockProvenance[] {
	return [...paths.map((path) => ({ path })), ...rules.map((ruleId) => ({ ruleId }))].slice(0, 100);
}

/** How a missing thing stands in a text; `applyEdits` looks for exactly this. */
export const gap = (missing: string): string => `[${missing}]`;

const withBlank = (missing: string | undefined): { blank?: string } =>
	missing === undefined ? {} : { blank: missing };

/** One sentence. With `missing`, the text must hold its `gap`, and the document cannot be signed until it is filled. */
export function sentence(id: string, text: string, from: From = {}, missing?: string): Block {
	return {
		id,
		kind: 'sentence',
		text: cleanText(text, 4_000),
		provenance: provenanceOf(from),
		...withBlank(missing),
	};
}

/** One row of the section's table. */
export function row(id: string, cells: readonly string[], from: From = {}, missing?: string): Block {
	const clean = cells.map((cell) => cleanText(cell, 1_500));
	const text = clean.filter((cell) => cell !== '').join(' · ');
	return { id, kind: 'row', text, cells: clean, provenance: provenanceOf(from), ...withBlank(missing) };
}

export const heading = (id: string, text: string): Block => ({ id, kind: 'heading', text, provenance: [] });
