import { q, type Draft } from './draft.ts';

/** Who it is; every demo patient says in the record that they are invented. */
export function patient(
	draft: Draft,
	who: {
		familyName: string;
		givenName: string;
		title: string;
		birthDate: string;
		gender: 'female' | 'male';
		mrn: string;
		allergies?: string[];
	},
): void {
	const { allergies, gender, ...rest } = who;
	draft.set('patient', {
		...rest,
		gender,
		sex: gender,
		otherIdentifier: 'Synthetic demo patient',
		allergyState: allergies ? 'known' : 'none',
		...(allergies && { allergies }),
	});
}

/** One infusion with all that belongs to it, and the long-acting injection on the day after. */
export function cycle(
	draft: Draft,
	n: number,
	offset: number,
	options: { gbq?: number; lar?: boolean } = {},
): void {
	const { gbq = 7.4, lar = true } = options;
	draft.row('cycles', `cycle-${n}`, {
		n,
		infusionStart: draft.at(offset, '10:00'),
		infusionEnd: draft.at(offset, '10:30'),
		activity: q(gbq, 'GBq'),
		antiemeticAt: draft.at(offset, '09:00'),
		aminoStart: draft.at(offset, '09:30'),
		aminoEnd: draft.at(offset, '13:30'),
		lysine: true,
		arginine: true,
	});
	if (lar) longActing(draft, `lar-after-${n}`, draft.at(offset + 1, '08:00'));
}

/** One octreotide LAR injection. */
export function longActing(draft: Draft, id: string, at: string): void {
	draft.row('ssaAdministrations', id, {
		at,
		kind: 'long-acting',
		agent: 'octreotide-LAR',
		dose: q(30, 'mg'),
		route: 'IM',
	});
}

/** A whole panel before a dose, all within the usual ranges unless told otherwise. */
export function panel(
	draft: Draft,
	offset: number,
	values: { platelets?: number; hemoglobin?: number; neutrophils?: number; creatinine?: number } = {},
): void {
	const { platelets = 220, hemoglobin = 131, neutrophils = 3.6, creatinine = 0.82 } = values;
	draft.labs(offset, {
		platelets: q(platelets, '10*9/L'),
		hemoglobin: q(hemoglobin, 'g/L'),
		neutrophils: q(neutrophils, '10*9/L'),
		leukocytes: q(Number((neutrophils + 2.1).toFixed(1)), '10*9/L'),
		lymphocytes: q(1.4, '10*9/L'),
		creatinine: q(creatinine, 'mg/dL'),
		bun: q(14, 'mg/dL'),
		albumin: q(41, 'g/L'),
		alp: q(88, 'U/L'),
		ast: q(24, 'U/L'),
		alt: q(22, 'U/L'),
		bilirubin: q(0.7, 'mg/dL'),
		inr: q(1, '{INR}'),
		prothrombinRatio: q(96, '%'),
	});
}

/** A midgut NET G2 with progression on a somatostatin analog: what most candidates come with. */
export function midgutG2(
	draft: Draft,
	options: { pathologyOn: number; petOn: number | null; ki67?: number },
): void {
	const { pathologyOn, petOn, ki67 = 8 } = options;
	draft.set('diagnosis', {
		primarySite: 'ileum',
		extent: 'metastatic',
		diagnosedOn: draft.day(pathologyOn),
		stage: 'cT3 N1 M1',
		functionalSyndrome: 'carcinoid',
		metastaticSites: ['liver', 'lymph-nodes'],
		extensiveDisease: false,
		extensiveAssessedOn: draft.day(petOn ?? pathologyOn),
	});
	draft.row('pathology', 'path-1', {
		date: draft.day(pathologyOn),
		specimen: 'Liver core biopsy (synthetic)',
		differentiation: 'well',
		ki67: q(ki67, '%'),
		mitoses: q(3, '/(2.mm2)'),
		reportedGrade: 'G2',
		gradingScheme: 'WHO 2022',
	});
	if (petOn !== null)
		draft.row('sstrImaging', 'pet-1', {
			date: draft.day(petOn),
			modality: 'SSTR-PET',
			uptakeVsLiver: 'above',
			krenning: '4',
		});
	draft.set('ssa', {
		everGiven: true,
		progression: true,
		persistentSymptoms: false,
		increasedTumorBurden: true,
		organDeterioration: false,
		shortActingUse: 'none',
	});
}

/** Performance status, weight and pregnancy status of a day. */
export function fitness(draft: Draft, offset: number, options: { ecog?: string; kg: number }): void {
	draft.set('performance', {
		ecog: options.ecog ?? '1',
		ecogAssessedOn: draft.day(offset),
		pregnancyStatus: 'not-of-reproductive-potential',
		pregnancyVerifiedOn: draft.day(offset),
	});
	draft.row('weights', `weight-${draft.day(offset)}`, {
		measuredOn: draft.day(offset),
		weight: q(options.kg, 'kg'),
	});
}
