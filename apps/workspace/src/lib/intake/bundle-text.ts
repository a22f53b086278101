/** The largest text that is read as a bundle, in characters. */
export const bundleLimit = 20_000_000;

export type BundleText = { ok: true; json: unknown } | { ok: false; why: string };

const lineOf = (text: string, position: number): string => {
	const before = text.slice(0, position).split('\n');
	return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
};

function place(text: string, error: unknown): string {
	const found = /position (\d+)/.exec(error instanceof Error ? error.message : '');
	return found ? ` (${lineOf(text, Number(found[1]))})` : '';
}

function ndjson(text: string): BundleText | null {
	const lines = text.split('\n').filter((line) => line.trim() !== '');
	if (lines.length < 2) return null;
	try {
		const resources = lines.map((line): unknown => JSON.parse(line));
		return {
			ok: true,
			json: {
				resourceType: 'Bundle',
				type: 'collection',
				entry: resources.map((resource) => ({ resource })),
			},
		};
	} catch {
		return null;
	}
}

/** Reads pasted or dropped text as JSON, or as one resource per line; says in plain words where it breaks. */
export function readBundleText(text: string): BundleText {
	const body = text.replace(/^\uFEFF/, '').trim();
	if (body === '') return { ok: false, why: 'There is nothing in it.' };
	if (body.length > bundleLimit) return { ok: false, why: 'It is larger than 20 MB, the most that is read.' };
	try {
		return { ok: true, json: JSON.parse(body) };
	} catch (error) {
		const lines = ndjson(body);
		if (lines !== null) return lines;
		if (body.startsWith('<')) return { ok: false, why: 'It looks like XML; only FHIR as JSON is read.' };
		return { ok: false, why: `It is not JSON that can be read${place(body, error)}.` };
	}
}
