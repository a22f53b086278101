type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing';

const space = /[ \t\n\r]*/y;
const string = /"[ !#-[\]-\uFFFF]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\uFFFF]*)*"/y;
const atom = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;

function endOf(pattern: RegExp, text: string, at: number): number | null {
	pattern.lastIndex = at;
	return pattern.test(text) ? pattern.lastIndex : null;
}

const after = (open: readonly string[]): Expected => (open.length === 0 ? 'nothing' : 'comma-or-end');

/** What may follow a sign of structure, or null when the sign may not stand here. Changes `open`. */
function step(sign: string, expected: Expected, open: string[]): Expected | null {
	const value = expected === 'value' || expected === 'value-or-end';
	if (value && (sign === '{' || sign === '[')) {
		open.push(sign);
		return sign === '{' ? 'key-or-end' : 'value-or-end';
	}
	if (sign === ':' && expected === 'colon') return 'value';
	if (sign === ',' && expected === 'comma-or-end') return open.at(-1) === '{' ? 'key' : 'value';
	const closes = sign === '}' ? '{' : sign === ']' ? '[' : null;
	if (closes === null || open.at(-1) !== closes || !expected.endsWith('or-end')) return null;
	open.pop();
	return after(open);
}

/** Where a text stops being JSON: the index of the first sign that may not stand there; null when it is JSON. */
export function jsonBreak(text: string): number | null {
	const open: string[] = [];
	let expected: Expected = 'value';
	let at = endOf(space, text, 0) ?? 0;
	while (at < text.length) {
		const sign = text.charAt(at);
		const key: boolean = expected === 'key' || expected === 'key-or-end';
		const word: number | null = key || sign === '"' ? endOf(string, text, at) : endOf(atom, text, at);
		const next: Expected | null = word === null ? step(sign, expected, open) : null;
		if (word !== null && !key && !expected.startsWith('value')) return at;
		if (word === null && next === null) return at;
		expected = word === null ? (next ?? expected) : key ? 'colon' : after(open);
		at = word ?? at + 1;
		at = endOf(space, text, at) ?? at;
	}
	return expected === 'nothing' ? null : text.length;
}
