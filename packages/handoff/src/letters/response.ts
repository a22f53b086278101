import {
	dateOfWhen,
	formatDate,
	rowPath,
	rowsOf,
	sectionById,
	type CaseRecord,
	type PlainDate,
	type Row,
} from '@consilium/case-model';
import type { Block, DocumentSection } from '../document/document.ts';
import { gap, row, sentence } from './blocks.ts';
import { rowWords } from './board-words.ts';
import type { Judged } from './judged.ts';

const cautionRules = ['IMG-DURING-TX', 'IMG-FIRST-POST-TX', 'IMG-SSTR-PET-RESPONSE'];

function cautionOf(evaluation: Judged, studyId: string): { words: string; rules: string[] } {
	const findings = evaluation.findings.filter(
		(finding) =>
			cautionRules.includes(finding.ruleId) && finding.subject === studyId && finding.severity !== 'none',
	);
	return {
		words: findings.map((finding) => finding.headline).join(' '),
		rules: findings.map((finding) => finding.ruleId),
	};
}

function studyRow(one: Row, evaluation: Judged): Block {
	const section = sectionById('imaging');
	const words = (field: string): string => (section ? rowWords(section, one, field) : '');
	const { words: caution, rules } = cautionOf(evaluation, one.id);
	const conclusion = words('impression');
	const study = words('modality') || 'the study';
	const undated = one.value('date') === undefined ? `date of ${study}` : undefined;
	const open = conclusion === '' ? `conclusion of ${study} ${words('date')}`.trim() : undefined;
	const missing = undated ?? open;
	const cells = [
		undated === undefined ? words('date') : gap(undated),
		words('modality'),
		open === undefined ? conclusion : gap(open),
		caution,
	];
	const paths = ['date', 'modality', 'impression'].map((field) => rowPath('imaging', one.id, field));
	return row(`response.${one.id}`, cells, { paths, rules }, missing);
}

/** A receptor study since the first infusion: what it shows is uptake, not a verdict on response. */
function receptorRow(one: Row): Block {
	const section = sectionById('sstrImaging');
	const words = (field: string): string => (section ? rowWords(section, one, field) : '');
	const uptake = words('uptakeVsLiver') || words('krenning');
	const study = words('modality') || 'the receptor study';
	const undated = one.value('date') === undefined ? `date of ${study}` : undefined;
	const open = uptake === '' ? `uptake of ${study} ${words('date')}`.trim() : undefined;
	const cells = [
		undated === undefined ? words('date') : gap(undated),
		words('modality'),
		open === undefined ? `Uptake: ${uptake.toLowerCase()}` : gap(open),
		'Recorded for receptor expression, not as a study of response.',
	];
	const paths = ['date', 'modality', 'uptakeVsLiver', 'krenning'].map((field) =>
		rowPath('sstrImaging', one.id, field),
	);
	return row(`response.sstr.${one.id}`, cells, { paths }, undated ?? open);
}

/** The studies of a section since a day, oldest first; those without a date come last, for they may be among them. */
function studiesSince(record: CaseRecord, section: 'imaging' | 'sstrImaging', first: PlainDate): Row[] {
	const dateOf = (one: Row): string => {
		const date = one.value('date');
		return typeof date === 'string' ? dateOfWhen(date) : '9999';
	};
	return rowsOf(record, section)
		.filter((one) => dateOf(one) >= first)
		.sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : 1));
}

const caution =
	'The first imaging after treatment, conventional or functional, does not by itself define progression: swelling from the treatment can look like growth.';

/** What imaging has shown since the first infusion, each study with its caution, and the caution on the next one. */
export function responseSection(
	record: CaseRecord,
	evaluation: Judged,
	first: PlainDate | null,
): DocumentSection | null {
	if (first === null) return null;
	const studies = [
		...studiesSince(record, 'imaging', first).map((one) => studyRow(one, evaluation)),
		...studiesSince(record, 'sstrImaging', first).map(receptorRow),
	];
	const shown =
		studies.length === 0
			? [
					sentence(
						'response.none',
						`No imaging since the first infusion of ${formatDate(first)} is on record.`,
					),
				]
			: studies;
	return {
		id: 'response',
		heading: 'Response so far',
		columns: ['Date', 'Study', 'Reported conclusion', 'Caution'],
		blocks: [
			...shown,
			sentence('response.caution', caution, { rules: ['IMG-DURING-TX', 'IMG-FIRST-POST-TX'] }),
		],
	};
}
