import { caseFacts, readEntry } from '@consilium/case-model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBundleText } from './bundle-text.ts';
import { readBundle } from './read-bundle.ts';
import {
	bundleOf,
	importOf,
	labObservation,
	onlyWhy,
	quantity,
	sampleText,
	valuesOf,
} from './fhir.fixture.ts';

const sample: { entry: { resource: { resourceType: string; id: string } }[] } = JSON.parse(
	sampleText('synthetic-net-patient.json'),
);
const atc = (code: string) => ({ coding: [{ system: 'http://www.whocc.no/atc', code }] });
const snomed = (code: string) => ({ coding: [{ system: 'http://snomed.info/sct', code }] });
const patient = {
	resourceType: 'Patient',
	id: 'p',
	name: [{ family: 'Demo', given: ['Ana'] }],
	birthDate: '1960-01-02',
};
const administration = (parts: Record<string, unknown>) => ({
	resourceType: 'MedicationAdministration',
	id: 'm',
	status: 'completed',
	medicationCodeableConcept: atc('V10XX04'),
	subject: { reference: 'Patient/p' },
	effectiveDateTime: '2026-01-05T10:00:00Z',
	dosage: { dose: quantity(7.4, 'GBq') },
	...parts,
});
const condition = (parts: Record<string, unknown>) => ({
	resourceType: 'Condition',
	id: 'c',
	subject: { reference: 'Patient/p' },
	code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'C7A.012' }] },
	...parts,
});
const icd = (code: string) => ({ code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code }] } });

