import { fieldAt, parsePath, REMOVED, type FieldPath } from '@consilium/case-model';
import type { Block, DocumentSection, HandoffDocument } from '../document/document.ts';
import { gap, sentence } from './blocks.ts';
import { patientInWords, patientLine } from './board-words.ts';
import { findingOf, type Judged, type LetterInput } from './judged.ts';
import { oursSection, requestsSection } from './requests.ts';
import { responseSection } from './response.ts';
import { callUsSection, overridesSection, precautionsSection } from './safety-net.ts';
import { toleranceSection } from './tolerance.ts';
import { infusionsOf, treatmentSection } from './treatment.ts';

const grades = ['G1', 'G2', 'G3', 'NEC'];

function gradeOf(evaluation: Judged): string | undefined {
	const status = findingOf(evaluation, 'GRADE-WHO')?.status;
	return status !== undefined && grades.includes(status) ? status : undefined;
}

function careSection({ record, centers }: LetterInput): DocumentSection {
	const paths: FieldPath[] = ['patient/familyName'];
	const who = patientInWords(record);
	const text = `${who.charAt(0).toUpperCase()}${who.slice(1)} remains your patient. ${centers.from.name} stays available to ${centers.to.name} for questions, tumor board and further treatment.`;
	return { id: 'care', heading: 'Whose patient', blocks: [sentence('care.yours', text, { paths })] };
}

/** A row that one person took out and another kept, in a section that a block leans on. */
function disputedRow(paths: readonly FieldPath[], conflicted: ReadonlySet<FieldPath>): FieldPath | undefined {
	const leansOn = new Set(paths.flatMap((path) => parsePath(path)?.section ?? []));
	return [...conflicted].find((path) => {
		const parsed = parsePath(path);
		return parsed?.field === REMOVED && leansOn.has(parsed.section);
	});
}

/** A block that leans on a field with two values says so and cannot be signed. */
function doubted(block: Block, conflicted: ReadonlySet<FieldPath>): Block {
	const paths = block.provenance.flatMap((one) => one.path ?? []);
	const path = paths.find((one) => conflicted.has(one)) ?? disputedRow(paths, conflicted);
	if (path === undefined || block.blank !== undefined) return block;
	const field = fieldAt(path)?.field;
	const blank = field
		? `two values of ${field.label} are entered: choose one on the board`
		: 'a row is taken out by one and kept by another: choose on the board';
	const text = `${block.text} ${gap(blank)}`;
	const cells = block.cells && [
		...block.cells.slice(0, -1),
		`${block.cells.at(-1) ?? ''} ${gap(blank)}`.trim(),
	];
	return { ...block, text, blank, ...(cells ? { cells } : {}) };
}

/**
 * The letter with which a patient goes home: what was given, how it was borne, what was seen, and who does what when.
 * Made from the board alone; each sentence names its fields or rules, and what is missing stands in brackets.
 */
export function referralBack(input: LetterInput): HandoffDocument {
	const { record, facts, evaluation, centers, today } = input;
	const infusions = infusionsOf(record, facts);
	const first = infusions?.first ?? null;
	const asked = infusions ? requestsSection({ record, evaluation, centers, infusions }) : null;
	const sections = [
		treatmentSection(record, gradeOf(evaluation)),
		toleranceSection({ record, evaluation }, infusions),
		responseSection(record, evaluation, first),
		asked,
		oursSection(record, centers.from),
		callUsSection(record, centers.from),
		precautionsSection(evaluation, infusions),
		overridesSection(evaluation, input.overrides),
		careSection(input),
	].filter((section) => section !== null);
	const conflicted = input.conflicted ?? new Set<FieldPath>();
	return {
		kind: 'referral-back',
		title: 'Referral back to your care',
		patientLine: patientLine(record),
		date: today,
		from: centers.from,
		to: centers.to,
		sections: sections.map((section) => ({
			...section,
			blocks: section.blocks.map((block) => doubted(block, conflicted)),
		})),
		footer:
			'Made from the shared case board. The rules support the judgement of clinicians; they have not been reviewed by a clinician and replace no decision.',
	};
}
