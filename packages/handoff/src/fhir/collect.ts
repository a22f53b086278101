import { z } from 'zod';
import { cleanText } from '../document/clean.ts';
import type { Reference } from './elements.ts';
import type { Found, Refused } from './reading.ts';

/** More entries than this are refused whole: such a file is a population, not a patient. */
export const maxEntries = 5_000;

export interface Collection {
	found: Found[];
	refused: Refused[];
}

const entrySchema = z.object({
	fullUrl: z.string().optional(),
	resource: z.record(z.string(), z.unknown()).optional(),
	request: z.object({ method: z.string().optional() }).optional(),
});
const bundleSchema = z.object({ entry: z.array(z.unknown()).optional() });

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** What people call a resource: `Observation/abc`, or its place in the file when it has no id. */
function nameOf(json: Record<string, unknown>, place: number): string {
	const type = cleanText(textOf(json.resourceType) ?? 'Resource', 60);
	const id = textOf(json.id);
	return id === undefined || id === '' ? `${type} no. ${place}` : `${type}/${cleanText(id, 80)}`;
}

/** `Type/id` at the end of a reference or address, without a version. */
function tail(reference: string): string | null {
	return /([A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64})(?:\/_history\/[^/]+)?$/.exec(reference)?.[1] ?? null;
}

function foundOf(json: Record<string, unknown>, place: number, fullUrl?: string): Found {
	const type = textOf(json.resourceType) ?? '';
	const id = textOf(json.id);
	const keys = [fullUrl, id === undefined ? undefined : `${type}/${id}`, fullUrl && tail(fullUrl)];
	return { ref: nameOf(json, place), type, json, keys: keys.filter((key) => typeof key === 'string') };
}

const fileRefusal = (why: string): Collection => ({
	found: [],
	refused: [{ resource: 'File', label: 'The whole file', why }],
});

function collectEntry(raw: unknown, place: number): Found | Refused {
	const refusal = (why: string): Refused => ({ resource: `Entry no. ${place}`, label: 'Entry', why });
	const parsed = entrySchema.safeParse(raw);
	if (!parsed.success) return refusal('is not a bundle entry');
	const { resource, fullUrl, request } = parsed.data;
	if (request?.method === 'DELETE')
		return refusal('asks to delete something: nothing is deleted by an import');
	if (resource === undefined) return refusal('holds no resource');
	if (typeof resource.resourceType !== 'string') return refusal('holds something without a resource type');
	const found = foundOf(resource, place, fullUrl);
	return found.type === 'Bundle'
		? { resource: found.ref, label: 'Bundle', why: 'is a bundle inside a bundle: import it on its own' }
		: found;
}

function collectAll(raws: readonly unknown[], wrap: (raw: unknown) => unknown): Collection {
	if (raws.length > maxEntries)
		return fileRefusal(
			`holds ${raws.length} entries; at most ${maxEntries} are read, and a case is one patient's`,
		);
	const collection: Collection = { found: [], refused: [] };
	const seen = new Map<string, string>();
	raws.forEach((raw, index) => {
		const one = collectEntry(wrap(raw), index + 1);
		if ('why' in one) return void collection.refused.push(one);
		const key = one.keys[0];
		if (key !== undefined && seen.has(key))
			return void collection.refused.push({
				resource: one.ref,
				label: one.type,
				why: 'stands twice in the file: the first one was read',
			});
		if (key !== undefined) seen.set(key, one.ref);
		collection.found.push(one);
	});
	return collection;
}

/** Every resource of a bundle, of a list of resources, or a single resource; what is none of these is refused. */
export function collect(json: unknown): Collection {
	if (Array.isArray(json)) return collectAll(json, (resource) => ({ resource }));
	if (!isObject(json)) return fileRefusal('is not a FHIR resource');
	if (typeof json.resourceType !== 'string')
		return fileRefusal('is JSON, but not a FHIR resource: it has no resourceType');
	if (json.resourceType !== 'Bundle') return collectAll([json], (resource) => ({ resource }));
	const bundle = bundleSchema.safeParse(json);
	if (!bundle.success) return fileRefusal('is a Bundle whose entries are not a list');
	const entries = bundle.data.entry ?? [];
	return entries.length === 0
		? fileRefusal('is a Bundle without entries')
		: collectAll(entries, (entry) => entry);
}

/** Finds resources of one collection by what references call them; `#id` is looked up in `within`. */
export function resolverOf(
	found: readonly Found[],
): (reference: Reference | undefined, within?: Found) => Found | null {
	const byKey = new Map(found.flatMap((one) => one.keys.map((key): [string, Found] => [key, one])));
	return (reference, within) => {
		const text = reference?.reference;
		if (text === undefined) return null;
		if (text.startsWith('#')) return containedIn(within, text.slice(1));
		const exact = byKey.get(text) ?? byKey.get(text.replace(/\/_history\/[^/]+$/, ''));
		if (exact) return exact;
		const named = byKey.get(tail(text) ?? '') ?? null;
		return named !== null && isElsewhere(text, named) ? null : named;
	};
}

/** An address on another server than the resource's own: `Patient/1` there is somebody else. */
function isElsewhere(reference: string, { keys }: Found): boolean {
	const isAddress = (text: string): boolean => /^https?:/i.test(text);
	return isAddress(reference) && keys.some(isAddress);
}

function containedIn(within: Found | undefined, id: string): Found | null {
	const contained = within?.json.contained;
	const json = Array.isArray(contained) ? contained.find((one) => isObject(one) && one.id === id) : undefined;
	return isObject(json) ? foundOf(json, 1) : null;
}
