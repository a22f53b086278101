import { pathOf, type CaseRecord, type FieldPath } from '@consilium/case-model';
import type { Block, DocumentSection, Party } from '../document/document.ts';
import { gap, row, sentence } from './blocks.ts';
import { fieldWords, textAt } from './board-words.ts';
import {
	analogMaintenance,
	isWatchEnhanced,
	nextAnatomicImaging,
	postTreatmentLabs,
	receptorPet,
	type Due,
} from './follow-up.ts';
import type { Judged } from './judged.ts';
import type { Infusions } from './treatment.ts';

interface Item {
	id: string;
	what: string;
	when: Due;
	who: Due;
	paths: readonly FieldPath[];
	ruleId?: string;
}

export interface RequestInput {
	record: CaseRecord;
	evaluation: Judged;
	centers: { from: Party; to: Party };
	infusions: Infusions;
}

const words = (one: Due): string => (one.ok ? one.words : gap(one.missing));

function itemRow({ id, what, when, who, paths, ruleId }: Item): Block {
	const missing = when.ok ? (who.ok ? undefined : who.missing) : when.missing;
	const rules = ruleId === undefined ? [] : [ruleId];
	return row(`ask.${id}`, [what, words(when), words(who)], { paths, rules }, missing);
}

function analogOwner({ record, centers }: RequestInput): Due {
	const owner = textAt(record, 'responsibilities', 'ssaResponsible');
	if (owner === 'primary-oncologist') return { ok: true, words: centers.to.name };
	if (owner === 'specialty-center') return { ok: true, words: centers.from.name };
	if (owner === 'other') return { ok: false, missing: 'name of the center that gives the injections' };
	return { ok: false, missing: 'who gives the somatostatin analog injections' };
}

const notEnded: Due = { ok: false, missing: 'whether the course has ended' };

function courseEnded(record: CaseRecord): boolean {
	const status = textAt(record, 'plan', 'courseStatus');
	return status === 'completed' || status === 'discontinued';
}

function items(input: RequestInput): Item[] {
	const { evaluation, centers, infusions } = input;
	const you: Due = { ok: true, words: centers.to.name };
	const { first, last, lastPath, unsafe } = infusions;
	const dated = (due: Due): Due => (unsafe === undefined ? due : { ok: false, missing: unsafe });
	const paths = [lastPath];
	const owner = pathOf('responsibilities', 'ssaResponsible');
	return [
		{
			id: 'labs',
			what: 'Complete blood count with differential and metabolic panel, 5 weeks after the last infusion; please share the results with us',
			when: dated(postTreatmentLabs(evaluation, last)),
			who: you,
			paths,
			ruleId: 'LAB-POST-5W',
		},
		{
			id: 'ct-mri',
			what: 'CT or MRI for tumor assessment',
			when: dated(nextAnatomicImaging(evaluation, last)),
			who: you,
			paths,
			ruleId: 'IMG-CT-MRI-3M',
		},
		{
			id: 'sstr-pet',
			what: 'SSTR PET for response, if one is wished',
			when: dated(courseEnded(input.record) ? receptorPet(evaluation, last) : notEnded),
			who: you,
			paths: [...paths, pathOf('plan', 'courseStatus')],
			ruleId: 'IMG-SSTR-PET-RESPONSE',
		},
		{
			id: 'analog',
			what: 'Octreotide LAR 30 mg intramuscularly',
			when: dated(analogMaintenance(evaluation, first)),
			who: analogOwner(input),
			paths: [...paths, owner],
			ruleId: 'LAR-MAINTENANCE',
		},
		{
			id: 'blood-watch',
			what: isWatchEnhanced(evaluation)
				? 'Closer long-term watch of the blood counts: deep or slowly recovering cytopenia is on record'
				: 'Long-term watch of the blood counts for myelodysplastic syndrome and leukemia',
			when: { ok: true, words: 'with each blood test, for years' },
			who: you,
			paths: [],
			ruleId: 'SURV-MDS',
		},
		{
			id: 'adverse-events',
			what: 'Tell us of any adverse event, whatever its grade',
			when: { ok: true, words: 'when it happens' },
			who: you,
			paths: [],
			ruleId: 'REF-AE-COMMUNICATED',
		},
	];
}

/** What the referring center is asked to do: each thing with its date and its owner. */
export function requestsSection(input: RequestInput): DocumentSection {
	return {
		id: 'ask',
		heading: 'What we ask you to do',
		columns: ['What', 'When', 'Who'],
		blocks: items(input).map(itemRow),
	};
}

/** What the specialty center goes on doing. */
export function oursSection(record: CaseRecord, from: Party): DocumentSection {
	const coordinator = textAt(record, 'responsibilities', 'careCoordinator');
	const path = pathOf('responsibilities', 'careCoordinator');
	const missing = coordinator === undefined ? 'name of the care coordinator' : undefined;
	const route = fieldWords(record, 'responsibilities', 'resultsTransferRoute');
	const routePath = pathOf('responsibilities', 'resultsTransferRoute');
	return {
		id: 'ours',
		heading: 'What we do',
		blocks: [
			sentence(
				'ours.contact',
				`Your contact at ${from.name}: ${coordinator ?? gap('name of the care coordinator')}, care coordinator.`,
				{ paths: [path] },
				missing,
			),
			sentence(
				'ours.results',
				`We read every result you share${route === undefined ? '' : ` (${route.toLowerCase()})`} and answer with advice on dose, imaging and timing.`,
				{ paths: [routePath] },
			),
			sentence(
				'ours.discuss',
				'We discuss new findings with you in the tumor board whenever you ask for it.',
			),
		],
	};
}
