import type { Option } from './section.ts';

const list = (pairs: Record<string, string>): readonly Option[] =>
	Object.entries(pairs).map(([value, label]) => ({ value, label }));

export const sexes = list({ female: 'Female', male: 'Male' });
export const genders = list({ female: 'Female', male: 'Male', other: 'Other' });
export const allergyStates = list({
	known: 'Known allergies',
	none: 'No known allergies',
	'not-recorded': 'Allergies not recorded',
	unavailable: 'Allergies unavailable',
});
export const primarySiteOptions = list({
	'small-intestine': 'Small intestine',
	duodenum: 'Duodenum',
	jejunum: 'Jejunum',
	ileum: 'Ileum',
	pancreas: 'Pancreas',
	stomach: 'Stomach',
	appendix: 'Appendix',
	colon: 'Colon',
	rectum: 'Rectum',
	esophagus: 'Esophagus',
	ampulla: 'Ampulla of Vater',
	'gallbladder-biliary': 'Gallbladder or bile ducts',
	liver: 'Liver (primary)',
	'gastrointestinal-other': 'Other gastrointestinal site',
	lung: 'Lung',
	thymus: 'Thymus',
	other: 'Other',
	unknown: 'Unknown primary',
});
export const extents = list({
	metastatic: 'Metastatic',
	'locally-advanced-unresectable': 'Locally advanced, unresectable',
	localized: 'Localized',
});
export const functionalSyndromes = list({
	none: 'Non-functioning',
	carcinoid: 'Carcinoid syndrome',
	insulinoma: 'Insulinoma',
	gastrinoma: 'Gastrinoma',
	glucagonoma: 'Glucagonoma',
	vipoma: 'VIPoma',
	other: 'Other',
});
export const metastaticSites = list({
	liver: 'Liver',
	'lymph-nodes': 'Lymph nodes',
	bone: 'Bone',
	peritoneum: 'Peritoneum',
	lung: 'Lung',
	other: 'Other',
});
export const extensiveSites = list({ liver: 'Liver', bone: 'Bone' });
export const differentiations = list({ well: 'Well differentiated', poor: 'Poorly differentiated' });
export const tumorGrades = list({ G1: 'NET G1', G2: 'NET G2', G3: 'NET G3', NEC: 'NEC' });
export const sstrModalities = list({ 'SSTR-PET': 'SSTR PET', 'SSTR-scintigraphy': 'SSTR scintigraphy' });
export const uptakes = list({
	none: 'None',
	below: 'Below liver',
	equal: 'Equal to liver',
	above: 'Above liver',
});
export const krenningScores = list({ '0': '0', '1': '1', '2': '2', '3': '3', '4': '4' });
export const imagingModalities = list({
	CT: 'CT',
	MRI: 'MRI',
	'SSTR-PET': 'SSTR PET',
	'SSTR-scintigraphy': 'SSTR scintigraphy',
	'FDG-PET': 'FDG PET',
});
export const impressions = list({
	baseline: 'Baseline',
	response: 'Response',
	stable: 'Stable',
	progression: 'Progression',
	indeterminate: 'Indeterminate',
});
export const imagingPurposes = list({ 'response-assessment': 'Response assessment', other: 'Other' });
export const therapyKinds = list({
	surgery: 'Surgery',
	'liver-directed': 'Liver-directed therapy',
	chemotherapy: 'Chemotherapy',
	targeted: 'Targeted therapy',
	radiotherapy: 'External radiotherapy',
	prrt: 'PRRT',
	other: 'Other',
});
export const shortActingUses = list({ none: 'None', prn: 'As needed', regular: 'Regular' });
export const ssaKinds = list({ 'long-acting': 'Long-acting', 'short-acting': 'Short-acting' });
export const routes = list({ IM: 'IM', SC: 'SC', IV: 'IV' });
export const labStatusOptions = list({
	final: 'Final',
	corrected: 'Corrected',
	amended: 'Amended',
	preliminary: 'Preliminary',
	cancelled: 'Cancelled',
	'entered-in-error': 'Entered in error',
});
export const ecogScores = list({ '0': '0', '1': '1', '2': '2', '3': '3', '4': '4' });
export const courseStatuses = list({
	'not-started': 'Not started',
	ongoing: 'Ongoing',
	completed: 'Completed',
	discontinued: 'Discontinued',
});
export const adverseEventGrades = list({ '0': '0', '1': '1', '2': '2', '3': '3', '4': '4', '5': '5' });
export const ssaOwners = list({
	'primary-oncologist': 'Primary oncologist',
	'specialty-center': 'Specialty center',
	other: 'Other',
});
export const resultRoutes = list({
	'shared-board': 'This shared board',
	fhir: 'FHIR interface',
	hl7v2: 'HL7 v2 interface',
	fax: 'Fax',
	other: 'Other',
});
export const pregnancyStates = list({
	'not-of-reproductive-potential': 'Not of reproductive potential',
	excluded: 'Pregnancy excluded',
	pregnant: 'Pregnant',
});
export const meetingRoleOptions = list({
	netSpecialist: 'NET specialist',
	nuclearMedicine: 'Nuclear medicine',
	radiationOncologist: 'Radiation oncology',
	radiologist: 'Radiology',
	pathologist: 'Pathology',
	surgeon: 'Surgery',
	primaryOncologist: 'Primary oncologist',
	careCoordinator: 'Care coordinator',
});
