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

function withoutPatient(found: readonly Found[]): Belonging {
	const subjects = new Set(
		found.filter((one) => personal.has(one.type)).flatMap((one) => subjectOf(one)?.reference ?? []),
	);
	const whole =
		subjects.size > 1 ? `holds results of ${subjects.size} patients: a case is about one patient` : null;
	return { whole, whyNot: () => null };
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
