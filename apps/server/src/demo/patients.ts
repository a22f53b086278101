import { cycle, fitness, longActing, midgutG2, panel, patient } from './course.ts';
import { q, type Draft } from './draft.ts';

/** Platelets are falling but not yet below 75, and the CT of 22 days after cycle 2 was reported as progression. */
export function rossi(draft: Draft): void {
	patient(draft, {
		familyName: 'Rossi',
		givenName: 'Maria',
		title: 'Ms',
		birthDate: '1961-03-14',
		gender: 'female',
		mrn: '447 122 8',
		allergies: ['iodinated contrast'],
	});
	midgutG2(draft, { pathologyOn: -228, petOn: -210 });
	fitness(draft, -8, { kg: 68 });
	draft.row('weights', `weight-${draft.day(-106)}`, { measuredOn: draft.day(-106), weight: q(70, 'kg') });
	draft.write(
		'question',
		'asked',
		`Platelets have fallen after cycle 2 and the CT of ${draft.shown(-21)} was reported as progression. Continue to cycle 3, reduce, or stop?`,
	);
	draft.set('question', { reason: 'Cycle 3 is due in two weeks' });
	draft.set('goals', {
		patientGoals: 'Keep working part time; see her granddaughter start school.',
		comorbidity: ['Hypertension'],
		travelMinutes: 95,
	});
	for (const offset of [-243, -215, -187, -159, -131])
		longActing(draft, `lar-${draft.day(offset)}`, draft.day(offset));
	cycle(draft, 1, -99);
	cycle(draft, 2, -43);
	draft.set('plan', { courseStatus: 'ongoing', plannedDoses: 4, nextDoseAt: draft.at(13, '10:00') });
	draft.row('priorTherapy', 'surgery-1', {
		kind: 'surgery',
		name: 'Right hemicolectomy',
		from: draft.day(-226),
		to: draft.day(-226),
		outcome: 'R1',
	});
	draft.row('imaging', 'ct-before', {
		date: draft.day(-189),
		modality: 'CT',
		impression: 'progression',
		purpose: 'other',
		report: 'Growth of two liver lesions on octreotide LAR.',
	});
	draft.row('imaging', 'ct-baseline', {
		date: draft.day(-112),
		modality: 'CT',
		impression: 'baseline',
		purpose: 'response-assessment',
	});
	draft.row('imaging', 'ct-after-2', {
		date: draft.day(-21),
		modality: 'CT',
		impression: 'progression',
		purpose: 'response-assessment',
		clinicallyIndicated: false,
		report: 'Liver lesions 15 % larger than before treatment; no new lesion.',
	});
	panel(draft, -170, { platelets: 236, hemoglobin: 124, neutrophils: 3.9, creatinine: 0.79 });
	panel(draft, -106, { platelets: 231, hemoglobin: 122, neutrophils: 3.7, creatinine: 0.8 });
	panel(draft, -44, { platelets: 158, hemoglobin: 112, neutrophils: 2.6, creatinine: 0.8 });
	const counts: [number, number, number, number, number][] = [
		[-85, 205, 119, 3.1, 0.8],
		[-71, 188, 114, 2.9, 0.81],
		[-57, 172, 112, 2.8, 0.8],
	];
	for (const [offset, platelets, hemoglobin, neutrophils, creatinine] of counts)
		draft.labs(offset, {
			platelets: q(platelets, '10*9/L'),
			hemoglobin: q(hemoglobin, 'g/L'),
			neutrophils: q(neutrophils, '10*9/L'),
			leukocytes: q(Number((neutrophils + 1.9).toFixed(1)), '10*9/L'),
			creatinine: q(creatinine, 'mg/dL'),
			bilirubin: q(0.7, 'mg/dL'),
		});
	panel(draft, -22, { platelets: 121, hemoglobin: 109, neutrophils: 2.3, creatinine: 0.81 });
	panel(draft, -8, { platelets: 104, hemoglobin: 108, neutrophils: 2.1, creatinine: 0.81 });
	draft.row('adverseEvents', 'nausea-1', {
		term: 'Nausea',
		grade: '1',
		observedAt: draft.day(-41),
		communicatedOn: draft.day(-40),
		event: 'nausea after cycle 2',
	});
	draft.row('adverseEventReviews', 'asked-1', { reviewedOn: draft.day(-8) });
	draft.set('responsibilities', {
		careCoordinator: 'Claire Demo-Novak',
		specialistContactedOn: draft.day(-180),
		ssaResponsible: 'primary-oncologist',
		postTreatmentTestsAgreed: true,
		resultsTransferRoute: 'shared-board',
		radiationSafetyEducationOn: draft.day(-100),
		radiationSafetyWritten: true,
		facilityQualified: true,
		emergencyContact: '+1 555 0200',
	});
	draft.row('plannedBloodDraws', 'draw-1', { at: draft.day(6), routine: true });
}

