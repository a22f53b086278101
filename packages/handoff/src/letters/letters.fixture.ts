import {
	caseFacts,
	valueEntry,
	type CaseRecord,
	type FieldPath,
	type FieldValue,
} from '@consilium/case-model';
import { evaluate } from '@consilium/prrt-rules';
import type { LetterInput } from './judged.ts';

const timeZone = 'America/Chicago';

/** For tests: a record from plain values; `undefined` takes one out of a base. */
export function recordOf(
	values: Record<FieldPath, FieldValue | undefined>,
	prose: Record<FieldPath, string> = {},
): CaseRecord {
	const filled = Object.entries(values).flatMap(([path, value]) =>
		value === undefined ? [] : [[path, value] as const],
	);
	return { entries: Object.fromEntries(filled.map(([path, value]) => [path, valueEntry(value)])), prose };
}

const gbq = (value: number) => ({ value, unit: 'GBq' as const });
const cycle = (n: number, start: string, activity: number): Record<FieldPath, FieldValue> => ({
	[`cycles/c${n}/n`]: n,
	[`cycles/c${n}/infusionStart`]: start,
	[`cycles/c${n}/activity`]: gbq(activity),
});
const lab = (
	id: string,
	analyte: string,
	collected: string,
	value: FieldValue,
): Record<FieldPath, FieldValue> => ({
	[`labs/${id}/analyte`]: analyte,
	[`labs/${id}/value`]: value,
	[`labs/${id}/collected`]: collected,
	[`labs/${id}/status`]: 'final',
});

/** For tests: a synthetic patient after four infusions, ready to go home. */
export const homeward: Record<FieldPath, FieldValue> = {
	'patient/familyName': 'Demo-Rossi',
	'patient/givenName': 'Maria',
	'patient/title': 'Ms',
	'patient/birthDate': '1961-03-14',
	'patient/gender': 'female',
	'patient/sex': 'female',
	'patient/mrn': 'DEMO 0001',
	'diagnosis/primarySite': 'ileum',
	'diagnosis/extent': 'metastatic',
	'pathology/p1/date': '2025-06-01',
	'pathology/p1/differentiation': 'well',
	'pathology/p1/ki67': { value: 6, unit: '%' },
	'pathology/p1/mitoses': { value: 3, unit: '/(2.mm2)' },
	...cycle(1, '2025-10-06T10:00:00-05:00', 7.4),
	...cycle(2, '2025-12-01T10:00:00-06:00', 7.4),
	...cycle(3, '2026-02-02T10:00:00-06:00', 3.7),
	...cycle(4, '2026-03-30T10:00:00-05:00', 7.4),
	'plan/courseStatus': 'completed',
	'plan/plannedDoses': 4,
	...lab('plt0', 'platelets', '2025-10-02', { value: 231, unit: '10*9/L' }),
	...lab('plt1', 'platelets', '2026-01-12', { value: 62, unit: '10*9/L' }),
	...lab('plt2', 'platelets', '2026-03-27', { value: 104, unit: '10*9/L' }),
	...lab('hb1', 'hemoglobin', '2026-03-27', { value: 10.4, unit: 'g/dL' }),
	...lab('anc1', 'neutrophils', '2026-03-27', { value: 2.1, unit: '10*9/L' }),
	'adverseEvents/ae1/term': 'Nausea',
	'adverseEvents/ae1/grade': '1',
	'adverseEvents/ae1/observedAt': '2025-12-02',
	'adverseEvents/ae2/term': 'Nausea',
	'adverseEvents/ae2/grade': '2',
	'adverseEvents/ae2/observedAt': '2026-02-03',
	'imaging/ct1/modality': 'CT',
	'imaging/ct1/date': '2026-01-20',
	'imaging/ct1/impression': 'stable',
	'imaging/ct2/modality': 'CT',
	'imaging/ct2/date': '2026-04-14',
	'imaging/ct2/impression': 'progression',
	'ssaAdministrations/lar4/kind': 'long-acting',
	'ssaAdministrations/lar4/agent': 'octreotide LAR',
	'ssaAdministrations/lar4/dose': { value: 30, unit: 'mg' },
	'ssaAdministrations/lar4/route': 'IM',
	'ssaAdministrations/lar4/at': '2026-03-30T20:00:00-05:00',
	'responsibilities/careCoordinator': 'Sam Demo-Okafor',
	'responsibilities/ssaResponsible': 'primary-oncologist',
	'responsibilities/resultsTransferRoute': 'shared-board',
};

/** For tests: everything a referral-back is made from, judged by the real rules. */
export function letterInput(
	values: Record<FieldPath, FieldValue | undefined> = homeward,
	today = '2026-04-20',
): LetterInput {
	const record = recordOf(values);
	const { facts } = caseFacts(record, { timeZone });
	return {
		record,
		facts,
		evaluation: evaluate(facts, { asOf: today }),
		centers: {
			from: { name: 'Northgate NET Center', city: 'Northgate', phone: '+1 555 0100' },
			to: { name: 'Riverside Oncology', city: 'Riverside', phone: '+1 555 0199' },
		},
		today,
		overrides: [],
	};
}
