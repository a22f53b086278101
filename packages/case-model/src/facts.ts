import { z } from 'zod/mini';
import { analyteIds } from './analyte.ts';
import { isInstant, isPlainDate, type Instant, type PlainDate, type When } from './date.ts';
import { isTimeZone } from './date-zone.ts';
import { quantitySchema } from './quantity.ts';

/** The schema id of the facts a rule may read. */
export const factsSchemaId = 'prrt-casefacts/1';

/** Sites of gastroenteropancreatic tumors. */
export const gepSites = [
	'esophagus',
	'stomach',
	'duodenum',
	'small-intestine',
	'jejunum',
	'ileum',
	'appendix',
	'colon',
	'rectum',
	'pancreas',
	'ampulla',
	'gallbladder-biliary',
	'liver',
	'gastrointestinal-other',
] as const;
export const primarySites = [...gepSites, 'lung', 'thymus', 'other', 'unknown'] as const;
export type PrimarySite = (typeof primarySites)[number];

const say = (what: string) => (issue: { input?: unknown }) => {
	const got = issue.input === undefined ? 'nothing' : JSON.stringify(issue.input);
	return `${got} is not ${what}`;
};
export const plainDateSchema = z.custom<PlainDate>(isPlainDate, {
	error: say('a calendar date YYYY-MM-DD'),
});
export const instantSchema = z.custom<Instant>(isInstant, {
	error: say('an RFC 3339 instant with seconds and offset'),
});
export const whenSchema = z.custom<When>((value) => isPlainDate(value) || isInstant(value), {
	error: say('a calendar date or an RFC 3339 instant with seconds and offset'),
});

const id = z.string().check(z.minLength(1));

/** Where a value came from: who recorded it, when and by which road. */
export const provenanceSchema = z.strictObject({
	recordedBy: z.string(),
	recordedAt: instantSchema,
	source: z.enum(['entered', 'fhir', 'hl7v2', 'csv']),
	sourceRef: z.optional(z.string()),
});

const refSchema = z.strictObject({ low: z.optional(z.number()), high: z.optional(z.number()) }).check(
	z.refine((ref) => ref.low === undefined || ref.high === undefined || ref.low <= ref.high, {
		error: 'the lower reference limit is above the upper one',
		path: ['low'],
	}),
);

export const labStatuses = [
	'final',
	'corrected',
	'amended',
	'preliminary',
	'cancelled',
	'entered-in-error',
] as const;

/** One result; the reference range is in the same unit as the value. */
export const labResultSchema = z.strictObject({
	id,
	analyte: z.enum(analyteIds),
	loinc: z.optional(z.string()),
	q: quantitySchema,
	ref: z.optional(refSchema),
	collected: whenSchema,
	status: z.enum(labStatuses),
	prov: z.optional(provenanceSchema),
});

const weightSchema = z.strictObject({ measuredOn: plainDateSchema, q: quantitySchema });

const ecogSchema = z.strictObject({
	value: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
	assessedOn: plainDateSchema,
});

/** Whether a pregnancy was looked for, and what was found (label overlay, not in the source). */
const pregnancySchema = z.strictObject({
	status: z.enum(['not-of-reproductive-potential', 'excluded', 'pregnant']),
	verifiedOn: plainDateSchema,
});

const patientSchema = z.strictObject({
	birthDate: z.optional(plainDateSchema),
	sex: z.optional(z.enum(['male', 'female'])),
	weights: z.array(weightSchema),
	ecog: z.nullish(ecogSchema),
	pregnancy: z.nullish(pregnancySchema),
});

const pathologySchema = z.strictObject({
	id,
	date: plainDateSchema,
	differentiation: z.nullish(z.enum(['well', 'poor'])),
	ki67: z.nullish(quantitySchema),
	mitoses: z.nullish(quantitySchema),
	reportedGrade: z.optional(z.enum(['G1', 'G2', 'G3', 'NEC'])),
	gradingScheme: z.nullish(z.string()),
});

const tumorSchema = z.strictObject({
	primarySite: z.optional(z.enum(primarySites)),
	extent: z.optional(z.enum(['metastatic', 'locally-advanced-unresectable', 'localized'])),
	extensiveDisease: z.nullish(
		z.strictObject({
			value: z.boolean(),
			sites: z.array(z.enum(['liver', 'bone'])),
			assessedOn: plainDateSchema,
		}),
	),
	pathology: z.array(pathologySchema),
});

const sstrStudySchema = z.strictObject({
	id,
	modality: z.enum(['SSTR-PET', 'SSTR-scintigraphy']),
	date: z.nullable(plainDateSchema),
	uptakeVsLiver: z.optional(z.enum(['none', 'below', 'equal', 'above'])),
	krenning: z.optional(z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)])),
});

const administrationSchema = z.strictObject({
	id,
	kind: z.enum(['long-acting', 'short-acting']),
	agent: z.string(),
	dose: quantitySchema,
	route: z.enum(['IM', 'SC', 'IV']),
	at: z.nullable(whenSchema),
});

