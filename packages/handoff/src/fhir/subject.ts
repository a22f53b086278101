import { z } from 'zod';
import { referenceSchema, type Reference } from './elements.ts';
import type { Found, ReadContext, Refused } from './reading.ts';

const aboutSchema = z.object({ subject: referenceSchema.optional(), patient: referenceSchema.optional() });

/** Whom a resource is about, as it says; undefined when it says nothing. */
function subjectOf(found: Found): Reference | undefined {
	const parsed = aboutSchema.safeParse(found.json);
	return parsed.success ? (parsed.data.subject ?? parsed.data.patient) : undefined;
}

/** Kinds of resource that must be the patient's own before anything is read from them. */
const personal = new Set([
	'Condition',
	'Observation',
	'MedicationAdministration',
	'Procedure',
	'ImagingStudy',
	'DiagnosticReport',
	'AllergyIntolerance',
]);

export interface Belonging {
	/** Why the whole file is refused, if it is. */
	whole: string | null;
	/** Why one resource is refused, or null. */
	whyNot(found: Found): string | null;
}

/** What a resource calls its subject, so that two can be told apart; a contained one is its own. */
function nameOf({ reference, identifier }: Reference, found: Found): string | null {
	if (reference !== undefined) return reference.startsWith('#') ? `${found.ref} ${reference}` : reference;
	return identifier?.value === undefined ? null : `${identifier.system ?? ''}|${identifier.value}`;
}

/** True for a subject that is not a person: a group, a device, a place. */
function isNoPatient({ reference, type }: Reference): boolean {
	const named = /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9.-]{1,64}(?:\/_history\/[^/]+)?$/.exec(
		reference ?? '',
	)?.[1];
	return [named, type].some((kind) => kind !== undefined && kind !== 'Patient');
}

function withPatient(patient: Found, resolve: ReadContext['resolve']): Belonging {
	return {
		whole: null,
		whyNot(found) {
			if (!personal.has(found.type)) return null;
			const subject = subjectOf(found);
			if (subject?.reference === undefined) return 'does not say which patient it is about';
			return resolve(subject, found) === patient ? null : `is about another patient than ${patient.ref}`;
		},
	};
}

/** Without a Patient resource all must name one and the same subject, or none does. */
function withoutPatient(found: readonly Found[]): Belonging {
	const about = found.filter((one) => personal.has(one.type));
	const names = new Set(about.flatMap((one) => nameOf(subjectOf(one) ?? {}, one) ?? []));
	const whole =
		names.size > 1 ? `holds results of ${names.size} patients: a case is about one patient` : null;
	return {
		whole,
		whyNot(one) {
			if (!personal.has(one.type)) return null;
			const subject = subjectOf(one);
			if (subject && isNoPatient(subject)) return 'is not about a patient';
			const unsaid = subject === undefined || nameOf(subject, one) === null;
			return unsaid && names.size > 0 ? 'does not say which patient it is about' : null;
		},
	};
}

/** A case is one patient's: files about several are refused whole, resources about another patient one by one. */
export function belonging(found: readonly Found[], resolve: ReadContext['resolve']): Belonging {
	const patients = found.filter((one) => one.type === 'Patient');
	const [patient, ...others] = patients;
	if (patient === undefined) return withoutPatient(found);
	if (others.length === 0) return withPatient(patient, resolve);
	return {
		whole: `holds ${patients.length} patients (${patients
			.slice(0, 5)
			.map((one) => one.ref)
			.join(', ')}): a case is about one patient`,
		whyNot: () => null,
	};
}

/** Every resource refused for one reason. */
export const refuseAll = (found: readonly Found[], why: string): Refused[] =>
	found.map((one) => ({ resource: one.ref, label: one.type, why }));
