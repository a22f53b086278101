/** Names already quoted: the same few keys come back in every object. Emptied when full. */
const quoted = new Map<string, string>();
const quotedAtMost = 1024;

function quotedKey(key: string): string {
	const known = quoted.get(key);
	if (known !== undefined) return known;
	if (quoted.size >= quotedAtMost) quoted.clear();
	const fresh = `${JSON.stringify(key)}:`;
	quoted.set(key, fresh);
	return fresh;
}

function listText(items: readonly unknown[]): string {
	let text = '';
	for (const item of items) text += `${text === '' ? '' : ','}${canonicalJson(item ?? null)}`;
	return `[${text}]`;
}

/** JSON with object keys in code-unit order and no spaces: equal content gives equal bytes. Undefined is left out. */
export function canonicalJson(value: unknown): string {
	if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
	if (Array.isArray(value)) return listText(value);
	const content: Readonly<Record<string, unknown>> = { ...value };
	let text = '';
	for (const key of Object.keys(content).sort()) {
		const item = content[key];
		if (item !== undefined) text += `${text === '' ? '' : ','}${quotedKey(key)}${canonicalJson(item)}`;
	}
	return `{${text}}`;
}
