import {
	dateOfWhen,
	formatQuantity,
	formatWhen,
	measurables,
	type Measurable,
	type When,
} from '@consilium/case-model';
import { z } from 'zod';
import { codesIn, systems, wordsOf } from './coding.ts';
import { conceptSchema, periodSchema, quantitySchema, referenceSchema, type Concept } from './elements.ts';
import { whyInvalid } from './invalid.ts';
import { analogOf, isLutetiumDotatate, longOrShort, routeOf, soundsRelevant } from './medicines.ts';
import { entriesOf, refuse, type Found, type ReadContext, type Reader, type Reading } from './reading.ts';
import { readDateTime, type TimeReading } from './time.ts';
import { readQuantity, type QuantityReading } from './unit.ts';

const administrationSchema = z.object({
	status: z.string(),
	medicationCodeableConcept: conceptSchema.optional(),
	medicationReference: referenceSchema.optional(),
	effectiveDateTime: z.string().optional(),
	effectivePeriod: periodSchema.optional(),
	dosage: z.object({ route: conceptSchema.optional(), dose: quantitySchema.optional() }).optional(),
});
type Administration = z.infer<typeof administrationSchema>;

interface Given {
	found: Found;
	administration: Administration;
	medicine: Concept;
	label: string;
}

const medicationSchema = z.object({ code: conceptSchema.optional() });

function medicineOf(administration: Administration, found: Found, context: ReadContext): Concept | undefined {
	if (administration.medicationCodeableConcept) return administration.medicationCodeableConcept;
	const named = context.resolve(administration.medicationReference, found);
	const parsed = named?.type === 'Medication' ? medicationSchema.safeParse(named.json) : undefined;
	return parsed?.success ? parsed.data.code : undefined;
}

function begun(administration: Administration, context: ReadContext): TimeReading {
	const text = administration.effectiveDateTime ?? administration.effectivePeriod?.start;
	return readDateTime(text, context);
}

function doseOf(administration: Administration, what: Measurable): QuantityReading {
	const dose = administration.dosage?.dose;
	return dose === undefined
		? { ok: false, why: `has no ${what.label.toLowerCase()}` }
		: readQuantity(dose, what);
}

/** The key of cycles before they are numbered: numbers come from the order of dates over the whole file. */
export const unnumberedCycle = 'n';

function endOf(administration: Administration, start: When, context: ReadContext): When | undefined {
	const end = administration.effectivePeriod?.end;
	const reading = end === undefined ? undefined : readDateTime(end, context);
	return reading?.ok && dateOfWhen(reading.when) >= dateOfWhen(start) ? reading.when : undefined;
}

function readCycle({ found, administration, label }: Given, context: ReadContext): Reading {
	const time = begun(administration, context);
	if (!time.ok) return refuse(label, time.why);
	const activity = doseOf(administration, measurables.activity);
	if (!activity.ok) return refuse(label, activity.why);
	const row = `cycles/${context.newId()}`;
	return {
		is: 'taken',
		label: `PRRT cycle, ${formatQuantity(activity.quantity)}, ${formatWhen(time.when)}`,
		entries: entriesOf(
			{
				[`${row}/infusionStart`]: time.when,
				[`${row}/infusionEnd`]: endOf(administration, time.when, context),
				[`${row}/activity`]: activity.quantity,
			},
			context.source(found.ref),
		),
		notes: ['Cycles are numbered in the order of their dates: check that none is missing from the file.'],
	};
}

function readAnalog(agent: 'octreotide' | 'lanreotide', given: Given, context: ReadContext): Reading {
	const { found, administration, label } = given;
	const time = begun(administration, context);
	if (!time.ok) return refuse(label, time.why);
	const dose = doseOf(administration, measurables.ssaDose);
	if (!dose.ok) return refuse(label, dose.why);
	const route = routeOf(administration.dosage?.route);
	const kind = longOrShort(agent, dose.quantity, route);
	if (route === undefined || kind === undefined)
		return refuse(
			label,
			'does not say by route and dose whether it is long-acting or short-acting: enter it by hand',
		);
	const row = `ssaAdministrations/${context.newId()}`;
	return {
		is: 'taken',
		label: `${agent} ${formatQuantity(dose.quantity)} ${route}, ${kind}, ${formatWhen(time.when)}`,
		entries: entriesOf(
			{
				[`${row}/at`]: time.when,
				[`${row}/kind`]: kind,
				[`${row}/agent`]: agent,
				[`${row}/dose`]: dose.quantity,
				[`${row}/route`]: route,
				'ssa/everGiven': true,
			},
			context.source(found.ref),
		),
	};
}

function readGiven(given: Given, context: ReadContext): Reading {
	const { medicine, label } = given;
	if (isLutetiumDotatate(medicine)) return readCycle(given, context);
	const agent = analogOf(codesIn(medicine, systems.atc));
	if (agent) return readAnalog(agent, given, context);
	return refuse(
		label,
		soundsRelevant(label)
			? 'may be a somatostatin analog or a radioligand, but by its name only, not by a code that we know: enter it by hand'
			: 'is not a medicine that the board records',
	);
}

/** MedicationAdministration: Lu-177 dotatate (RxNorm, NDC, ATC) and somatostatin analogs (ATC), if completed and dated. */
export const readAdministration: Reader = (found, context) => {
	const parsed = administrationSchema.safeParse(found.json);
	if (!parsed.success)
		return refuse('Medication administration', whyInvalid('MedicationAdministration', parsed.error));
	const administration = parsed.data;
	const medicine = medicineOf(administration, found, context);
	const label = wordsOf(medicine ?? { text: administration.medicationReference?.display }, 'Medicine');
	if (administration.status !== 'completed')
		return refuse(label, `is ${administration.status.slice(0, 30)}, not a completed administration`);
	if (medicine === undefined) return refuse(label, 'names a medicine that is not in the file');
	return readGiven({ found, administration, medicine, label }, context);
};
