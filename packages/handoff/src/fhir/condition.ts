import { isPlainDate, type PrimarySite } from '@consilium/case-model';
import { z } from 'zod';
import { codesIn, hasCode, icd10Systems, icdOSystems, systems, wordsOf } from './coding.ts';
import { conceptSchema, extensionSchema, type Concept, type Extension } from './elements.ts';
import { whyInvalid } from './invalid.ts';
import { entriesOf, refuse, type Reader, type Reading } from './reading.ts';
import {
	isCancerCode,
	isNetCode,
	isNeuroendocrineIcdO,
	isNeuroendocrineSnomed,
	secondarySiteOf,
	siteOfBody,
	siteOfNetCode,
	siteOfTopography,
} from './tumor-codes.ts';

const conditionSchema = z.object({
	clinicalStatus: conceptSchema.optional(),
	verificationStatus: conceptSchema.optional(),
	code: conceptSchema.optional(),
	bodySite: z.array(conceptSchema).optional(),
	extension: z.array(extensionSchema).optional(),
	onsetDateTime: z.string().optional(),
	recordedDate: z.string().optional(),
});
type Condition = z.infer<typeof conditionSchema>;

const clinical = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const verification = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';

function whyNotStanding(condition: Condition): string | null {
	const { verificationStatus, clinicalStatus } = condition;
	if (hasCode(verificationStatus, verification, ['entered-in-error'])) return 'is marked as entered in error';
	if (hasCode(verificationStatus, verification, ['refuted'])) return 'was refuted';
	if (hasCode(verificationStatus, verification, ['unconfirmed', 'provisional', 'differential']))
		return 'is not a confirmed diagnosis';
	return hasCode(clinicalStatus, clinical, ['inactive', 'remission', 'resolved'])
		? 'is not an active diagnosis'
		: null;
}

const morphologyUrl = /(histology-morphology-behavior|condition-morphology|bodySite-morphology)$/i;

function morphologies(extensions: readonly Extension[] | undefined): Concept[] {
	return (extensions ?? []).flatMap((one) =>
		morphologyUrl.test(one.url) && one.valueCodeableConcept ? [one.valueCodeableConcept] : [],
	);
}

/** True when a code, never a text, says that this is a neuroendocrine tumor. */
function isNeuroendocrine(condition: Condition): boolean {
	if (codesIn(condition.code, icd10Systems).some(isNetCode)) return true;
	return [condition.code, ...morphologies(condition.extension)].some(
		(concept) =>
			codesIn(concept, systems.snomed).some(isNeuroendocrineSnomed) ||
			codesIn(concept, icdOSystems).some(isNeuroendocrineIcdO),
	);
}

function sitesOf(condition: Condition): Set<PrimarySite> {
	const body = condition.bodySite ?? [];
	const named = [
		...codesIn(condition.code, icd10Systems).map((code) => siteOfNetCode(code) ?? siteOfTopography(code)),
		...body.flatMap((site) => codesIn(site, systems.snomed)).map(siteOfBody),
		...body.flatMap((site) => codesIn(site, [...icdOSystems, ...icd10Systems])).map(siteOfTopography),
	];
	return new Set(named.filter((site) => site !== undefined));
}

const broader: Record<string, readonly string[]> = { 'small-intestine': ['duodenum', 'jejunum', 'ileum'] };

/** The one site that all codes agree on; a part of the small intestine agrees with the whole. */
function oneSite(sites: ReadonlySet<PrimarySite>): PrimarySite | undefined {
	const narrow = [...sites].filter((site) => !broader[site]?.some((part) => sites.has(part as PrimarySite)));
	return narrow.length === 1 ? narrow[0] : undefined;
}

function readPrimary(condition: Condition, label: string, source: Parameters<typeof entriesOf>[1]): Reading {
	const sites = sitesOf(condition);
	const site = oneSite(sites);
	if (site === undefined)
		return refuse(
			label,
			sites.size === 0
				? 'is a neuroendocrine tumor, but no code names its primary site: enter it by hand'
				: `names several primary sites (${[...sites].join(', ')}): enter the right one by hand`,
		);
	const since = condition.onsetDateTime;
	const diagnosedOn = isPlainDate(since) ? since : undefined;
	return {
		is: 'taken',
		label,
		entries: entriesOf({ 'diagnosis/primarySite': site, 'diagnosis/diagnosedOn': diagnosedOn }, source),
		notes: ['Differentiation and tumor grade are not read from a diagnosis code.'],
	};
}

/** Condition: the primary site of a neuroendocrine tumor, or its metastases, where codes say it; everything else is refused. */
export const readCondition: Reader = (found, context) => {
	const parsed = conditionSchema.safeParse(found.json);
	if (!parsed.success) return refuse('Condition', whyInvalid('Condition', parsed.error));
	const condition = parsed.data;
	const label = wordsOf(condition.code, 'Diagnosis');
	const why = whyNotStanding(condition);
	if (why !== null) return refuse(label, why);
	const source = context.source(found.ref);
	const icd = codesIn(condition.code, icd10Systems);
	const secondary = icd.map(secondarySiteOf).find((site) => site !== undefined);
	if (secondary !== undefined)
		return {
			is: 'taken',
			label,
			entries: entriesOf(
				{
					'diagnosis/extent': 'metastatic',
					'diagnosis/metastaticSites': secondary === null ? undefined : [secondary],
				},
				source,
			),
		};
	if (isNeuroendocrine(condition)) return readPrimary(condition, label, source);
	return refuse(
		label,
		icd.some(isCancerCode)
			? 'names a cancer, but no code says that it is neuroendocrine: enter the diagnosis by hand'
			: 'is not a code that we know as a neuroendocrine tumor: add it to comorbidity by hand if it matters',
	);
};
