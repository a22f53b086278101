import { formatDate, isPlainDate, type Entry, type FieldPath } from '@consilium/case-model';
import { z } from 'zod';
import { cleanText } from '../document/clean.ts';
import { codesIn, systems } from './coding.ts';
import { extensionSchema, identifierSchema, type Extension } from './elements.ts';
import { entriesOf, type Reader } from './reading.ts';
import { whyInvalid } from './invalid.ts';

const nameSchema = z.object({
	use: z.string().optional(),
	text: z.string().optional(),
	family: z.string().optional(),
	given: z.array(z.string()).optional(),
	prefix: z.array(z.string()).optional(),
});
const patientSchema = z.object({
	name: z.array(nameSchema).optional(),
	gender: z.string().optional(),
	birthDate: z.string().optional(),
	identifier: z.array(identifierSchema).optional(),
	extension: z.array(extensionSchema).optional(),
	active: z.boolean().optional(),
	deceasedBoolean: z.boolean().optional(),
	deceasedDateTime: z.string().optional(),
});
type Patient = z.infer<typeof patientSchema>;
type Name = z.infer<typeof nameSchema>;

function chosenName(names: readonly Name[]): Name | undefined {
	const current = names.filter((name) => name.use !== 'old' && name.use !== 'nickname');
	return (
		current.find((name) => name.use === 'official') ??
		current.find((name) => name.use === 'usual') ??
		current[0]
	);
}

const words = (parts: readonly string[] | undefined): string | undefined =>
	parts === undefined ? undefined : cleanText(parts.join(' '), 200);

const sexParameter = 'http://hl7.org/fhir/StructureDefinition/patient-sexParameterForClinicalUse';
const birthSex = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex';
const coreSex = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-sex';
const individualSex = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-individual-sex';
const sexCodes: Record<string, 'female' | 'male'> = {
	'female-typical': 'female',
	'male-typical': 'male',
	F: 'female',
	M: 'male',
	'248152002': 'female',
	'248153007': 'male',
};

function sexCode(extension: Extension): string | undefined {
	if ([birthSex, coreSex, individualSex].includes(extension.url))
		return extension.valueCode ?? extension.valueCoding?.code;
	if (extension.url !== sexParameter) return undefined;
	const value = extension.extension?.find((inner) => inner.url === 'value')?.valueCodeableConcept;
	return value?.coding?.[0]?.code;
}

/** The formula's parameter, only from an extension that says it; never from gender. */
function readSex(extensions: readonly Extension[]): { sex?: 'female' | 'male'; note?: string } {
	const order = [sexParameter, birthSex, coreSex, individualSex];
	const codes = order.flatMap((url) =>
		extensions.filter((one) => one.url === url).flatMap((one) => sexCode(one) ?? []),
	);
	const sexes = new Set(codes.map((code) => sexCodes[code]));
	const [sex] = sexes;
	if (sexes.size === 1 && sex !== undefined) return { sex };
	const why =
		codes.length === 0 ? 'the file does not state it' : 'what the file states is not one of female and male';
	return {
		note: `Sex for the creatinine clearance formula left empty: ${why}; it is never taken from gender.`,
	};
}

type Identifier = z.infer<typeof identifierSchema>;
const isSocialSecurity = (one: Identifier): boolean =>
	one.system === 'http://hl7.org/fhir/sid/us-ssn' || codesIn(one.type, systems.identifierType).includes('SS');
const isRecordNumber = (one: Identifier): boolean => codesIn(one.type, systems.identifierType).includes('MR');

function readIdentifiers(all: readonly Identifier[]): { mrn?: string; other?: string; notes: string[] } {
	const usable = all.filter((one) => one.value !== undefined && one.use !== 'old' && !isSocialSecurity(one));
	const mrn = usable.find(isRecordNumber);
	const other = usable.find((one) => one !== mrn);
	const notes = all.some(isSocialSecurity) ? ['A social security number in the file was left out.'] : [];
	const more = usable.filter((one) => one !== mrn && one !== other).length;
	if (more > 0)
		notes.push(`${more} further identifier${more === 1 ? '' : 's'} left out: the board holds two.`);
	return {
		...(mrn?.value === undefined ? {} : { mrn: cleanText(mrn.value, 100) }),
		...(other?.value === undefined ? {} : { other: cleanText(other.value, 100) }),
		notes,
	};
}

function birthNote(birthDate: string | undefined, today: string): string[] {
	if (birthDate === undefined) return ['The birth date is not in the file.'];
	if (birthDate > today) return ['The birth date lies in the future: left empty.'];
	const full: boolean = isPlainDate(birthDate);
	return full ? [] : [`The birth date “${birthDate.slice(0, 20)}” is not a full date: left empty.`];
}

function genderEntries(patient: Patient, source: Entry['source']): Record<FieldPath, Entry> {
	if (patient.gender === 'unknown') return { 'patient/gender': { is: 'unknown', source } };
	const known = ['female', 'male', 'other'].includes(patient.gender ?? '');
	return entriesOf({ 'patient/gender': known ? patient.gender : undefined }, source);
}

function notesOf(patient: Patient, today: string): string[] {
	const notes = birthNote(patient.birthDate, today);
	if (patient.active === false) notes.push('The file marks this patient record as no longer in use.');
	if (patient.deceasedBoolean === true || patient.deceasedDateTime !== undefined)
		notes.push('The file says that the patient has died: the board has no field for it.');
	return notes;
}

/** Patient: names, birth date, gender, identifiers; sex for the formula only from an extension that states it. */
export const readPatient: Reader = (found, context) => {
	const parsed = patientSchema.safeParse(found.json);
	if (!parsed.success) return { is: 'refused', label: 'Patient', why: whyInvalid('Patient', parsed.error) };
	const patient = parsed.data;
	const name = chosenName(patient.name ?? []);
	const nickname = patient.name?.find((one) => one.use === 'nickname');
	const { sex, note } = readSex(patient.extension ?? []);
	const { mrn, other, notes } = readIdentifiers(patient.identifier ?? []);
	const source = context.source(found.ref);
	const born = patient.birthDate;
	const birthDate = isPlainDate(born) && born <= context.today ? born : undefined;
	const family = name?.family === undefined ? undefined : cleanText(name.family, 200);
	const entries = entriesOf(
		{
			'patient/familyName': family,
			'patient/givenName': words(name?.given),
			'patient/title': words(name?.prefix),
			'patient/preferredName': words(nickname?.given),
			'patient/birthDate': birthDate,
			'patient/sex': sex,
			'patient/mrn': mrn,
			'patient/otherIdentifier': other,
		},
		source,
	);
	const shown = [family?.toUpperCase(), words(name?.given)].filter(
		(part) => part !== undefined && part !== '',
	);
	if (name !== undefined && family === undefined)
		notes.push('The name has no family name of its own: enter it by hand.');
	return {
		is: 'taken',
		label: `${shown.join(', ') || 'Patient without a name'}${birthDate ? `, born ${formatDate(birthDate)}` : ''}`,
		entries: { ...entries, ...genderEntries(patient, source) },
		notes: [...notesOf(patient, context.today), ...(note === undefined ? [] : [note]), ...notes],
	};
};
