import {
	addDays,
	analyteEntry,
	analyteIds,
	dateOfDayNumber,
	dayNumber,
	labStatuses,
	meetingRoles,
	primarySites,
	units,
	type CaseFacts,
	type Dose,
	type PlainDate,
	type Quantity,
	type When,
} from '@consilium/case-model';
import fc, { type Arbitrary } from 'fast-check';

/** The day on which the arbitrary cases are judged. */
export const asOf: PlainDate = '2025-06-24';

const date = fc.integer({ min: dayNumber('2024-06-01'), max: dayNumber(asOf) }).map(dateOfDayNumber);
const instant = fc
	.tuple(
		date,
		fc.integer({ min: 0, max: 23 }),
		fc.integer({ min: 0, max: 59 }),
		fc.constantFrom('-06:00', '-05:00', 'Z', '+05:30'),
	)
	.map(
		([day, hour, minute, zone]) =>
			`${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00${zone}`,
	);
const when: Arbitrary<When> = fc.oneof(date, instant);
const value = fc.oneof(
	fc.integer({ min: -5, max: 500 }),
	fc.double({ min: -1, max: 400, noNaN: true }),
	fc.constantFrom(0, 1e-9, 1e15, 74.9, 75),
);

const quantity = (usual: Quantity['unit']): Arbitrary<Quantity> =>
	fc.record(
		{
			value,
			unit: fc.oneof(
				{ weight: 6, arbitrary: fc.constant(usual) },
				{ weight: 1, arbitrary: fc.constantFrom(...units) },
			),
			comparator: fc.constantFrom('<', '<=', '>', '>='),
		},
		{ requiredKeys: ['value'] },
	);

const named = <T>(name: string, rows: Arbitrary<T>[]) =>
	fc.tuple(...rows).map((all) => all.map((row, index) => ({ ...row, id: `${name}-${index}` })));
const listOf = <T>(name: string, row: Arbitrary<T>, most: number): Arbitrary<(T & { id: string })[]> =>
	fc.integer({ min: 0, max: most }).chain((count) =>
		named(
			name,
			Array.from({ length: count }, () => row),
		),
	);

const lab = fc.constantFrom(...analyteIds).chain((analyte) =>
	fc.record(
		{
			analyte: fc.constant(analyte),
			q: quantity(analyteEntry(analyte).canonical),
			ref: fc.option(
				fc.tuple(value, value).map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) })),
				{ nil: undefined },
			),
			collected: when,
			status: fc.oneof(
				{ weight: 5, arbitrary: fc.constant('final' as const) },
				{ weight: 1, arbitrary: fc.constantFrom(...labStatuses) },
			),
		},
		{ requiredKeys: ['analyte', 'q', 'collected', 'status'] },
	),
);

function doseOn(n: number, day: PlainDate, parts: Partial<Dose>): Dose {
	return { n, infusionStart: `${day}T10:00:00-06:00`, activity: { value: 7.4, unit: 'GBq' }, ...parts };
}

const dosePart: Arbitrary<Partial<Dose>> = fc.record(
	{
		activity: fc.oneof(fc.constant<Quantity>({ value: 3.7, unit: 'GBq' }), quantity('GBq')),
		aminoAcids: fc.option(
			fc.record({
				start: fc.option(when),
				end: fc.option(when),
				lysine: fc.option(fc.boolean()),
				arginine: fc.option(fc.boolean()),
			}),
		),
		antiemeticAt: fc.option(when),
	},
	{ requiredKeys: [] },
);

const doses: Arbitrary<Dose[]> = fc
	.tuple(fc.array(fc.tuple(fc.integer({ min: 1, max: 120 }), dosePart), { maxLength: 5 }), date)
	.map(([gaps, first]) => {
		const given: Dose[] = [];
		let day = first;
		for (const [gap, parts] of gaps) {
			if (day > asOf) break;
			given.push(doseOn(given.length + 1, day, parts));
			day = addDays(day, gap);
		}
		return given;
	});

const tri = fc.option(fc.boolean());