/** A candidacy question that has not been sent: the scan is old, some organ values are missing. */
export function kowalski(draft: Draft): void {
	patient(draft, {
		familyName: 'Kowalski',
		givenName: 'Jan',
		title: 'Mr',
		birthDate: '1954-09-02',
		gender: 'male',
		mrn: '447 208 1',
	});
	midgutG2(draft, { pathologyOn: -410, petOn: -245, ki67: 4 });
	fitness(draft, -12, { kg: 81 });
	draft.write('question', 'asked', 'Progression on lanreotide. Is he a candidate for PRRT?');
	draft.labs(-12, {
		platelets: q(198, '10*9/L'),
		hemoglobin: q(13.9, 'g/dL'),
		neutrophils: q(4.1, '10*9/L'),
		creatinine: q(1.05, 'mg/dL'),
		bilirubin: q(0.9, 'mg/dL'),
	});
	draft.row('ssaAdministrations', 'lan-1', {
		at: draft.day(-16),
		kind: 'long-acting',
		agent: 'lanreotide',
		dose: q(120, 'mg'),
		route: 'SC',
	});
	draft.row('imaging', 'mri-1', {
		date: draft.day(-30),
		modality: 'MRI',
		impression: 'progression',
		purpose: 'other',
	});
	draft.set('plan', { courseStatus: 'not-started', plannedDoses: 4 });
}

/** Sent three days ago; Northgate has not answered. */
export function okonkwo(draft: Draft): void {
	patient(draft, {
		familyName: 'Okonkwo',
		givenName: 'Grace',
		title: 'Ms',
		birthDate: '1970-01-23',
		gender: 'female',
		mrn: '447 311 5',
	});
	midgutG2(draft, { pathologyOn: -90, petOn: -35, ki67: 12 });
	fitness(draft, -9, { kg: 61 });
	panel(draft, -9);
	draft.write(
		'question',
		'asked',
		'New liver progression on octreotide LAR: PRRT now, or embolization first?',
	);
	longActing(draft, 'lar-1', draft.day(-15));
	draft.row('imaging', 'ct-1', {
		date: draft.day(-20),
		modality: 'CT',
		impression: 'progression',
		purpose: 'other',
	});
	draft.row('adverseEventReviews', 'asked-1', { reviewedOn: draft.day(-9) });
	draft.set('plan', { courseStatus: 'not-started', plannedDoses: 4, nextDoseAt: draft.day(18) });
	draft.set('responsibilities', {
		specialistContactedOn: draft.day(-10),
		ssaResponsible: 'primary-oncologist',
	});
}

/** Returned for information: no receptor imaging, and Ki-67 without the mitotic rate. */
export function lindgren(draft: Draft): void {
	patient(draft, {
		familyName: 'Lindgren',
		givenName: 'Per',
		title: 'Mr',
		birthDate: '1948-06-30',
		gender: 'male',
		mrn: '447 090 4',
	});
	draft.set('diagnosis', {
		primarySite: 'pancreas',
		extent: 'metastatic',
		diagnosedOn: draft.day(-200),
		metastaticSites: ['liver'],
	});
	draft.row('pathology', 'path-1', {
		date: draft.day(-200),
		differentiation: 'well',
		ki67: q(18, '%'),
		gradingScheme: 'WHO 2022',
	});
	fitness(draft, -25, { ecog: '2', kg: 77 });
	draft.labs(-25, {
		platelets: q(145, '10*9/L'),
		hemoglobin: q(11.8, 'g/dL'),
		neutrophils: q(2.9, '10*9/L'),
		creatinine: q(118, 'umol/L'),
	});
	draft.write(
		'question',
		'asked',
		'Second line after everolimus. Would PRRT be possible with this kidney function?',
	);
	draft.set('plan', { courseStatus: 'not-started', plannedDoses: 4 });
}

