import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toTypst, type HandoffDocument, type TypstOptions } from '@consilium/handoff';
import typst from '@myriaddreamin/typst-ts-node-compiler';
import { coverageOf, shownWithin, type Coverage } from './font-coverage.ts';

const { NodeCompiler } = typst;

/** Where the committed fonts (OFL) lie; the server's bundle sets FONTS_DIR when it moves them. */
const fontsFolder = process.env.FONTS_DIR ?? fileURLToPath(new URL('../../fonts/', import.meta.url));

interface Press {
	compiler: InstanceType<typeof NodeCompiler>;
	coverage: Coverage;
}

let press: Press | undefined;

function openPress(): Press {
	const blobs = readdirSync(fontsFolder)
		.filter((name) => name.endsWith('.ttf'))
		.sort()
		.map((name) => readFileSync(`${fontsFolder}/${name}`));
	const compiler = NodeCompiler.create({ workspace: fontsFolder, fontArgs: [{ fontBlobs: blobs }] });
	return { compiler, coverage: coverageOf(blobs) };
}

function startOfDaySeconds(date: string): number {
	return Date.parse(`${date}T00:00:00Z`) / 1000;
}

/**
 * The document as a tagged PDF/UA-1. The same document, signature and paper give the same bytes: fonts are the
 * committed ones, the only timestamp is the document's date. A character that no committed font can draw is printed
 * as its code point in brackets. Throws only when the compiler itself fails.
 */
export async function renderPdf(document: HandoffDocument, options: TypstOptions = {}): Promise<Uint8Array> {
	press ??= openPress();
	const { compiler, coverage } = press;
	const mainFileContent = shownWithin(coverage, toTypst(document, options));
	const result = compiler.compile({ mainFileContent });
	const made = result.result;
	if (!made)
		throw new Error(`the PDF could not be made: ${JSON.stringify(result.takeError()?.shortDiagnostics)}`);
	const bytes = compiler.pdf(made, {
		pdfStandard: 'ua-1',
		creationTimestamp: startOfDaySeconds(document.date),
	});
	compiler.evictCache(10);
	return new Uint8Array(bytes);
}
