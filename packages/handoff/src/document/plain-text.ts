import { formatDate } from '@consilium/case-model';
import type { Block, DocumentSection, HandoffDocument, SignatureLine } from './document.ts';
import { statusText } from './signature.ts';

function line(block: Block): string {
	const edit = block.edited ? ` (edited by ${block.edited.by})` : '';
	if (block.kind === 'heading') return `\n${block.text}`;
	return `${block.kind === 'row' ? '- ' : ''}${block.text}${edit}`;
}

function sectionText(section: DocumentSection): string {
	return [section.heading.toUpperCase(), ...section.blocks.map(line)].join('\n');
}

/** The document as plain text for pasting into a record system: no markup, one line per sentence or row. */
export function toPlainText(document: HandoffDocument, options: { signature?: SignatureLine } = {}): string {
	const head = [
		document.title,
		document.patientLine,
		`Date: ${formatDate(document.date)}`,
		`From: ${document.from.name}`,
		`To: ${document.to.name}`,
	].join('\n');
	const status = statusText(document, options.signature);
	const foot = [status, document.footer].join('\n');
	return `${[head, ...document.sections.map(sectionText), foot].join('\n\n')}\n`;
}