/** Accepted; the first dose is planned, and the last long-acting injection lies too close before it. */
export function dubois(draft: Draft): void {
	patient(draft, {
		familyName: 'Dubois',
		givenName: 'Henri',
		title: 'Mr',
		birthDate: '1959-11-11',
		gender: 'male',
		mrn: '447 356 7',
	});
	midgutG2(draft, { pathologyOn: -160, petOn: -50, ki67: 6 });
	fitness(draft, -6, { kg: 88 });
	panel(draft, -6, { hemoglobin: 142 });
	draft.write('question', 'asked', 'First cycle of PRRT as agreed by telephone. Please confirm the date.');
	longActing(draft, 'lar-1', draft.day(-39));
	longActing(draft, 'lar-2', draft.day(-9));
	draft.row('adverseEventReviews', 'asked-1', { reviewedOn: draft.day(-6) });
	draft.set('plan', { courseStatus: 'not-started', plannedDoses: 4, nextDoseAt: draft.at(12, '10:00') });
	draft.row('imaging', 'ct-1', {
		date: draft.day(-40),
		modality: 'CT',
		impression: 'baseline',
		purpose: 'response-assessment',
	});
	draft.set('responsibilities', {
		careCoordinator: 'Claire Demo-Novak',
		specialistContactedOn: draft.day(-60),
		ssaResponsible: 'primary-oncologist',
		facilityQualified: true,
	});
}

/** Four cycles are complete: ready to be referred back. */
export function hauser(draft: Draft): void {
	patient(draft, {
		familyName: 'Hauser',
		givenName: 'Elisabeth',
		title: 'Ms',
		birthDate: '1957-04-19',
		gender: 'female',
		mrn: '447 015 2',
	});
	midgutG2(draft, { pathologyOn: -420, petOn: -260, ki67: 5 });
	fitness(draft, -3, { kg: 64 });
	draft.write('question', 'asked', 'Four cycles as planned. Please refer back with the plan for follow-up.');
	longActing(draft, 'lar-before', draft.day(-248));
	[-208, -152, -96, -40].forEach((offset, index) => cycle(draft, index + 1, offset));
	const platelets = [244, 221, 196, 183, 171];
	[-214, -158, -102, -46, -3].forEach((offset, index) => {
		panel(draft, offset, { platelets: platelets[index] ?? 171, hemoglobin: 128 - index * 2 });
	});
	longActing(draft, 'lar-maintenance', draft.day(-11));
	draft.set('plan', { courseStatus: 'completed', plannedDoses: 4 });
	draft.row('imaging', 'ct-baseline', {
		date: draft.day(-220),
		modality: 'CT',
		impression: 'baseline',
		purpose: 'response-assessment',
	});
	draft.row('imaging', 'ct-after-4', {
		date: draft.day(-5),
		modality: 'CT',
		impression: 'stable',
		purpose: 'response-assessment',
	});
	draft.row('adverseEvents', 'fatigue-1', {
		term: 'Fatigue',
		grade: '2',
		observedAt: draft.day(-90),
		communicatedOn: draft.day(-89),
		event: 'fatigue',
	});
	draft.row('adverseEvents', 'fatigue-2', {
		term: 'Fatigue',
		grade: '1',
		observedAt: draft.day(-60),
		communicatedOn: draft.day(-59),
		event: 'fatigue',
	});
	draft.set('responsibilities', {
		careCoordinator: 'Claire Demo-Novak',
		specialistContactedOn: draft.day(-280),
		ssaResponsible: 'primary-oncologist',
		postTreatmentTestsAgreed: true,
		resultsTransferRoute: 'shared-board',
		radiationSafetyEducationOn: draft.day(-209),
		radiationSafetyWritten: true,
		facilityQualified: true,
		emergencyContact: '+1 555 0200',
	});
}

/** Lakeside's only patient, whom nobody at the other centers may know of. */
export function moreau(draft: Draft): void {
	patient(draft, {
		familyName: 'Moreau',
		givenName: 'Claude',
		title: 'Mr',
		birthDate: '1966-08-08',
		gender: 'male',
		mrn: '990 001 1',
	});
	draft.set('diagnosis', { primarySite: 'lung', extent: 'metastatic' });
	draft.write('question', 'asked', 'Not yet referred.');
}
