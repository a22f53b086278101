import {
	compareWhen,
	dateOfWhen,
	formatDate,
	isWhen,
	parsePath,
	type Entry,
	type FieldPath,
	type FieldValue,
	type When,
} from '@consilium/case-model';
import { canonicalJson } from '@consilium/prrt-rules';
import type { Refused, Taken } from './reading.ts';

/** What was taken so far and what was refused: each step below moves resources from the first to the second. */
export interface Settling {
	taken: Taken[];
	refused: Refused[];
}

export const valueOf = (taken: Taken, path: FieldPath): FieldValue | undefined => {
	const entry = taken.entries[path];
	return entry?.is === 'value' ? entry.value : undefined;
};

/** The row that a resource made in a list section, if it made one. */
export function rowOf(taken: Taken, section: string): string | undefined {
	for (const path of Object.keys(taken.entries)) {
		const parsed = parsePath(path);
		if (parsed?.section === section && parsed.row !== undefined) return parsed.row;
	}
	return undefined;
}

const rowValue = (taken: Taken, section: string, field: string): FieldValue | undefined =>
	valueOf(taken, `${section}/${rowOf(taken, section) ?? ''}/${field}`);

function drop({ taken, refused }: Settling, one: Taken, why: string): void {
	taken.splice(taken.indexOf(one), 1);
	refused.push({ resource: one.resource, label: one.label, why });
}

const note = (taken: Taken, text: string): void => {
	taken.notes = [...(taken.notes ?? []), text];
};

/** Results that repeat one another are taken once; results that differ at one time are both taken and said. */
export function settleLaboratory(settling: Settling): void {
	const seen = new Map<string, Taken>();
	for (const one of [...settling.taken]) {
		const analyte = rowValue(one, 'labs', 'analyte');
		if (analyte === undefined) continue;
		const key = `${canonicalJson(analyte)}@${canonicalJson(rowValue(one, 'labs', 'collected'))}`;
		const earlier = seen.get(key);
		if (earlier === undefined) seen.set(key, one);
		else if (
			canonicalJson(rowValue(earlier, 'labs', 'value')) === canonicalJson(rowValue(one, 'labs', 'value'))
		)
			drop(settling, one, `repeats ${earlier.resource}`);
		else note(one, `Differs from ${earlier.resource} at the same time: both are shown, someone must choose.`);
	}
}

/** One primary site: the same twice is taken once, different ones are refused all. */
export function settlePrimarySite(settling: Settling): void {
	const path = 'diagnosis/primarySite';
	const naming = settling.taken.filter((one) => valueOf(one, path) !== undefined);
	const sites = new Set(naming.map((one) => valueOf(one, path)));
	const [first, ...others] = naming;
	if (first === undefined || others.length === 0) return;
	if (sites.size === 1) for (const one of others) drop(settling, one, `says the same as ${first.resource}`);
	else
		for (const one of naming)
			drop(
				settling,
				one,
				`the file names different primary sites (${[...sites].join(', ')}): enter the right one by hand`,
			);
}

const assessedOn = (taken: Taken): string => String(valueOf(taken, 'performance/ecogAssessedOn') ?? '');

/** The newest performance status; two different ones on that day are refused both. */
export function settlePerformance(settling: Settling): void {
	const path = 'performance/ecog';
	const all = settling.taken.filter((one) => valueOf(one, path) !== undefined);
	const newest = all.map(assessedOn).sort().at(-1) ?? '';
	const current = all.filter((one) => assessedOn(one) === newest);
	for (const one of all)
		if (assessedOn(one) !== newest) drop(settling, one, `is older than the one of ${formatDate(newest)}`);
	const scores = new Set(current.map((one) => valueOf(one, path)));
	const [first] = current;
	for (const one of current)
		if (scores.size > 1) drop(settling, one, 'is one of several different scores on the same day');
		else if (one !== first) drop(settling, one, `says the same as ${first?.resource ?? ''}`);
}

/** Known allergies win over a statement that there are none; the contradiction is said. */
export function settleAllergies(settling: Settling): void {
	const path = 'patient/allergyState';
	const known = settling.taken.find((one) => valueOf(one, path) === 'known');
	if (known === undefined) return;
	for (const one of settling.taken.filter((other) => valueOf(other, path) === 'none'))
		drop(settling, one, `contradicts ${known.resource}, which names an allergy`);
}

/** Cycles are numbered by date; a second one on the same day is refused. */
export function settleCycles(settling: Settling): void {
	const startOf = (one: Taken): When | undefined => {
		const start = rowValue(one, 'cycles', 'infusionStart');
		return isWhen(start) ? start : undefined;
	};
	const cycles = settling.taken
		.flatMap((one) => {
			const start = startOf(one);
			return start === undefined ? [] : [{ one, start }];
		})
		.sort((a, b) => compareWhen(a.start, b.start));
	let n = 0;
	let before: { one: Taken; start: When } | undefined;
	for (const cycle of cycles) {
		if (before && dateOfWhen(before.start) === dateOfWhen(cycle.start)) {
			drop(settling, cycle.one, `is a second infusion on the day of ${before.one.resource}`);
			continue;
		}
		before = cycle;
		n += 1;
		const row = rowOf(cycle.one, 'cycles') ?? '';
		const source = Object.values(cycle.one.entries)[0]?.source ?? { kind: 'fhir' };
		cycle.one.entries[`cycles/${row}/n`] = { is: 'value', value: n, source };
		cycle.one.label = `${cycle.one.label} (cycle ${n})`;
	}
}

/** All entries as one record; lists of the same field are joined, a single field keeps its first value. */
export function joinEntries(taken: readonly Taken[]): Record<FieldPath, Entry> {
	const joined: Record<FieldPath, Entry> = {};
	for (const { entries } of taken)
		for (const [path, entry] of Object.entries(entries)) {
			const before = joined[path];
			if (
				before?.is === 'value' &&
				entry.is === 'value' &&
				Array.isArray(before.value) &&
				Array.isArray(entry.value)
			)
				joined[path] = { ...before, value: [...new Set([...before.value, ...entry.value])] };
			else joined[path] = before ?? entry;
		}
	return joined;
}
