import { rowPath, valueEntry, type CaseRecord } from '@consilium/case-model';
import { expect, test } from 'vitest';
import { evidencePath } from './evidence-path.ts';

const record: CaseRecord = {
	entries: {
		[rowPath('cycles', 'c7', 'n')]: valueEntry(2),
		[rowPath('weights', 'w3', 'measuredOn')]: valueEntry('2025-06-01'),
	},
	prose: {},
};

test('[EVIDENCE-1] a dose is found by its number, a body weight by its day, a result by its own id', () => {
	expect(evidencePath(record, { path: 'doses[].infusionStart', id: '2' })).toMatch(/^cycles\/c7\//);
	expect(evidencePath(record, { path: 'patient.weights[].q', id: '2025-06-01' })).toMatch(/^weights\/w3\//);
	expect(evidencePath(record, { path: 'labs[].q', id: 'plt-1' })).toBe('labs/plt-1/value');
	expect(evidencePath(record, { path: 'patient.birthDate' })).toBe('patient/birthDate');
	expect(evidencePath(record, { path: 'schema', id: 'x' })).toBeNull();
});