/** Any case that the schema and its sense checks accept, sensible or not. */
export const anyFacts: Arbitrary<CaseFacts> = fc.record({
	schema: fc.constant('prrt-casefacts/1' as const),
	timeZone: fc.constantFrom('America/Chicago', 'Europe/Vienna', 'UTC', 'Australia/Lord_Howe'),
	patient: fc.record(
		{
			birthDate: fc
				.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2030-01-01') })
				.map(dateOfDayNumber),
			sex: fc.constantFrom('male', 'female'),
			weights: fc.array(fc.record({ measuredOn: date, q: quantity('kg') }), { maxLength: 3 }),
			ecog: fc.option(fc.record({ value: fc.constantFrom(0, 1, 2, 3, 4), assessedOn: date })),
			pregnancy: fc.option(
				fc.record({
					status: fc.constantFrom('excluded', 'pregnant', 'not-of-reproductive-potential'),
					verifiedOn: date,
				}),
			),
		},
		{ requiredKeys: ['weights'] },
	),
	tumor: fc.record(
		{
			primarySite: fc.constantFrom(...primarySites),
			extent: fc.constantFrom('metastatic', 'locally-advanced-unresectable', 'localized'),
			extensiveDisease: fc.option(
				fc.record({
					value: fc.boolean(),
					sites: fc.constantFrom<('liver' | 'bone')[]>([], ['liver'], ['bone', 'liver']),
					assessedOn: date,
				}),
			),
			pathology: listOf(
				'path',
				fc.record(
					{
						date,
						differentiation: fc.option(fc.constantFrom('well' as const, 'poor' as const)),
						ki67: fc.option(quantity('%')),
						mitoses: fc.option(quantity('/(2.mm2)')),
						reportedGrade: fc.constantFrom('G1', 'G2', 'G3', 'NEC'),
						gradingScheme: fc.option(fc.constantFrom('WHO 2019', '')),
					},
					{ requiredKeys: ['date'] },
				),
				3,
			),
		},
		{ requiredKeys: ['pathology'] },
	),
	sstrImaging: listOf(
		'sstr',
		fc.record(
			{
				modality: fc.constantFrom('SSTR-PET', 'SSTR-scintigraphy'),
				date: fc.option(date),
				uptakeVsLiver: fc.constantFrom('none', 'below', 'equal', 'above'),
				krenning: fc.constantFrom(0, 1, 2, 3, 4),
			},
			{ requiredKeys: ['modality', 'date'] },
		),
		3,
	),
	ssa: fc.record(
		{
			everGiven: fc.boolean(),
			outcome: fc.record({
				progression: tri,
				persistentSymptoms: tri,
				increasedTumorBurdenCtMri: tri,
				organFunctionDeterioration: tri,
			}),
			shortActingUse: fc.option(fc.constantFrom('none', 'prn', 'regular')),
			administrations: listOf(
				'ssa',
				fc.record({
					kind: fc.constantFrom('long-acting', 'short-acting'),
					agent: fc.constantFrom('octreotide-LAR', 'lanreotide', 'octreotide'),
					dose: quantity('mg'),
					route: fc.constantFrom('IM', 'SC', 'IV'),
					at: fc.option(when),
				}),
				5,
			),
		},
		{ requiredKeys: ['outcome', 'administrations'] },
	),
	plan: fc.record({
		plannedDoses: fc.option(fc.integer({ min: 0, max: 6 })),
		nextDoseAt: fc.option(fc.oneof(when, fc.constantFrom('2025-07-01', '2025-06-25T10:00:00-05:00'))),
	}),
	doses,
	course: fc.record({
		status: fc.option(fc.constantFrom('not-started', 'ongoing', 'completed', 'discontinued')),
	}),
	progressionConfirmedOn: fc.option(date),
	labs: listOf('lab', lab, 25),
	adverseEvents: listOf(
		'ae',
		fc.record({
			term: fc.constantFrom('vomiting', 'Vomiting', 'fatigue', 'hypersensitivity', 'anaphylaxis'),
			category: fc.constant('nonhematologic' as const),
			observations: fc.array(fc.record({ at: when, grade: fc.integer({ min: 0, max: 5 }) }), {
				maxLength: 4,
			}),
			communicatedToSpecialistOn: fc.option(date),
		}),
		4,
	),
	adverseEventsReviewedOn: fc.array(date, { maxLength: 3 }),
	imaging: listOf(
		'img',
		fc.record(
			{
				modality: fc.constantFrom('CT', 'MRI', 'SSTR-PET', 'SSTR-scintigraphy', 'FDG-PET'),
				date: fc.option(date),
				impression: fc.constantFrom('baseline', 'response', 'stable', 'progression', 'indeterminate'),
				purpose: fc.constantFrom('response-assessment', 'other'),
				clinicallyIndicated: fc.boolean(),
				corroboration: fc.constantFrom<string[]>([], [' '], ['biopsy']),
			},
			{ requiredKeys: ['modality', 'date', 'impression'] },
		),
		4,
	),
	plannedBloodDraws: listOf('draw', fc.record({ at: when, routine: fc.boolean() }), 2),
	coordination: fc.record(
		{ careCoordinator: fc.string({ maxLength: 3 }), facilityQualified: fc.boolean() },
		{ requiredKeys: [] },
	),
	meeting: fc.option(fc.record({ heldOn: date, rolesPresent: fc.subarray([...meetingRoles]) })),
});