const ssaSchema = z.strictObject({
	everGiven: z.optional(z.boolean()),
	outcome: z.strictObject({
		progression: z.nullable(z.boolean()),
		persistentSymptoms: z.nullable(z.boolean()),
		increasedTumorBurdenCtMri: z.nullable(z.boolean()),
		organFunctionDeterioration: z.nullable(z.boolean()),
	}),
	shortActingUse: z.nullish(z.enum(['none', 'prn', 'regular'])),
	administrations: z.array(administrationSchema),
});

const doseSchema = z.strictObject({
	n: z.int().check(z.gte(1), z.lte(99)),
	infusionStart: whenSchema,
	infusionEnd: z.nullish(whenSchema),
	activity: quantitySchema,
	aminoAcids: z.nullish(
		z.strictObject({
			start: z.nullable(whenSchema),
			end: z.nullable(whenSchema),
			lysine: z.nullable(z.boolean()),
			arginine: z.nullable(z.boolean()),
		}),
	),
	antiemeticAt: z.nullish(whenSchema),
});

const adverseEventSchema = z.strictObject({
	id,
	term: z.string().check(z.minLength(1)),
	category: z.literal('nonhematologic'),
	observations: z.array(z.strictObject({ at: whenSchema, grade: z.int().check(z.gte(0), z.lte(5)) })),
	communicatedToSpecialistOn: z.nullable(plainDateSchema),
});

const imagingStudySchema = z.strictObject({
	id,
	modality: z.enum(['CT', 'MRI', 'SSTR-PET', 'SSTR-scintigraphy', 'FDG-PET']),
	date: z.nullable(plainDateSchema),
	impression: z.enum(['baseline', 'response', 'stable', 'progression', 'indeterminate']),
	purpose: z.optional(z.enum(['response-assessment', 'other'])),
	clinicallyIndicated: z.optional(z.boolean()),
	corroboration: z.optional(z.array(z.string())),
});

const coordinationSchema = z.strictObject({
	careCoordinator: z.optional(z.string()),
	specialistContactedOn: z.optional(plainDateSchema),
	ssaResponsible: z.optional(z.string()),
	postTreatmentTestsAgreed: z.optional(z.boolean()),
	resultsTransferRoute: z.optional(z.string()),
	radiationSafetyEducationOn: z.optional(plainDateSchema),
	radiationSafetyWritten: z.optional(z.boolean()),
	postLabsSharedOn: z.optional(plainDateSchema),
	referredBackOn: z.optional(plainDateSchema),
	scanTimingSentOn: z.optional(plainDateSchema),
	facilityQualified: z.optional(z.boolean()),
});

/** Roles that a tumor board meeting can have at the table. */
export const meetingRoles = [
	'netSpecialist',
	'nuclearMedicine',
	'radiationOncology',
	'radiologist',
	'pathologist',
	'surgeon',
	'primaryOncologist',
	'careCoordinator',
] as const;

const meetingSchema = z.strictObject({
	heldOn: plainDateSchema,
	rolesPresent: z.array(z.enum(meetingRoles)),
});

/**
 * Everything a rule may read about one case. Unknown keys are refused: a misspelled `comparator` would
 * otherwise turn '<75' into 75. Absent and null mean 'not known', never 'no' and never zero.
 */
export const caseFactsSchema = z.strictObject({
	schema: z.literal(factsSchemaId),
	timeZone: z.string().check(z.refine(isTimeZone, { error: say('an IANA time zone') })),
	patient: patientSchema,
	tumor: tumorSchema,
	sstrImaging: z.array(sstrStudySchema),
	ssa: ssaSchema,
	/** `plannedDoses` null: nobody has said; the site's policy then gives the number of the protocol and the finding says so. */
	plan: z.strictObject({
		plannedDoses: z.nullable(z.int().check(z.gte(0), z.lte(99))),
		nextDoseAt: z.nullable(whenSchema),
	}),
	doses: z.array(doseSchema),
	/** `status` null: nobody has said; with doses on record no rule may then call the course ended or ongoing. */
	course: z.strictObject({
		status: z.nullable(z.enum(['not-started', 'ongoing', 'completed', 'discontinued'])),
	}),
	progressionConfirmedOn: z.nullable(plainDateSchema),
	labs: z.array(labResultSchema),
	adverseEvents: z.array(adverseEventSchema),
	adverseEventsReviewedOn: z.array(plainDateSchema),
	imaging: z.array(imagingStudySchema),
	plannedBloodDraws: z.array(z.strictObject({ id, at: whenSchema, routine: z.boolean() })),
	coordination: coordinationSchema,
	meeting: z.nullish(meetingSchema),
});

export type Provenance = z.infer<typeof provenanceSchema>;
export type LabResult = z.infer<typeof labResultSchema>;
export type LabStatus = (typeof labStatuses)[number];
export type BodyWeight = z.infer<typeof weightSchema>;
export type PathologyReport = z.infer<typeof pathologySchema>;
export type SstrStudy = z.infer<typeof sstrStudySchema>;
export type SsaAdministration = z.infer<typeof administrationSchema>;
export type Dose = z.infer<typeof doseSchema>;
export type AdverseEvent = z.infer<typeof adverseEventSchema>;
export type ImagingStudy = z.infer<typeof imagingStudySchema>;
export type Coordination = z.infer<typeof coordinationSchema>;
export type MeetingRole = (typeof meetingRoles)[number];
export type CaseFacts = z.infer<typeof caseFactsSchema>;
