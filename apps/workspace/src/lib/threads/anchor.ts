import { fieldAt, sectionById } from '@consilium/case-model';
import type { Anchor } from '#lib/api/shapes.ts';

/** One text per anchor, for keeping drafts and for comparing. */
export function anchorKey(anchor: Anchor): string {
	switch (anchor.kind) {
		case 'case':
			return 'case';
		case 'field':
			return `field:${anchor.path}`;
		case 'lab':
			return `lab:${anchor.rowId}`;
		case 'finding':
			return `finding:${anchor.key}`;
	}
}

/** What an anchor is called when the board has no better words for it. */
export function anchorLabel(anchor: Anchor): string {
	if (anchor.kind === 'case') return 'The case';
	if (anchor.kind === 'finding') return 'A finding';
	if (anchor.kind === 'lab') return sectionById('labs')?.rowNoun ?? 'Lab result';
	const found = fieldAt(anchor.path);
	return found ? `${found.section.label} · ${found.field.label}` : 'A field that is no longer on the board';
}
