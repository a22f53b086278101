import { jsonBreak } from './json-break.ts';
import { readBundle, type ReadOptions } from './read-bundle.ts';
import type { ImportPreview } from './reading.ts';

/** The largest file that is read, in characters. */
export const maxCharacters = 20_000_000;

type Json = { ok: true; json: unknown } | { ok: false; why: string };

function lineAndColumn(text: string, position: number): string {
	const before = text.slice(0, position);
	const line = before.split('\n').length;
	return `line ${line}, column ${position - before.lastIndexOf('\n')}`;
}

function whereBroken(text: string): string {
	const at = jsonBreak(text);
	if (at === null) return 'in a way the reader cannot place';
	return at >= text.trimEnd().length ? 'at its end: it stops too early' : `at ${lineAndColumn(text, at)}`;
}

function parseOne(text: string): Json {
	try {
		return { ok: true, json: JSON.parse(text) };
	} catch {
		return { ok: false, why: `is not JSON: it breaks ${whereBroken(text)}` };
	}
}

/** A bulk file: one resource on each line. */
function parseLines(lines: readonly { text: string; number: number }[]): Json {
	const resources: unknown[] = [];
	for (const { text, number } of lines) {
		const one = parseOne(text);
		if (!one.ok) return { ok: false, why: `is not NDJSON: line ${number} is not JSON` };
		resources.push(one.json);
	}
	return { ok: true, json: resources };
}

/** JSON, or NDJSON when the first line is a whole resource and more follow. */
export function parseBundleText(text: string): Json {
	if (text.length > maxCharacters)
		return { ok: false, why: `is larger than ${maxCharacters / 1_000_000} million characters` };
	const plain = text.replace(/^\uFEFF/, '');
	if (plain.trim() === '') return { ok: false, why: 'is empty' };
	const lines = plain
		.split(/\r?\n/)
		.map((line, index) => ({ text: line.trim(), number: index + 1 }))
		.filter((line) => line.text !== '');
	const first = lines[0]?.text ?? '';
	const bulk = lines.length > 1 && first.startsWith('{') && first.endsWith('}') && parseOne(first).ok;
	return bulk ? parseLines(lines) : parseOne(plain);
}

/** `readBundle` for the text of a file: JSON or NDJSON; a broken text is refused whole, with the place where it breaks. */
export function readBundleText(text: string, options: ReadOptions): ImportPreview {
	const parsed = parseBundleText(text);
	if (parsed.ok) return readBundle(parsed.json, options);
	const refused = [{ resource: 'File', label: 'The whole file', why: parsed.why }];
	return { taken: [], refused, entries: {}, prose: {} };
}
