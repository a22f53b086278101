import { z } from 'zod';
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

const id = z.string().min(1);

/** Where a value came from: who recorded it, when and by which road. */
export const provenanceSchema = z.strictObject({
	recordedBy: z.string(),
	recordedAt: instantSchema,
	source: z.enum(['entered', 'fhir', 'hl7v2', 'csv']),
	sourceRef: z.string().optional(),
});

const refSchema = z
	.strictObject({ low: z.number().optional(), high: z.number().optional() })
	.refine((ref) => ref.low === undefined || ref.high === undefined || ref.low <= ref.high, {
		message: 'the lower reference limit is above the upper one',
		path: ['low'],
	});

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
	loinc: z.string().optional(),
	q: quantitySchema,
	ref: refSchema.optional(),
	collected: whenSchema,
	status: z.enum(labStatuses),
	prov: provenanceSchema.optional(),
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
	birthDate: plainDateSchema.optional(),
	sex: z.enum(['male', 'female']).optional(),
	weights: z.array(weightSchema),
	ecog: ecogSchema.nullish(),
	pregnancy: pregnancySchema.nullish(),
});

const pathologySchema = z.strictObject({
	id,
	date: plainDateSchema,
	differentiation: z.enum(['well', 'poor']).nullish(),
	ki67: quantitySchema.nullish(),
	mitoses: quantitySchema.nullish(),
	reportedGrade: z.enum(['G1', 'G2', 'G3', 'NEC']).optional(),
	gradingScheme: z.string().nullish(),
});

const tumorSchema = z.strictObject({
	primarySite: z.enum(primarySites).optional(),
	extent: z.enum(['metastatic', 'locally-advanced-unresectable', 'localized']).optional(),
	extensiveDisease: z
		.strictObject({
			value: z.boolean(),
			sites: z.array(z.enum(['liver', 'bone'])),
			assessedOn: plainDateSchema,
		})
		.nullish(),
	pathology: z.array(pathologySchema),
});

const sstrStudySchema = z.strictObject({
	id,
	modality: z.enum(['SSTR-PET', 'SSTR-scintigraphy']),
	date: plainDateSchema.nullable(),
	uptakeVsLiver: z.enum(['none', 'below', 'equal', 'above']).optional(),
	krenning: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).optional(),
});

const administrationSchema = z.strictObject({
	id,
	kind: z.enum(['long-acting', 'short-acting']),
	agent: z.string(),
	dose: quantitySchema,
	route: z.enum(['IM', 'SC', 'IV']),
	at: whenSchema.nullable(),
});

const ssaSchema = z.strictObject({
	everGiven: z.boolean().optional(),
	outcome: z.strictObject({
		progression: z.boolean().nullable(),
		persistentSymptoms: z.boolean().nullable(),
		increasedTumorBurdenCtMri: z.boolean().nullable(),
		organFunctionDeterioration: z.boolean().nullable(),
	}),
	shortActingUse: z.enum(['none', 'prn', 'regular']).nullish(),
	administrations: z.array(administrationSchema),
});

const doseSchema = z.strictObject({
	n: z.int().min(1).max(99),
	infusionStart: whenSchema,
	infusionEnd: whenSchema.nullish(),
	activity: quantitySchema,
	aminoAcids: z
		.strictObject({
			start: whenSchema.nullable(),
			end: whenSchema.nullable(),
			lysine: z.boolean().nullable(),
			arginine: z.boolean().nullable(),
		})
		.nullish(),
	antiemeticAt: whenSchema.nullish(),
});

const adverseEventSchema = z.strictObject({
	id,
	term: z.string().min(1),
	category: z.literal('nonhematologic'),
	observations: z.array(z.strictObject({ at: whenSchema, grade: z.int().min(0).max(5) })),
	communicatedToSpecialistOn: plainDateSchema.nullable(),
});

const imagingStudySchema = z.strictObject({
	id,
	modality: z.enum(['CT', 'MRI', 'SSTR-PET', 'SSTR-scintigraphy', 'FDG-PET']),
	date: plainDateSchema.nullable(),
	impression: z.enum(['baseline', 'response', 'stable', 'progression', 'indeterminate']),
	purpose: z.enum(['response-assessment', 'other']).optional(),
	clinicallyIndicated: z.boolean().optional(),
	corroboration: z.array(z.string()).optional(),
});

const coordinationSchema = z.strictObject({
	careCoordinator: z.string().optional(),
	specialistContactedOn: plainDateSchema.optional(),
	ssaResponsible: z.string().optional(),
	postTreatmentTestsAgreed: z.boolean().optional(),
	resultsTransferRoute: z.string().optional(),
	radiationSafetyEducationOn: plainDateSchema.optional(),
	radiationSafetyWritten: z.boolean().optional(),
	postLabsSharedOn: plainDateSchema.optional(),
	referredBackOn: plainDateSchema.optional(),
	scanTimingSentOn: plainDateSchema.optional(),
	facilityQualified: z.boolean().optional(),
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
	timeZone: z.string().refine(isTimeZone, { error: say('an IANA time zone') }),
	patient: patientSchema,
	tumor: tumorSchema,
	sstrImaging: z.array(sstrStudySchema),
	ssa: ssaSchema,
	/** `plannedDoses` null: nobody has said; the site's policy then gives the number of the protocol and the finding says so. */
	plan: z.strictObject({
		plannedDoses: z.int().min(0).max(99).nullable(),
		nextDoseAt: whenSchema.nullable(),
	}),
	doses: z.array(doseSchema),
	/** `status` null: nobody has said; with doses on record no rule may then call the course ended or ongoing. */
	course: z.strictObject({
		status: z.enum(['not-started', 'ongoing', 'completed', 'discontinued']).nullable(),
	}),
	progressionConfirmedOn: plainDateSchema.nullable(),
	labs: z.array(labResultSchema),
	adverseEvents: z.array(adverseEventSchema),
	adverseEventsReviewedOn: z.array(plainDateSchema),
	imaging: z.array(imagingStudySchema),
	plannedBloodDraws: z.array(z.strictObject({ id, at: whenSchema, routine: z.boolean() })),
	coordination: coordinationSchema,
	meeting: meetingSchema.nullish(),
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
