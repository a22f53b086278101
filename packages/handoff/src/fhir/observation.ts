import {
	analyteOfLoinc,
	dateOfWhen,
	formatDate,
	formatQuantity,
	measurables,
	type When,
} from '@consilium/case-model';
import { z } from 'zod';
import { codesIn, systems, wordsOf } from './coding.ts';
import { conceptSchema, periodSchema, quantitySchema, referenceSchema } from './elements.ts';
import { readEcogScore } from './ecog.ts';
import { whyInvalid } from './invalid.ts';
import { readLaboratory } from './laboratory.ts';
import { entriesOf, refuse, type Found, type ReadContext, type Reader, type Reading } from './reading.ts';
import { readEffective } from './time.ts';
import { readQuantity } from './unit.ts';

const rangeSchema = z.object({
	low: quantitySchema.optional(),
	high: quantitySchema.optional(),
	type: conceptSchema.optional(),
});

export const observationSchema = z.object({
	status: z.string(),
	code: conceptSchema,
	effectiveDateTime: z.string().optional(),
	effectiveInstant: z.string().optional(),
	effectivePeriod: periodSchema.optional(),
	valueQuantity: quantitySchema.optional(),
	valueCodeableConcept: conceptSchema.optional(),
	valueInteger: z.number().optional(),
	valueString: z.string().optional(),
	dataAbsentReason: conceptSchema.optional(),
	interpretation: z.array(conceptSchema).optional(),
	referenceRange: z.array(rangeSchema).optional(),
	component: z.array(z.unknown()).optional(),
	hasMember: z.array(referenceSchema).optional(),
	focus: z.array(referenceSchema).optional(),
	performer: z.array(referenceSchema).optional(),
});
export type Observation = z.infer<typeof observationSchema>;

interface Measured {
	found: Found;
	observation: Observation;
	when: When;
}

const weightCodes = ['29463-7', '3141-9'];
const ecogCode = '89247-1';
const ki67Code = '29593-1';
const panelCodes = ['58410-2', '24323-8', '57021-8', '57023-4', '24320-4', '24321-2', '55231-5'];

function readWeight({ found, observation, when }: Measured, context: ReadContext): Reading {
	if (observation.valueQuantity === undefined) return refuse('Body weight', 'has no value with a unit');
	const reading = readQuantity(observation.valueQuantity, measurables.weight);
	if (!reading.ok) return refuse('Body weight', reading.why);
	const row = `weights/${context.newId()}`;
	const measuredOn = dateOfWhen(when);
	return {
		is: 'taken',
		label: `Body weight ${formatQuantity(reading.quantity)}, ${formatDate(measuredOn)}`,
		entries: entriesOf(
			{ [`${row}/measuredOn`]: measuredOn, [`${row}/weight`]: reading.quantity },
			context.source(found.ref),
		),
	};
}

function readKi67({ found, observation, when }: Measured, context: ReadContext): Reading {
	const label = 'Ki-67 index';
	if (observation.valueQuantity === undefined) return refuse(label, 'has no value with a unit');
	const reading = readQuantity(observation.valueQuantity, measurables.ki67);
	if (!reading.ok) return refuse(label, reading.why);
	const row = `pathology/${context.newId()}`;
	const date = dateOfWhen(when);
	return {
		is: 'taken',
		label: `${label} ${formatQuantity(reading.quantity)}, ${formatDate(date)}`,
		entries: entriesOf(
			{ [`${row}/date`]: date, [`${row}/ki67`]: reading.quantity },
			context.source(found.ref),
		),
		notes: [
			'A pathology report with this index alone: complete differentiation, mitoses and grade from the report.',
		],
	};
}

function readEcog({ found, observation, when }: Measured, context: ReadContext): Reading {
	const label = 'ECOG performance status';
	const reading = readEcogScore(observation);
	if (!reading.ok) return refuse(label, reading.why);
	const assessedOn = dateOfWhen(when);
	return {
		is: 'taken',
		label: `${label} ${reading.score}, ${formatDate(assessedOn)}`,
		entries: entriesOf(
			{ 'performance/ecog': reading.score, 'performance/ecogAssessedOn': assessedOn },
			context.source(found.ref),
		),
	};
}

function whyNotUsed(observation: Observation, codes: readonly string[]): string | null {
	if (observation.status === 'entered-in-error') return 'is marked as entered in error';
	if (!['final', 'amended', 'corrected'].includes(observation.status))
		return `is ${observation.status.slice(0, 30)}, not a final result`;
	if (codes.some((code) => panelCodes.includes(code))) return 'is a panel: its results are read one by one';
	return observation.dataAbsentReason ? `has no result: ${wordsOf(observation.dataAbsentReason)}` : null;
}

type Measure = (measured: Measured, context: ReadContext) => Reading;

function measureFor(codes: readonly string[]): Measure | null {
	const analytes = new Set(codes.flatMap((code) => analyteOfLoinc(code) ?? []));
	const [analyte] = analytes;
	if (analytes.size === 1 && analyte !== undefined)
		return (measured, context) => readLaboratory(measured, analyte, context);
	if (codes.some((code) => weightCodes.includes(code))) return readWeight;
	if (codes.includes(ecogCode)) return readEcog;
	return codes.includes(ki67Code) ? readKi67 : null;
}

/** Observation: laboratory results of the closed table, weight, ECOG and Ki-67, each by its LOINC code. */
export const readObservation: Reader = (found, context) => {
	const parsed = observationSchema.safeParse(found.json);
	if (!parsed.success) return refuse('Observation', whyInvalid('Observation', parsed.error));
	const observation = parsed.data;
	const label = wordsOf(observation.code, 'Observation');
	const codes = codesIn(observation.code, systems.loinc);
	const unused = whyNotUsed(observation, codes);
	if (unused !== null) return refuse(label, unused);
	const measure = measureFor(codes);
	if (measure === null)
		return refuse(
			label,
			codes.length === 0
				? 'has no LOINC code: results are never matched by their name'
				: `has no field on the board (LOINC ${codes.join(', ').slice(0, 60)})`,
		);
	if ((observation.focus ?? []).length > 0)
		return refuse(label, 'is about someone or something other than the patient');
	const time = readEffective(
		{
			dateTime: observation.effectiveDateTime,
			instant: observation.effectiveInstant,
			period: observation.effectivePeriod,
		},
		context,
	);
	return time.ok ? measure({ found, observation, when: time.when }, context) : refuse(label, time.why);
};
