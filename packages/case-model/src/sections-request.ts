import * as options from './options.ts';
import type { Section } from './section.ts';

/** Who the patient is and what is asked: written by the originating center, locked while the referral is under way. */
export const requestSections: readonly Section[] = [
	{
		id: 'patient',
		label: 'Patient',
		shape: 'single',
		scope: 'referral',
		fields: [
			{ id: 'familyName', label: 'Family name', kind: 'text', key: true },
			{ id: 'givenName', label: 'Given name', kind: 'text', key: true },
			{ id: 'title', label: 'Title', kind: 'text' },
			{ id: 'preferredName', label: 'Preferred name', kind: 'text' },
			{ id: 'birthDate', label: 'Born', kind: 'date', fact: 'patient.birthDate', key: true },
			{ id: 'gender', label: 'Gender', kind: 'choice', options: options.genders, key: true },
			{
				id: 'sex',
				label: 'Sex for the creatinine clearance formula',
				kind: 'choice',
				options: options.sexes,
				fact: 'patient.sex',
				help: 'The parameter of the Cockcroft–Gault formula; recorded apart from gender.',
			},
			{ id: 'mrn', label: 'Record number', kind: 'text', key: true },
			{ id: 'otherIdentifier', label: 'Other identifier', kind: 'text' },
			{ id: 'allergyState', label: 'Allergies', kind: 'choice', options: options.allergyStates, key: true },
			{ id: 'allergies', label: 'Known allergies', kind: 'lines', key: true },
		],
	},
	{
		id: 'question',
		label: 'Question',
		shape: 'single',
		scope: 'referral',
		fields: [
			{ id: 'asked', label: 'What the referring team asks', kind: 'prose' },
			{ id: 'reason', label: 'Why now', kind: 'text' },
		],
	},
	{
		id: 'goals',
		label: 'Goals and travel',
		shape: 'single',
		scope: 'referral',
		fields: [
			{ id: 'patientGoals', label: "Patient's goals", kind: 'text' },
			{ id: 'comorbidity', label: 'Comorbidity', kind: 'lines' },
			{
				id: 'travelMinutes',
				label: 'Travel to the specialty center, minutes one way',
				kind: 'number',
				whole: true,
				min: 0,
				max: 6000,
			},
			{ id: 'support', label: 'Support at home', kind: 'text' },
		],
	},
];

/** What both centers agree and discuss. */
export const sharedSections: readonly Section[] = [
	{
		id: 'responsibilities',
		label: 'Responsibilities',
		shape: 'single',
		scope: 'board',
		fields: [
			{
				id: 'careCoordinator',
				label: 'Care coordinator',
				kind: 'text',
				fact: 'coordination.careCoordinator',
			},
			{
				id: 'specialistContactedOn',
				label: 'Specialist first contacted on',
				kind: 'date',
				fact: 'coordination.specialistContactedOn',
			},
			{
				id: 'ssaResponsible',
				label: 'SSA injections are given by',
				kind: 'choice',
				options: options.ssaOwners,
				fact: 'coordination.ssaResponsible',
			},
			{
				id: 'postTreatmentTestsAgreed',
				label: 'Tests after treatment agreed',
				kind: 'yes-no',
				fact: 'coordination.postTreatmentTestsAgreed',
			},
			{
				id: 'resultsTransferRoute',
				label: 'Labs and scans travel by',
				kind: 'choice',
				options: options.resultRoutes,
				fact: 'coordination.resultsTransferRoute',
			},
			{
				id: 'radiationSafetyEducationOn',
				label: 'Radiation-safety education given on',
				kind: 'date',
				fact: 'coordination.radiationSafetyEducationOn',
			},
			{
				id: 'radiationSafetyWritten',
				label: 'Precautions handed over in writing',
				kind: 'yes-no',
				fact: 'coordination.radiationSafetyWritten',
			},
			{
				id: 'facilityQualified',
				label: 'Treating facility qualified for radionuclide therapy',
				kind: 'yes-no',
				fact: 'coordination.facilityQualified',
			},
			{
				id: 'postLabsSharedOn',
				label: 'Labs after treatment shared on',
				kind: 'date',
				fact: 'coordination.postLabsSharedOn',
			},
			{
				id: 'scanTimingSentOn',
				label: 'Follow-up scan timing sent on',
				kind: 'date',
				fact: 'coordination.scanTimingSentOn',
			},
			{
				id: 'referredBackOn',
				label: 'Referred back on',
				kind: 'date',
				fact: 'coordination.referredBackOn',
			},
			{ id: 'emergencyContact', label: 'Emergency contact', kind: 'text' },
		],
	},
	{
		id: 'meeting',
		label: 'Tumor board',
		shape: 'single',
		scope: 'board',
		fields: [
			{ id: 'heldOn', label: 'Meeting held on', kind: 'date', fact: 'meeting.heldOn' },
			{
				id: 'rolesPresent',
				label: 'Specialties present',
				kind: 'choices',
				options: options.meetingRoleOptions,
				fact: 'meeting.rolesPresent',
			},
		],
	},
	{
		id: 'discussion',
		label: 'Discussion',
		shape: 'single',
		scope: 'board',
		fields: [
			{ id: 'notes', label: 'Discussion', kind: 'prose' },
			{ id: 'recommendation', label: 'Recommendation (draft)', kind: 'prose' },
		],
	},
	{
		id: 'privateNotes',
		label: "Own center's notes",
		shape: 'single',
		scope: 'private',
		fields: [{ id: 'notes', label: 'Notes of this center only', kind: 'prose' }],
	},
];
