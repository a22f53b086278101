/** Dark enough for white initials (contrast 4.5 and more), far enough apart to tell neighbours by. */
const colors = [
	'#1d4ed8',
	'#b91c1c',
	'#047857',
	'#7e22ce',
	'#b45309',
	'#0e7490',
	'#be185d',
	'#4d7c0f',
	'#4338ca',
	'#a21caf',
	'#0f766e',
	'#9a3412',
] as const;

/** The same person has the same colour everywhere. */
export function colorOf(personId: string): string {
	let hash = 0;
	for (const char of personId) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
	return colors[hash % colors.length] ?? colors[0];
}
