import {
	addDays,
	analyteIds,
	readFacts,
	type Analyte,
	type CaseFacts,
	type Unit,
} from '@consilium/case-model';

const start = '2025-01-07';
const doseDays = [0, 56, 112];
/** 24 lab dates over a course: each week, each second week later on. */
const labDays = [
	-3, 7, 14, 21, 28, 35, 42, 49, 54, 63, 70, 77, 84, 91, 98, 105, 110, 119, 126, 133, 140, 147, 154, 166,
];

const usual: Record<Analyte, { value: number; unit: Unit; low: number; high: number }> = {
	platelets: { value: 210, unit: '10*9/L', low: 150, high: 400 },
	hemoglobin: { value: 13.6, unit: 'g/dL', low: 13, high: 17 },
	neutrophils: { value: 3.4, unit: '10*9/L', low: 1.8, high: 7.5 },
	leukocytes: { value: 5.2, unit: '10*9/L', low: 4, high: 11 },
	lymphocytes: { value: 1.3, unit: '10*9/L', low: 1, high: 4 },
	creatinine: { value: 0.95, unit: 'mg/dL', low: 0.6, high: 1.2 },
	bun: { value: 15, unit: 'mg/dL', low: 7, high: 20 },
	albumin: { value: 4.1, unit: 'g/dL', low: 3.5, high: 5 },
	alp: { value: 88, unit: 'U/L', low: 40, high: 130 },
	ast: { value: 24, unit: 'U/L', low: 5, high: 40 },
	alt: { value: 27, unit: 'U/L', low: 5, high: 40 },
	bilirubin: { value: 0.7, unit: 'mg/dL', low: 0.1, high: 1.2 },
	prothrombinRatio: { value: 92, unit: '%', low: 70, high: 120 },
	inr: { value: 1.1, unit: '{INR}', low: 0.8, high: 1.2 },
};
/** Not drawn with the panel. */
const drawn = analyteIds.filter((analyte) => analyte !== 'inr');

const instant = (day: number, clock = '10:00'): string => `${addDays(start, day)}T${clock}:00-06:00`;

function labsOn(day: number, index: number) {
	return drawn.map((analyte) => {
		const { value, unit, low, high } = usual[analyte];
		const dipped = analyte === 'platelets' && day === 35 ? 62 : value * (1 + ((index * 7) % 11) / 200);
		return {
			id: `${analyte}-${index}`,
			analyte,
			q: { value: Number(dipped.toPrecision(3)), unit },
			ref: { low, high },
			collected: instant(day, '08:10'),
			status: 'final',
		};
	});
}

const doseOf = (day: number, index: number) => ({
	n: index + 1,
	infusionStart: instant(day),
	infusionEnd: instant(day, '10:30'),
	activity: { value: index === 1 ? 3.7 : 7.4, unit: 'GBq' },
	aminoAcids: { start: instant(day, '09:30'), end: instant(day, '13:40'), lysine: true, arginine: true },
	antiemeticAt: instant(day, '09:10'),
});

const larOf = (day: number, index: number) => ({
	id: `lar-${index}`,
	kind: 'long-acting',
	agent: 'octreotide-LAR',
	dose: { value: 30, unit: 'mg' },
	route: 'IM',
	at: instant(day, '16:00'),
});

const json = {
	schema: 'prrt-casefacts/1',
	timeZone: 'America/Chicago',
	patient: {
		birthDate: '1962-12-15',
		sex: 'male',
		weights: doseDays.map((day) => ({ measuredOn: addDays(start, day - 3), q: { value: 80, unit: 'kg' } })),
		ecog: { value: 1, assessedOn: addDays(start, -3) },
	},
	tumor: {
		primarySite: 'small-intestine',
		extent: 'metastatic',
		extensiveDisease: { value: false, sites: [], assessedOn: addDays(start, -3) },
		pathology: [
			{
				id: 'path-1',
				date: '2024-06-10',
				differentiation: 'well',
				ki67: { value: 8, unit: '%' },
				mitoses: { value: 3, unit: '/(2.mm2)' },
				gradingScheme: 'WHO 2019',
			},
		],
	},
	sstrImaging: [{ id: 'sstr-1', modality: 'SSTR-PET', date: '2024-11-20', uptakeVsLiver: 'above' }],
	ssa: {
		everGiven: true,
		outcome: {
			progression: true,
			persistentSymptoms: false,
			increasedTumorBurdenCtMri: true,
			organFunctionDeterioration: false,
		},
		shortActingUse: 'none',
		administrations: doseDays.map(larOf),
	},
	plan: { plannedDoses: 4, nextDoseAt: instant(168) },
	doses: doseDays.map(doseOf),
	course: { status: 'ongoing' },
	progressionConfirmedOn: null,
	labs: labDays.flatMap(labsOn),
	adverseEvents: [
		{
			id: 'ae-1',
			term: 'Nausea',
			category: 'nonhematologic',
			observations: doseDays.map((day) => ({ at: instant(day, '18:00'), grade: 1 })),
			communicatedToSpecialistOn: addDays(start, 2),
		},
	],
	adverseEventsReviewedOn: [addDays(start, 166)],
	imaging: [
		{ id: 'ct-1', modality: 'CT', date: '2024-12-15', impression: 'baseline' },
		{ id: 'ct-2', modality: 'CT', date: addDays(start, 84), impression: 'stable' },
		{ id: 'ct-3', modality: 'CT', date: addDays(start, 160), impression: 'stable' },
	],
	plannedBloodDraws: [{ id: 'draw-1', at: addDays(start, 203), routine: true }],
	coordination: {
		careCoordinator: 'named',
		specialistContactedOn: '2024-11-01',
		ssaResponsible: 'primary-oncologist',
		postTreatmentTestsAgreed: true,
		resultsTransferRoute: 'shared-board',
		radiationSafetyEducationOn: '2024-12-20',
		radiationSafetyWritten: true,
	},
};

/** The day before the fourth dose of an invented course: three doses, 24 lab dates of 13 analytes, one resolved dip. */
export const fullCaseAsOf = addDays(start, 167);

/** Its facts, read as any input is read. */
export function fullCase(): CaseFacts {
	const reading = readFacts(json, fullCaseAsOf);
	if (!reading.ok)
		throw new Error(reading.issues.map(({ path, message }) => `${path}: ${message}`).join('\n'));
	return reading.facts;
}
