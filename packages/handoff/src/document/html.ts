import { formatDate } from '@consilium/case-model';
import { statusText } from './signature.ts';
import type { Block, DocumentSection, HandoffDocument, Party, SignatureLine } from './document.ts';
import { runsOf, widthOf } from './table-runs.ts';

const escapes: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

/** Text of people in a document: escaped and isolated, so that a right-to-left name moves nothing around it. */
const said = (text: string): string => `<bdi>${escaped(text)}</bdi>`;

function mark(block: Block): string {
	const edit = block.edited
		? ` <span class="handoff-edited">(edited by ${said(block.edited.by)})</span>`
		: '';
	return block.blank === undefined ? edit : `${edit} <span class="handoff-missing">Missing</span>`;
}

const classOf = (block: Block): string => (block.blank === undefined ? '' : ' class="handoff-blank"');

function rowHtml(row: Block, width: number): string {
	if (!row.cells) return `<tr${classOf(row)}><td colspan="${width}">${said(row.text)}${mark(row)}</td></tr>`;
	const last = row.cells.length - 1;
	const cells = row.cells.map((cell, index) => {
		const rest = index === last && width > last + 1 ? ` colspan="${width - last}"` : '';
		const tag = index === 0 ? 'th scope="row"' : 'td';
		return `<${tag}${rest}>${said(cell)}${index === last ? mark(row) : ''}</${index === 0 ? 'th' : 'td'}>`;
	});
	return `<tr${classOf(row)}>${cells.join('')}</tr>`;
}

function tableHtml(section: DocumentSection, rows: readonly Block[]): string {
	const heads = section.columns?.map((column) => `<th scope="col">${escaped(column)}</th>`).join('');
	const head = heads === undefined ? '' : `<thead><tr>${heads}</tr></thead>`;
	const width = widthOf(section, rows);
	const body = rows.map((row) => rowHtml(row, width)).join('');
	return `<table aria-label="${escaped(section.heading)}">${head}<tbody>${body}</tbody></table>`;
}

function blockHtml(block: Block): string {
	if (block.kind === 'heading') return `<h3>${escaped(block.text)}</h3>`;
	return `<p${classOf(block)}>${said(block.text)}${mark(block)}</p>`;
}

function sectionHtml(section: DocumentSection): string {
	const runs = runsOf(section).map((run) =>
		run.kind === 'table' ? tableHtml(section, run.rows) : blockHtml(run.block),
	);
	return `<section data-section="${escaped(section.id)}"><h2>${escaped(section.heading)}</h2>${runs.join('')}</section>`;
}

function partyHtml(party: Party): string {
	const parts = [party.name, party.city, party.phone].filter((part) => part !== null && part !== undefined);
	return parts.map(said).join(', ');
}

/**
 * The document as one `<article class="handoff">`: semantic, everything escaped, no script, no style attribute. The
 * page around it brings the stylesheet (classes `handoff`, `handoff-blank`, `handoff-missing`, `handoff-edited`,
 * `handoff-status`).
 */
export function toHtml(document: HandoffDocument, options: { signature?: SignatureLine } = {}): string {
	const status = statusText(document, options.signature);
	return [
		`<article class="handoff" data-kind="${document.kind}">`,
		`<header><h1>${escaped(document.title)}</h1><p class="handoff-patient">${said(document.patientLine)}</p>`,
		`<dl><dt>Date</dt><dd>${formatDate(document.date)}</dd><dt>From</dt><dd>${partyHtml(document.from)}</dd>`,
		`<dt>To</dt><dd>${partyHtml(document.to)}</dd></dl></header>`,
		...document.sections.map(sectionHtml),
		`<footer><p class="handoff-status">${said(status)}</p><p>${said(document.footer)}</p></footer></article>`,
	].join('\n');
}

/** A page of its own around `toHtml`; `stylesheet` is the address of the house's print style. */
export function toHtmlPage(
	document: HandoffDocument,
	options: { signature?: SignatureLine; stylesheet?: string } = {},
): string {
	const style = options.stylesheet ? `<link rel="stylesheet" href="${escaped(options.stylesheet)}">` : '';
	return [
		'<!doctype html>',
		`<html lang="en"><head><meta charset="utf-8"><title>${escaped(document.title)}</title>`,
		`<meta name="viewport" content="width=device-width, initial-scale=1">${style}</head>`,
		`<body>${toHtml(document, options)}</body></html>`,
	].join('\n');
}
