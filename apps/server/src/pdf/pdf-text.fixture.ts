import { inflateSync } from 'node:zlib';

/** For tests: the text that a PDF made by `renderPdf` shows, read back through its fonts' ToUnicode tables. */
export function pdfText(pdf: Buffer): string {
	const objects = objectsOf(pdf);
	const fonts = fontsOf(objects);
	return [...objects.values()]
		.map((object) => object.stream)
		.filter((stream) => stream.includes(' Tf\n') && stream.includes('BT\n'))
		.map((stream) => pageText(stream, fonts))
		.join('\n');
}

interface PdfObject {
	head: string;
	stream: string;
}

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
	const raw = pdf.toString('latin1');
	const found = new Map<string, PdfObject>();
	for (const start of raw.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
		const at = start.index + start[0].length;
		const body = raw.slice(at, raw.indexOf('\nendobj', at));
		const cut = body.indexOf('stream\n');
		const head = cut < 0 ? body : body.slice(0, cut);
		const packed = cut < 0 ? '' : body.slice(cut + 7, body.lastIndexOf('\nendstream'));
		const flate = head.includes('/FlateDecode');
		const stream = flate ? inflateSync(Buffer.from(packed, 'latin1')).toString('latin1') : packed;
		found.set(start[1] ?? '', { head, stream });
	}
	return found;
}

const utf16 = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

function unicodeTable(stream: string): Map<number, string> {
	const table = new Map<number, string>();
	for (const block of stream.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
		for (const [, code = '', text = ''] of (block[1] ?? '').matchAll(/<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>/g))
			table.set(parseInt(code, 16), utf16(text));
	return table;
}

/** Font resource name (as in `/f0 10 Tf`) to its table. */
function fontsOf(objects: Map<string, PdfObject>): Map<string, Map<number, string>> {
	const fonts = new Map<string, Map<number, string>>();
	for (const { head } of objects.values())
		for (const [, name = '', id = ''] of head.matchAll(/\/(f\d+) (\d+) 0 R/g)) {
			const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1];
			const table = unicode && objects.get(unicode);
			if (table) fonts.set(name, unicodeTable(table.stream));
		}
	return fonts;
}

const escaped: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The bytes of the string that begins at `at` (after its opening bracket) and where it ends; brackets nest. */
function readString(stream: string, at: number): { bytes: string; end: number } {
	let [bytes, depth, position] = ['', 1, at];
	for (; position < stream.length; position += 1) {
		const sign = stream[position] ?? '';
		if (sign === '\\') {
			const code = /^([0-7]{1,3}|[\s\S])/.exec(stream.slice(position + 1, position + 4))?.[1] ?? '';
			bytes += /^[0-7]/.test(code)
				? String.fromCharCode(parseInt(code, 8))
				: (escaped[code[0] ?? ''] ?? code[0] ?? '');
			position += /^[0-7]/.test(code) ? code.length : 1;
			continue;
		}
		depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
		if (depth === 0) break;
		bytes += sign;
	}
	return { bytes, end: position + 1 };
}

function shown(bytes: string, table: Map<number, string> | undefined): string {
	let text = '';
	for (let at = 0; at + 1 < bytes.length; at += 2)
		text += table?.get(bytes.charCodeAt(at) * 256 + bytes.charCodeAt(at + 1)) ?? '\uFFFD';
	return text;
}

function pageText(stream: string, fonts: Map<string, Map<number, string>>): string {
	const token = /\/(f\d+) [\d.]+ Tf|\nET|\/Lang \(|\(/g;
	let table: Map<number, string> | undefined;
	let text = '';
	for (let found = token.exec(stream); found; found = token.exec(stream)) {
		if (found[1]) table = fonts.get(found[1]);
		else if (found[0] === '\nET') text += '\n';
		else {
			const { bytes, end } = readString(stream, token.lastIndex);
			token.lastIndex = end;
			if (found[0] === '(') text += shown(bytes, table);
		}
	}
	return text;
}
