import { readFileSync } from 'node:fs';
import type { CaseRecord, FieldValue } from '@consilium/case-model';
import { readBundle } from './read-bundle.ts';
import type { ImportPreview } from './reading.ts';

/** For tests: a text of `src/samples`. */
export const sampleText = (name: string): string =>
	readFileSync(new URL(`../samples/${name}`, import.meta.url), 'utf8');

/** For tests: an import on 12-May-2026 with row ids r1, r2, … */
export function importOf(json: unknown, today = '2026-05-12'): ImportPreview {
	let count = 0;
	return readBundle(json, {
		today,
		newId: () => `r${(count += 1)}`,
		source: { kind: 'fhir', ref: 'file.json' },
	});
}

/** For tests: the plain values of a record. */
export function valuesOf(record: Pick<CaseRecord, 'entries'>): Record<string, FieldValue | string> {
	return Object.fromEntries(
		Object.entries(record.entries).map(([path, entry]) => [
			path,
			entry.is === 'value' ? entry.value : entry.is,
		]),
	);
}

/** For tests: a laboratory Observation; `parts` replace what is there. */
export function labObservation(parts: Record<string, unknown> = {}): Record<string, unknown> {
	return {
		resourceType: 'Observation',
		id: 'one',
		status: 'final',
		code: { coding: [{ system: 'http://loinc.org', code: '777-3', display: 'Platelets' }] },
		subject: { reference: 'Patient/p' },
		effectiveDateTime: '2026-05-01',
		valueQuantity: quantity(62, '10*9/L'),
		...parts,
	};
}

export const quantity = (value: number, code: string, more: Record<string, unknown> = {}) => ({
	value,
	unit: code,
	system: 'http://unitsofmeasure.org',
	code,
	...more,
});

export const bundleOf = (...resources: unknown[]) => ({
	resourceType: 'Bundle',
	type: 'collection',
	entry: resources.map((resource) => ({ resource })),
});

export const onlyWhy = (json: unknown): string => {
	const { taken, refused } = importOf(json);
	if (taken.length > 0) return `taken: ${taken.map((one) => one.label).join('; ')}`;
	return refused.map((one) => one.why).join('; ');
};
