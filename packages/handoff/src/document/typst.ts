import { formatDate } from '@consilium/case-model';
import { cleanText } from './clean.ts';
import type { Block, DocumentSection, HandoffDocument, Party, SignatureLine } from './document.ts';
import { statusText } from './signature.ts';
import { runsOf, widthOf } from './table-runs.ts';

export interface TypstOptions {
	signature?: SignatureLine;
	paper?: 'a4' | 'us-letter';
}

/** A Typst string literal. People's words only ever stand in these: there is no markup in them to escape. */
function literal(text: string): string {
	const breakable = cleanText(text, 5_000).replace(/[^\s\u00AD-]{60}/gu, '$&\u200B');
	return `"${breakable.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

const date = /(\d{2}-[A-Z][a-z]{2}-\d{4}(?: \d{2}:\d{2})?)/;

/** The same as content: dates stay on one line. */
function said(text: string): string {
	const parts = text.split(date).flatMap((part, index) => {
		if (part === '') return [];
		return index % 2 === 1 ? [`box(${literal(part)})`] : [spaced(part)];
	});
	return parts.length === 0 ? '""' : parts.join(' + ');
}

/** A literal that keeps the spaces at its ends, which cleaning would take away. */
function spaced(part: string): string {
	const [before, after] = [/^\s/.test(part) ? ' ' : '', /\S\s$/.test(part) ? ' ' : ''];
	return `"${before}${literal(part).slice(1, -1)}${after}"`;
}

/** Shares of the width by the longest cell of each column, so that long texts get the room. */
function tracksOf(section: DocumentSection, rows: readonly Block[], width: number): string {
	const shares = Array.from({ length: width }, (_, index) => {
		const cells = rows.map((row) => (row.cells?.[index] ?? '').length);
		const longest = Math.max(section.columns?.[index]?.length ?? 0, ...cells);
		return `${Math.min(60, Math.max(18, longest))}fr`;
	});
	return shares.join(', ');
}

const editNote = (block: Block): string => (block.edited ? ` (edited by ${block.edited.by})` : '');

function worded(block: Block, text: string): string {
	const plain = said(`${text}${editNote(block)}`);
	return block.blank === undefined ? plain : `missing(${plain})`;
}

function rowTypst(row: Block, width: number): string {
	if (!row.cells) return `table.cell(colspan: ${width}, ${worded(row, row.text)})`;
	const last = row.cells.length - 1;
	return row.cells
		.map((cell, index) => {
			if (index < last) return said(cell);
			const words = worded(row, cell);
			return width > last + 1 ? `table.cell(colspan: ${width - last}, ${words})` : words;
		})
		.join(', ');
}

function tableTypst(section: DocumentSection, rows: readonly Block[]): string {
	const width = widthOf(section, rows);
	const heads = section.columns?.map((column) => `strong(${literal(column)})`).join(', ');
	const header = heads === undefined ? '' : `table.header(${heads}), `;
	return `#table(columns: (${tracksOf(section, rows, width)},), ${header}${rows.map((row) => rowTypst(row, width)).join(',\n')})`;
}

function blockTypst(block: Block): string {
	if (block.kind === 'heading') return `#heading(level: 3, ${literal(block.text)})`;
	return `#par(${worded(block, block.text)})`;
}

function sectionTypst(section: DocumentSection): string {
	const runs = runsOf(section).map((run) =>
		run.kind === 'table' ? tableTypst(section, run.rows) : blockTypst(run.block),
	);
	return [`#heading(level: 2, ${literal(section.heading)})`, ...runs].join('\n');
}

const partyText = ({ name, city, phone }: Party): string =>
	[name, city, phone].filter((part) => part !== null && part !== undefined && part !== '').join(', ');

function preamble(document: HandoffDocument, { signature, paper = 'a4' }: TypstOptions): string {
	const [year, month, day] = document.date.split('-').map(Number);
	const status = signature ? 'Signed' : statusText(document, undefined);
	return `#set document(title: ${literal(document.title)}, author: ${literal(document.from.name)}, date: datetime(year: ${year}, month: ${month}, day: ${day}))
#set page(paper: "${paper}", margin: (x: 20mm, top: 24mm, bottom: 22mm),
header: text(size: 8.5pt, grid(columns: (1fr, auto), ${literal(document.patientLine)}, strong(${literal(status)}))),
footer: context text(size: 8.5pt, grid(columns: (1fr, auto), ${literal(`${document.title}, ${formatDate(document.date)}`)}, "Page " + str(counter(page).get().first()) + " of " + str(counter(page).final().first()))))
#set text(font: ("IBM Plex Sans", "Noto Sans", "Noto Sans Hebrew", "Noto Sans Arabic"), size: 10pt, lang: "en", fallback: false, number-type: "lining", number-width: "tabular")
#set par(justify: false, leading: 0.6em, spacing: 0.8em)
#set table(stroke: 0.4pt + luma(150), inset: 5pt)
#set heading(numbering: none)
#show heading.where(level: 1): set text(size: 15pt)
#show heading.where(level: 2): set text(size: 11.5pt)
#show heading.where(level: 3): set text(size: 10pt)
#show heading.where(level: 2): set block(above: 1.4em, below: 0.7em)
#let missing(words) = strong("Missing: " + words)`;
}

/**
 * The document as Typst source: one file, no imports, no reads, people's words only in string literals. The same
 * document, signature and paper give the same source.
 */
export function toTypst(document: HandoffDocument, options: TypstOptions = {}): string {
	const status = statusText(document, options.signature);
	return [
		preamble(document, options),
		`#heading(level: 1, ${literal(document.title)})`,
		`#par(strong(${literal(document.patientLine)}))`,
		`#par(${literal(`Date: ${formatDate(document.date)}`)})`,
		`#par(${literal(`From: ${partyText(document.from)}`)})`,
		`#par(${literal(`To: ${partyText(document.to)}`)})`,
		...document.sections.map(sectionTypst),
		'#line(length: 100%, stroke: 0.4pt)',
		`#par(${literal(status)})`,
		`#par(${literal(document.footer)})`,
		'',
	].join('\n');
}
