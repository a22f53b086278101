import { cleanText } from '../document/clean.ts';
import type { Coding, Concept } from './elements.ts';

/** The code systems that we read by code. */
export const systems = {
	loinc: 'http://loinc.org',
	snomed: 'http://snomed.info/sct',
	ucum: 'http://unitsofmeasure.org',
	rxnorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
	atc: 'http://www.whocc.no/atc',
	ndc: 'http://hl7.org/fhir/sid/ndc',
	icd10cm: 'http://hl7.org/fhir/sid/icd-10-cm',
	icd10: 'http://hl7.org/fhir/sid/icd-10',
	dicom: 'http://dicom.nema.org/resources/ontology/DCM',
	identifierType: 'http://terminology.hl7.org/CodeSystem/v2-0203',
} as const;

/** Morphology and topography of ICD-O-3 go by several names in the field. */
export const icdOSystems: readonly string[] = [
	'http://terminology.hl7.org/CodeSystem/icd-o-3',
	'http://hl7.org/fhir/sid/icd-o-3',
	'urn:oid:2.16.840.1.113883.6.43.1',
];

export const icd10Systems: readonly string[] = [
	systems.icd10cm,
	systems.icd10,
	'http://fhir.de/CodeSystem/bfarm/icd-10-gm',
	'http://hl7.org/fhir/sid/icd-10-gm',
];

/** The codes that a concept has in one of some systems. */
export function codesIn(concept: Concept | undefined, system: string | readonly string[]): string[] {
	const wanted = typeof system === 'string' ? [system] : system;
	return (concept?.coding ?? []).flatMap((coding) =>
		coding.code !== undefined && coding.system !== undefined && wanted.includes(coding.system)
			? [coding.code]
			: [],
	);
}

/** True when a concept has one of the codes in a system. */
export function hasCode(concept: Concept | undefined, system: string, codes: readonly string[]): boolean {
	return codesIn(concept, system).some((code) => codes.includes(code));
}

const shown = (coding: Coding): string => coding.display ?? coding.code ?? '';

/** A concept in the words of its sender, for a label; never read for its meaning. */
export function wordsOf(concept: Concept | undefined, otherwise = 'without a name'): string {
	const words = concept?.text ?? concept?.coding?.map(shown).find((text) => text !== '');
	return words === undefined || words === '' ? otherwise : cleanText(words, 160);
}