describe('readBundle', () => {
	test('[FHIR-10] every resource of the sample is taken or refused, exactly once', () => {
		const { taken, refused } = importOf(sample);
		const named = [...taken, ...refused].map((one) => one.resource).sort();
		expect(named).toEqual(
			sample.entry.map(({ resource }) => `${resource.resourceType}/${resource.id}`).sort(),
		);
		expect(
			refused
				.map(({ resource, why }) => `${resource} ${why}`)
				.sort()
				.join('\n'),
		).toMatchSnapshot();
		expect(taken.map(({ resource, label }) => `${resource}: ${label}`).join('\n')).toMatchSnapshot();
	});

	test('[FHIR-11] what the sample gives passes the field table and becomes facts without a problem of form', () => {
		const record = importOf(sample);
		for (const [path, entry] of Object.entries(record.entries)) expect(readEntry(path, entry).ok).toBe(true);
		const { facts } = caseFacts(record, { timeZone: 'America/Chicago' });
		expect(facts.tumor.primarySite).toBe('ileum');
		expect(facts.labs).toHaveLength(13);
		expect(facts.ssa.administrations.map((one) => one.kind)).toEqual([
			'long-acting',
			'long-acting',
			'short-acting',
		]);
	});

	test('[FHIR-12] gender is never the sex of the formula; an extension that states it is', () => {
		const sexOf = (extension: unknown[]) =>
			valuesOf(importOf({ ...patient, gender: 'female', extension }))['patient/sex'];
		expect(sexOf([])).toBeUndefined();
		expect(importOf({ ...patient, gender: 'female' }).taken[0]?.notes?.join(' ')).toContain(
			'never taken from gender',
		);
		const core = 'http://hl7.org/fhir/us/core/StructureDefinition/';
		expect(sexOf([{ url: `${core}us-core-birthsex`, valueCode: 'F' }])).toBe('female');
		expect(sexOf([{ url: `${core}us-core-birthsex`, valueCode: 'UNK' }])).toBeUndefined();
		expect(sexOf([{ url: `${core}us-core-individual-sex`, valueCoding: { code: '248153007' } }])).toBe(
			'male',
		);
		expect(
			sexOf([
				{ url: `${core}us-core-birthsex`, valueCode: 'F' },
				{ url: `${core}us-core-sex`, valueCode: '248153007' },
			]),
		).toBeUndefined();
	});

	test('[FHIR-13] a birth date that is not a day, or lies ahead, stays empty; a social security number stays out', () => {
		const values = (parts: Record<string, unknown>) => valuesOf(importOf({ ...patient, ...parts }));
		expect(values({ birthDate: '1960' })).not.toHaveProperty('patient/birthDate');
		expect(values({ birthDate: '2030-01-01' })).not.toHaveProperty('patient/birthDate');
		const identifier = [{ system: 'http://hl7.org/fhir/sid/us-ssn', value: '123-45-6789' }];
		expect(JSON.stringify(importOf({ ...patient, identifier }))).not.toContain('123-45');
	});

	test('[FHIR-14] a file about several patients is refused whole, a result about another patient on its own', () => {
		const two = importOf(bundleOf(patient, { ...patient, id: 'q' }, labObservation()));
		expect(two.entries).toEqual({});
		expect(two.refused[0]?.why).toBe('holds 2 patients (Patient/p, Patient/q): a case is about one patient');
		expect(two.refused).toHaveLength(4);
		const other = importOf(bundleOf(patient, labObservation({ subject: { reference: 'Patient/q' } })));
		expect(other.refused[0]?.why).toBe('is about another patient than Patient/p');
		const unsaid = importOf(bundleOf(patient, labObservation({ subject: undefined })));
		expect(unsaid.refused[0]?.why).toBe('does not say which patient it is about');
		const bare = importOf(
			bundleOf(labObservation({ id: 'a' }), labObservation({ id: 'b', subject: { reference: 'Patient/q' } })),
		);
		expect(bare.refused[0]?.why).toContain('holds results of 2 patients');
	});

	test('[FHIR-15] references by full address, by urn and by version find their patient', () => {
		for (const [fullUrl, reference] of [
			['https://a.example.org/fhir/Patient/p', 'Patient/p'],
			['https://a.example.org/fhir/Patient/p', 'https://a.example.org/fhir/Patient/p/_history/3'],
			['urn:uuid:7e1c4b9e-0000-4000-8000-000000000001', 'urn:uuid:7e1c4b9e-0000-4000-8000-000000000001'],
		]) {
			const entry = [
				{ fullUrl, resource: patient },
				{ resource: labObservation({ subject: { reference } }) },
			];
			expect(importOf({ resourceType: 'Bundle', type: 'searchset', entry }).taken).toHaveLength(2);
		}
	});

	test('[FHIR-16] doses of lutetium are numbered by date; without activity or with an impossible one they are refused', () => {
		const { entries, refused } = importOf(
			bundleOf(
				patient,
				administration({ id: 'second', effectiveDateTime: '2026-03-02T10:00:00Z' }),
				administration({ id: 'first' }),
				administration({ id: 'again', effectiveDateTime: '2026-03-02T15:00:00Z' }),
				administration({ id: 'none', dosage: {}, effectiveDateTime: '2026-04-27' }),
				administration({
					id: 'huge',
					dosage: { dose: quantity(7400, 'GBq') },
					effectiveDateTime: '2026-04-28',
				}),
				administration({ id: 'stopped', status: 'stopped', effectiveDateTime: '2026-04-29' }),
			),
		);
		const values = valuesOf({ entries });
		expect([values['cycles/r1/n'], values['cycles/r2/n'], values['cycles/r3/n']]).toEqual([2, 1, undefined]);
		expect(refused.map(({ resource, why }) => `${resource.split('/')[1] ?? ''} ${why}`)).toEqual([
			'none has no administered activity',
			'huge 7400 GBq is outside 0.5–15 GBq, the range a person can have',
			'stopped is stopped, not a completed administration',
			'again is a second infusion on the day of MedicationAdministration/second',
		]);
	});

	test('[FHIR-17] an analog is long- or short-acting only where code, route and dose leave no doubt', () => {
		const analog = (code: string, dose: unknown, route: string) =>
			administration({ medicationCodeableConcept: atc(code), dosage: { dose, route: snomed(route) } });
		const kind = (json: unknown) => valuesOf(importOf(json))['ssaAdministrations/r1/kind'];
		expect(kind(analog('H01CB02', quantity(30, 'mg'), '78421000'))).toBe('long-acting');
		expect(kind(analog('H01CB02', quantity(100, 'ug'), '34206005'))).toBe('short-acting');
		expect(kind(analog('H01CB03', quantity(120, 'mg'), '34206005'))).toBe('long-acting');
		expect(kind(analog('H01CB02', quantity(30, 'mg'), '34206005'))).toBeUndefined();
		expect(onlyWhy(analog('H01CB02', quantity(5, 'mg'), '78421000'))).toContain(
			'long-acting or short-acting',
		);
		const named = {
			coding: [
				{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '1', display: 'Sandostatin LAR' },
			],
		};
		expect(onlyWhy(administration({ medicationCodeableConcept: named }))).toContain('by its name only');
	});

	test('[FHIR-18] a medicine is found in a contained resource and in the bundle; an order is nothing given', () => {
		const reference = { medicationCodeableConcept: undefined, medicationReference: { reference: '#lu' } };
		const contained = [{ resourceType: 'Medication', id: 'lu', code: atc('V10XX04') }];
		expect(importOf(administration({ ...reference, contained })).taken).toHaveLength(1);
		const medication = { resourceType: 'Medication', id: 'lu', code: atc('V10XX04') };
		const outside = { ...reference, medicationReference: { reference: 'Medication/lu' } };
		expect(importOf(bundleOf(medication, administration(outside))).taken).toHaveLength(1);
		expect(onlyWhy(administration(outside))).toBe('names a medicine that is not in the file');
		expect(onlyWhy({ resourceType: 'MedicationRequest', id: 'r' })).toBe('is an order, not something given');
	});

	test('[FHIR-19] a primary site is taken from neuroendocrine codes only, and refused when codes disagree', () => {
		const site = (parts: Record<string, unknown>) =>
			valuesOf(importOf(condition(parts)))['diagnosis/primarySite'];
		const url = 'http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-histology-morphology-behavior';
		const morphology = [
			{
				url,
				valueCodeableConcept: {
					coding: [{ system: 'http://terminology.hl7.org/CodeSystem/icd-o-3', code: '8246/3' }],
				},
			},
		];
		expect(site({})).toBe('ileum');
		expect(site({ ...icd('C7A.019'), bodySite: [snomed('34516001')] })).toBe('ileum');
		expect(site({ ...icd('C25.9'), extension: morphology })).toBe('pancreas');
		expect(onlyWhy(condition(icd('C25.9')))).toContain('no code says that it is neuroendocrine');
		expect(onlyWhy(condition(icd('C7A.8')))).toContain('no code names its primary site');
		expect(onlyWhy(condition({ bodySite: [snomed('15776009')] }))).toContain('names several primary sites');
		const status = snomed('x');
		status.coding[0] = {
			system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status',
			code: 'differential',
		};
		expect(onlyWhy(condition({ verificationStatus: status }))).toBe('is not a confirmed diagnosis');
		const torn = importOf(bundleOf(condition({}), condition({ id: 'd', ...icd('C7A.092') })));
		expect(torn.entries).toEqual({});
	});

	test('[FHIR-20] a grade is never derived from a morphology, a conclusion never from a report', () => {
		expect(JSON.stringify(importOf(sample).entries)).not.toMatch(/reportedGrade|differentiation|impression/);
	});

	test('[FHIR-21] known allergies win over a statement of none, which is refused as a contradiction', () => {
		const allergy = (id: string, code: unknown) => ({
			resourceType: 'AllergyIntolerance',
			id,
			code,
			patient: { reference: 'Patient/p' },
		});
		const { entries, refused } = importOf(
			bundleOf(
				patient,
				allergy('none', snomed('716186003')),
				allergy('a', { text: 'Latex' }),
				allergy('b', { text: 'Iodine' }),
			),
		);
		const values = valuesOf({ entries });
		expect([values['patient/allergyState'], values['patient/allergies']]).toEqual([
			'known',
			['Latex', 'Iodine'],
		]);
		expect(refused[0]?.why).toContain('contradicts AllergyIntolerance/a');
	});

	test.each([
		['null', null, 'is not a FHIR resource'],
		['a number', 7, 'is not a FHIR resource'],
		['an object without a type', {}, 'is JSON, but not a FHIR resource: it has no resourceType'],
		['an empty bundle', { resourceType: 'Bundle', entry: [] }, 'is a Bundle without entries'],
		[
			'entries that are no list',
			{ resourceType: 'Bundle', entry: {} },
			'is a Bundle whose entries are not a list',
		],
		['an entry without resource', { resourceType: 'Bundle', entry: [{}] }, 'holds no resource'],
		[
			'a deletion',
			{ resourceType: 'Bundle', entry: [{ request: { method: 'DELETE' } }] },
			'asks to delete something: nothing is deleted by an import',
		],
		[
			'a bundle in a bundle',
			bundleOf({ resourceType: 'Bundle' }),
			'is a bundle inside a bundle: import it on its own',
		],
		[
			'6,000 entries',
			{ resourceType: 'Bundle', entry: Array.from({ length: 6000 }, () => ({})) },
			"holds 6000 entries; at most 5000 are read, and a case is one patient's",
		],
	])('[FHIR-22] %s is refused with a plain reason', (_, json, why) => {
		expect(onlyWhy(json)).toBe(why);
	});

	test('[FHIR-23] never throws and accounts for every entry, whatever the resources hold', () => {
		const types = [
			'Patient',
			'Condition',
			'Observation',
			'MedicationAdministration',
			'Procedure',
			'ImagingStudy',
			'DiagnosticReport',
			'AllergyIntolerance',
			'Medication',
			'X',
		];
		const keys = [
			'id',
			'status',
			'code',
			'subject',
			'valueQuantity',
			'effectiveDateTime',
			'name',
			'birthDate',
			'identifier',
			'extension',
			'dosage',
			'modality',
			'medicationCodeableConcept',
			'contained',
			'imagingStudy',
			'__proto__',
		];
		const resource = fc
			.tuple(
				fc.constantFrom(...types),
				fc.dictionary(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 3 })),
			)
			.map(([resourceType, rest]) => ({ ...rest, resourceType }));
		fc.assert(
			fc.property(fc.array(resource, { maxLength: 8 }), (resources) => {
				const { taken, refused } = importOf(resources);
				const whole = refused.some((one) => one.resource === 'File') ? 1 : 0;
				expect(taken.length + refused.length - whole).toBe(resources.length);
			}),
			{ numRuns: 300 },
		);
	});

	test('[FHIR-24] one changed value in a real bundle never makes it throw, and the rest stays accounted for', () => {
		const place = fc.tuple(fc.nat(sample.entry.length - 1), fc.nat(40), fc.jsonValue({ maxDepth: 2 }));
		fc.assert(
			fc.property(place, ([index, at, value]) => {
				const bundle = structuredClone(sample);
				spoil(bundle.entry[index]?.resource, at, value);
				const { taken, refused } = importOf(bundle);
				expect(taken.length + refused.length).toBeGreaterThanOrEqual(sample.entry.length);
				for (const { entries } of taken)
					for (const [path, entry] of Object.entries(entries)) expect(readEntry(path, entry).ok).toBe(true);
			}),
			{ numRuns: 200 },
		);
	});

	test('[FHIR-25] a bulk file of one resource a line is read like the bundle', () => {
		const preview = readBundleText(sampleText('synthetic-bulk.ndjson'), {
			today: '2026-05-12',
			newId: () => 'r',
			source: { kind: 'fhir' },
		});
		expect(preview.refused).toEqual([]);
		expect(preview.taken).toHaveLength(4);
	});
});

