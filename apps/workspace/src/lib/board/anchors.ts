import {
	fieldAt,
	formatEntry,
	parsePath,
	rowPath,
	rowsOf,
	sectionById,
	type CaseRecord,
	type FieldPath,
} from '@consilium/case-model';
import type { Evaluation } from '@consilium/prrt-rules';
import type { Anchor } from '#lib/api/shapes.ts';
import { rowSummary } from './row-summary.ts';

function rowWords(record: CaseRecord, sectionId: string, rowId: string): string | null {
	const section = sectionById(sectionId);
	const row = rowsOf(record, sectionId).find((one) => one.id === rowId);
	return section && row ? rowSummary(section, row) || (section.rowNoun ?? null) : null;
}

/** What the board calls an anchor; null when what it hung on is gone. */
export function anchorLabelOn(
	record: CaseRecord,
	evaluation: Evaluation | null,
	anchor: Anchor,
): string | null {
	if (anchor.kind === 'case') return null;
	if (anchor.kind === 'finding')
		return evaluation?.findings.find((finding) => finding.key === anchor.key)?.headline ?? null;
	if (anchor.kind === 'lab') return rowWords(record, 'labs', anchor.rowId);
	const found = fieldAt(anchor.path);
	if (!found) return null;
	const row = found.row === undefined ? null : rowWords(record, found.section.id, found.row);
	return [found.section.label, row, found.field.label].filter(Boolean).join(' · ');
}

/** The field that an anchor leads to; null for the case and for findings. */
export function anchorPath(anchor: Anchor): FieldPath | null {
	if (anchor.kind === 'field') return anchor.path;
	return anchor.kind === 'lab' ? rowPath('labs', anchor.rowId, 'value') : null;
}

/** What the focus is on: a finding, a field, a row's field, or else the case. */
export function focusedAnchor(
	record: CaseRecord,
	element: Element | null,
): { anchor: Anchor; quote: string } {
	const finding = element?.closest<HTMLElement>('[data-finding]');
	if (finding?.dataset.finding)
		return {
			anchor: { kind: 'finding', key: finding.dataset.finding },
			quote: finding.querySelector('h3')?.textContent?.trim() ?? '',
		};
	const path = element?.closest<HTMLElement>('[data-field]')?.dataset.field;
	const found = path === undefined || parsePath(path) === null ? null : fieldAt(path);
	if (path !== undefined && found)
		return {
			anchor: { kind: 'field', path },
			quote: formatEntry(found.field, record.entries[path]) || 'empty',
		};
	return { anchor: { kind: 'case' }, quote: '' };
}
