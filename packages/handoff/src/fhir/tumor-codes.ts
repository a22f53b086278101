import type { PrimarySite } from '@consilium/case-model';

/**
 * ICD-10-CM C7A: malignant neuroendocrine tumors by site. Codes that name no single organ (foregut, midgut, hindgut,
 * large intestine unspecified, C7A.1, C7A.8) are left out on purpose: the site is then asked for.
 */
const netSites: Record<string, PrimarySite> = {
	'C7A.00': 'unknown',
	'C7A.010': 'duodenum',
	'C7A.011': 'jejunum',
	'C7A.012': 'ileum',
	'C7A.019': 'small-intestine',
	'C7A.020': 'appendix',
	'C7A.021': 'colon',
	'C7A.022': 'colon',
	'C7A.023': 'colon',
	'C7A.024': 'colon',
	'C7A.025': 'colon',
	'C7A.026': 'rectum',
	'C7A.090': 'lung',
	'C7A.091': 'thymus',
	'C7A.092': 'stomach',
	'C7A.093': 'other',
};

/** ICD-10 and ICD-O-3 topography, longest prefix first. C19, C21 and C26 are no organ of our list. */
const topography: readonly (readonly [string, PrimarySite])[] = [
	['C18.1', 'appendix'],
	['C24.1', 'ampulla'],
	['C17.0', 'duodenum'],
	['C17.1', 'jejunum'],
	['C17.2', 'ileum'],
	['C15', 'esophagus'],
	['C16', 'stomach'],
	['C17', 'small-intestine'],
	['C18', 'colon'],
	['C20', 'rectum'],
	['C22', 'liver'],
	['C23', 'gallbladder-biliary'],
	['C24', 'gallbladder-biliary'],
	['C25', 'pancreas'],
	['C34', 'lung'],
	['C37', 'thymus'],
];

/** SNOMED CT body structures that name one organ of our list. */
const bodySites: Record<string, PrimarySite> = {
	'15776009': 'pancreas',
	'34516001': 'ileum',
	'21306003': 'jejunum',
	'38848004': 'duodenum',
	'30315005': 'small-intestine',
	'69695003': 'stomach',
	'66754008': 'appendix',
	'71854001': 'colon',
	'34402009': 'rectum',
	'39607008': 'lung',
	'9875009': 'thymus',
};

/** SNOMED CT morphologies that are a neuroendocrine tumor. Site and grade are never derived from a morphology. */
const neuroendocrineSnomed: readonly string[] = ['1286768001', '1286769009', '1286770005', '128628002'];

/** ICD-O-3 morphologies that are a neuroendocrine neoplasm; 8249/3 is G2 and G3 alike, so no grade is read from it. */
const neuroendocrineIcdO: readonly string[] = [
	'8240/3',
	'8249/3',
	'8246/3',
	'8013/3',
	'8041/3',
	'8150/3',
	'8151/3',
	'8152/3',
	'8153/3',
	'8155/3',
	'8156/3',
];

/** ICD-10-CM C7B: secondary neuroendocrine tumors; C7B.1 (Merkel cell) is another disease. */
const secondarySites: Record<string, string | null> = {
	'C7B.00': null,
	'C7B.01': 'lymph-nodes',
	'C7B.02': 'liver',
	'C7B.03': 'bone',
	'C7B.04': 'peritoneum',
	'C7B.09': 'other',
	'C7B.8': 'other',
};

export const siteOfNetCode = (code: string): PrimarySite | undefined => netSites[code];
export const isNetCode = (code: string): boolean => code === 'C7A' || code.startsWith('C7A.');
export const siteOfTopography = (code: string): PrimarySite | undefined =>
	topography.find(([prefix]) => code.startsWith(prefix))?.[1];
export const siteOfBody = (code: string): PrimarySite | undefined => bodySites[code];
export const isNeuroendocrineSnomed = (code: string): boolean => neuroendocrineSnomed.includes(code);
export const isNeuroendocrineIcdO = (code: string): boolean => neuroendocrineIcdO.includes(code);
/** The metastatic site; null for a metastasis whose site is not said; undefined for any other code. */
export const secondarySiteOf = (code: string): string | null | undefined => secondarySites[code];
export const isCancerCode = (code: string): boolean =>
	/^C\d/.test(code) || /^C[47]A/.test(code) || /^C7B/.test(code);
