import { z } from 'zod';
import { hasCode, systems, wordsOf } from './coding.ts';
import { conceptSchema } from './elements.ts';
import { whyInvalid } from './invalid.ts';
import { entriesOf, refuse, type Reader } from './reading.ts';

const allergySchema = z.object({
	clinicalStatus: conceptSchema.optional(),
	verificationStatus: conceptSchema.optional(),
	code: conceptSchema.optional(),
});

const clinical = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical';
const verification = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification';

/** AllergyIntolerance: the name of an active allergy, or that none is known. Lines of several resources are joined later. */
export const readAllergy: Reader = (found, context) => {
	const parsed = allergySchema.safeParse(found.json);
	if (!parsed.success) return refuse('Allergy', whyInvalid('AllergyIntolerance', parsed.error));
	const { clinicalStatus, verificationStatus, code } = parsed.data;
	const label = wordsOf(code, 'Allergy');
	if (hasCode(verificationStatus, verification, ['entered-in-error', 'refuted']))
		return refuse(label, 'was refuted or entered in error');
	if (hasCode(clinicalStatus, clinical, ['inactive', 'resolved']))
		return refuse(label, 'is not an active allergy');
	const source = context.source(found.ref);
	if (hasCode(code, systems.snomed, ['716186003']))
		return { is: 'taken', label, entries: entriesOf({ 'patient/allergyState': 'none' }, source) };
	if (code === undefined) return refuse(label, 'names no substance');
	return {
		is: 'taken',
		label: `Allergy: ${label}`,
		entries: entriesOf({ 'patient/allergyState': 'known', 'patient/allergies': [label] }, source),
	};
};
