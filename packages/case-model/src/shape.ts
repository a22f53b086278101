import { sections } from './sections.ts';

/** Two 32-bit FNV-1a rounds over the text, as 16 hex digits: enough to tell two shapes apart, no secret. */
function fingerprintOf(text: string): string {
	const round = (seed: number): string => {
		let hash = seed;
		for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
		return hash.toString(16).padStart(8, '0');
	};
	return round(0x811c9dc5) + round(0x01000193);
}

/**
 * Which shape of a case this build reads and writes. A change of the table changes the fingerprint; the version is raised
 * by hand with a line in the history, and a client with another fingerprint may read but not write.
 */
export const caseShape = {
	version: 1,
	fingerprint: fingerprintOf(
		JSON.stringify(
			sections.map((section) => [
				section.id,
				section.shape,
				section.scope,
				section.fields.map((field) => [field.id, field.kind, field.fact ?? null]),
			]),
		),
	),
} as const;

/** What each version of the shape brought. */
export const shapeHistory: readonly { version: number; brought: string }[] = [
	{ version: 1, brought: 'the NET minimum dataset' },
];
