import { entriesFromFacts, readFacts, type Entry, type FieldPath } from '@consilium/case-model';

/** What one set of facts puts on a board. */
export interface FactsCase {
	ok: true;
	label: string;
	entries: Record<FieldPath, Entry>;
	prose: Record<FieldPath, string>;
}

export type FactsFileReading = FactsCase | { ok: false; label: string; why: string[] };

interface Line {
	id?: unknown;
	title?: unknown;
	asOf?: unknown;
	facts?: unknown;
}

const told = 8;

function reasons(issues: readonly { path: string; message: string }[]): string[] {
	const words = issues.map(({ path, message }) => `${path}: ${message}`);
	return words.length <= told ? words : [...words.slice(0, told), `and ${words.length - told} more`];
}

const isLine = (value: unknown): value is Line => typeof value === 'object' && value !== null;

function readOne(
	json: unknown,
	label: string,
	{ asOf, fileName }: { asOf: string; fileName: string },
): FactsFileReading {
	const line: Line = isLine(json) ? json : {};
	const wrapped = line.facts !== undefined;
	const name = typeof line.id === 'string' ? line.id : label;
	const title = typeof line.title === 'string' ? line.title : '';
	const day = typeof line.asOf === 'string' ? line.asOf : asOf;
	const read = readFacts(wrapped ? line.facts : json, day);
	if (!read.ok) return { ok: false, label: name, why: reasons(read.issues) };
	const source = { kind: 'facts', ref: `${fileName} ${name}`.slice(0, 500) } as const;
	const prose: Record<FieldPath, string> = {};
	if (title !== '') prose['question/asked'] = title;
	return { ok: true, label: name, entries: entriesFromFacts(read.facts, { source }), prose };
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Facts of the rules package from a file: one JSON object, or one per line; each line may be `{ id, asOf, facts }`. */
export function readFactsText(text: string, given: { asOf: string; fileName: string }): FactsFileReading[] {
	const whole = parse(text);
	if (whole !== undefined) return [readOne(whole, 'the file', given)];
	return text
		.split(/\r?\n/)
		.map((line, index) => ({ line: line.trim(), label: `line ${index + 1}` }))
		.filter(({ line }) => line !== '')
		.map(({ line, label }) => {
			const json = parse(line);
			return json === undefined ? { ok: false, label, why: ['is not JSON'] } : readOne(json, label, given);
		});
}
