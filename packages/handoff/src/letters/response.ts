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
	const missing =
		conclusion === ''
			? `conclusion of ${words('modality') || 'the study'} ${words('date')}`.trim()
			: undefined;
	const cells = [
		words('date'),
		words('modality'),
		conclusion === '' ? gap(missing ?? '') : conclusion,
		caution,
	];
	const paths = ['date', 'modality', 'impression'].map((field) => rowPath('imaging', one.id, field));
	return row(`response.${one.id}`, cells, { paths, rules }, missing);
}

function studiesSince(record: CaseRecord, first: PlainDate): Row[] {
	const dateOf = (one: Row): string => {
		const date = one.value('date');
		return typeof date === 'string' ? dateOfWhen(date) : '';
	};
	return rowsOf(record, 'imaging')
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
	const studies = studiesSince(record, first);
	const shown =
		studies.length === 0
			? [
					sentence(
						'response.none',
						`No imaging since the first infusion of ${formatDate(first)} is on record.`,
					),
				]
			: studies.map((one) => studyRow(one, evaluation));
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