/** Replaces the `at`-th value of a tree, counted in order. */
function spoil(root: unknown, at: number, value: unknown): void {
	let left = at;
	const visit = (node: unknown): boolean => {
		if (typeof node !== 'object' || node === null) return false;
		for (const key of Object.keys(node)) {
			if (left-- === 0) {
				(node as Record<string, unknown>)[key] = value;
				return true;
			}
			if (visit((node as Record<string, unknown>)[key])) return true;
		}
		return false;
	};
	visit(root);
}

describe('whose result it is', () => {
	const about = (id: string, subject: unknown) => labObservation({ id, subject });
	test('[FHIR-30] subjects named by identifier only are told apart', () => {
		const by = (value: string) => ({ identifier: { system: 'urn:mrn', value } });
		expect(importOf(bundleOf(about('a', by('1')), about('b', by('2')))).refused[0]?.why).toContain(
			'2 patients',
		);
		expect(importOf(bundleOf(about('a', by('1')), about('b', by('1')))).taken.length).toBe(1);
	});

	test('[FHIR-31] beside results that name their patient, one that names none is refused', () => {
		const { taken, refused } = importOf(
			bundleOf(about('a', { reference: 'Patient/p' }), about('b', undefined)),
		);
		expect(taken.map((one) => one.resource)).toEqual(['Observation/a']);
		expect(refused[0]?.why).toBe('does not say which patient it is about');
	});

	test('[FHIR-32] contained patients of two results are two patients', () => {
		const contained = [{ resourceType: 'Patient', id: 'p' }];
		const one = (id: string) => ({ ...about(id, { reference: '#p' }), contained });
		expect(importOf(bundleOf(one('a'), one('b'))).taken).toEqual([]);
	});

	test('[FHIR-33] a group or a device is no patient', () => {
		expect(importOf(bundleOf(about('a', { reference: 'Group/g' }))).refused[0]?.why).toBe(
			'is not about a patient',
		);
	});

	test('[FHIR-34] Patient/p of another server is somebody else', () => {
		const at = (server: string, resource: { resourceType: string; id: string }) => ({
			fullUrl: `https://${server}/fhir/${resource.resourceType}/${resource.id}`,
			resource,
		});
		const patient = { resourceType: 'Patient', id: 'p', name: [{ family: 'Demo' }] };
		const read = (reference: string) =>
			importOf({
				resourceType: 'Bundle',
				type: 'collection',
				entry: [
					at('here.example', patient),
					{ fullUrl: 'https://here.example/fhir/Observation/one', resource: about('one', { reference }) },
				],
			}).taken.some((one) => one.resource === 'Observation/one');
		expect(read('Patient/p')).toBe(true);
		expect(read('https://here.example/fhir/Patient/p')).toBe(true);
		expect(read('https://here.example/fhir/Patient/p/_history/2')).toBe(true);
		expect(read('https://elsewhere.example/fhir/Patient/p')).toBe(false);
	});
});

describe('when it was', () => {
	const readAt = (effectiveDateTime: string, timeZone?: string) => {
		const { entries } = readBundle(labObservation({ effectiveDateTime }), {
			newId: () => 'r',
			today: '2026-05-12',
			source: { kind: 'fhir' },
			timeZone,
		});
		return valuesOf({ entries })['labs/r/collected'];
	};
	test('[FHIR-35] a moment in UTC gets the day it had where the case is at home', () => {
		expect(readAt('2026-05-02T02:30:00Z', 'America/Chicago')).toBe('2026-05-01T21:30:00-05:00');
		expect(readAt('2026-05-01T23:30:00+00:00', 'Asia/Tokyo')).toBe('2026-05-02T08:30:00+09:00');
		expect(readAt('2026-05-02T02:30:00Z')).toBe('2026-05-02T02:30:00Z');
	});

	test('[FHIR-36] a moment with an offset, and a day without a time, are kept as written', () => {
		expect(readAt('2026-05-02T02:30:00+02:00', 'America/Chicago')).toBe('2026-05-02T02:30:00+02:00');
		expect(readAt('2026-05-02', 'America/Chicago')).toBe('2026-05-02');
	});
});
