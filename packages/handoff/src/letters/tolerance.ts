import {
	analyteEntry,
	compareDecimals,
	dateOfWhen,
	formatDate,
	formatQuantity,
	formatWhen,
	isWhen,
	rowPath,
	rowsOf,
	toCanonical,
	type Analyte,
	type CaseFacts,
	type CaseRecord,
	type Decimal,
	type LabResult,
	type PlainDate,
	type Row,
} from '@consilium/case-model';
import { defaultPolicy, toxicityGrade, type CtcaeVersion } from '@consilium/prrt-rules';
import type { Block, DocumentSection } from '../document/document.ts';
import { gap, row, sentence } from './blocks.ts';
import { findingOf, type Judged } from './judged.ts';

const counts: readonly Analyte[] = ['platelets', 'hemoglobin', 'neutrophils'];
const reported = ['final', 'corrected', 'amended'];

function lowest(labs: readonly LabResult[], analyte: Analyte): LabResult | undefined {
	const usable = labs.flatMap((lab) => {
		const canonical = lab.analyte === analyte ? toCanonical(analyte, lab.q) : undefined;
		return canonical?.ok ? [{ lab, value: canonical.value }] : [];
	});
	return usable.sort((a, b) => compareDecimals(a.value, b.value))[0]?.lab;
}

function limitOf(lab: LabResult, end: number | undefined): Decimal | undefined {
	const canonical = end === undefined ? undefined : toCanonical(lab.analyte, { ...lab.q, value: end });
	return canonical?.ok ? canonical.value : undefined;
}

/** The toxicity grade by number, with its CTCAE version; null where a reference limit is needed and not known. */
function gradeWords(lab: LabResult, version: CtcaeVersion): string | null {
	const canonical = toCanonical(lab.analyte, lab.q);
	if (!canonical.ok) return null;
	const [low, high] = [limitOf(lab, lab.ref?.low), limitOf(lab, lab.ref?.high)];
	const reference = { ...(low ? { low } : {}), ...(high ? { high } : {}) };
	const grade = toxicityGrade(lab.analyte, canonical.value, version, reference);
	return grade === null ? null : `toxicity grade ${grade} (CTCAE ${version})`;
}

function nadirRow(labs: readonly LabResult[], analyte: Analyte, version: CtcaeVersion): Block {
	const { label } = analyteEntry(analyte);
	const lab = lowest(labs, analyte);
	const id = `tolerance.${analyte}`;
	if (!lab) {
		const missing = `${label.toLowerCase()} since the first infusion`;
		return row(id, [`Lowest ${label.toLowerCase()}`, gap(missing), ''], {}, missing);
	}
	const paths = ['value', 'collected'].map((field) => rowPath('labs', lab.id, field));
	const worst = [formatQuantity(lab.q), gradeWords(lab, version)].filter((part) => part !== null).join(', ');
	return row(id, [`Lowest ${label.toLowerCase()}`, worst, formatWhen(lab.collected)], { paths });
}

interface Worst {
	term: string;
	grade: number;
	one: Row;
}

function worstByTerm(record: CaseRecord): Worst[] {
	const worst = new Map<string, Worst>();
	for (const one of rowsOf(record, 'adverseEvents')) {
		const [term, grade] = [one.value('term'), Number(one.value('grade') ?? Number.NaN)];
		if (typeof term !== 'string' || !Number.isInteger(grade)) continue;
		const before = worst.get(term.toLowerCase());
		if (!before || grade > before.grade) worst.set(term.toLowerCase(), { term, grade, one });
	}
	return [...worst.values()].sort((a, b) => b.grade - a.grade || (a.term < b.term ? -1 : 1));
}

function eventRow({ term, grade, one }: Worst): Block {
	const at = one.value('observedAt');
	const missing = isWhen(at) ? undefined : `date of ${term}`;
	const paths = ['term', 'grade', 'observedAt'].map((field) => rowPath('adverseEvents', one.id, field));
	const when = isWhen(at) ? formatWhen(at) : gap(`date of ${term}`);
	return row(
		`tolerance.event.${term.toLowerCase()}`.slice(0, 200),
		[term, `Worst toxicity grade ${grade}`, when],
		{ paths },
		missing,
	);
}

function lastReview(record: CaseRecord): { id: string; on: string } | undefined {
	return rowsOf(record, 'adverseEventReviews')
		.flatMap((one) => {
			const on = one.value('reviewedOn');
			return typeof on === 'string' ? [{ id: one.id, on }] : [];
		})
		.sort((a, b) => (a.on < b.on ? 1 : -1))[0];
}

function eventBlocks(record: CaseRecord): Block[] {
	const worst = worstByTerm(record);
	if (worst.length > 0) return worst.map(eventRow);
	const review = lastReview(record);
	if (review) {
		const text = `Adverse events were asked about on ${formatDate(review.on)}: nothing above grade 2.`;
		return [
			sentence('tolerance.events', text, {
				paths: [rowPath('adverseEventReviews', review.id, 'reviewedOn')],
			}),
		];
	}
	const missing = 'adverse events, or the day they were asked about';
	return [sentence('tolerance.events', `Adverse events: ${gap(missing)}.`, {}, missing)];
}

const doseRules = [
	'DOSE-THROMBOCYTOPENIA',
	'DOSE-ANEMIA-NEUTROPENIA',
	'DOSE-RENAL',
	'DOSE-HEPATIC',
	'DOSE-NONHEM',
	'DOSE-HYPERSENSITIVITY',
];

/** What the dose rules still say, when they are not quiet. */
function doseBlocks(evaluation: Judged): Block[] {
	return doseRules.flatMap((ruleId) => {
		const finding = findingOf(evaluation, ruleId);
		if (!finding || finding.severity === 'none' || finding.status === 'cannot-determine') return [];
		return [sentence(`tolerance.${ruleId}`, finding.headline, { rules: [ruleId] })];
	});
}

/** How it was borne: lowest counts since the first infusion, worst grade of each adverse event, what the dose rules say. */
export function toleranceSection(
	{ record, facts, evaluation }: { record: CaseRecord; facts: CaseFacts; evaluation: Judged },
	first: PlainDate | null,
): DocumentSection {
	const since = facts.labs.filter(
		(lab) => first !== null && reported.includes(lab.status) && dateOfWhen(lab.collected) > first,
	);
	const version = evaluation.findings.find((finding) => finding.ctcae)?.ctcae ?? defaultPolicy.ctcaeVersion;
	const nadirs = first === null ? [] : counts.map((analyte) => nadirRow(since, analyte, version));
	return {
		id: 'tolerance',
		heading: 'Tolerance and worst grades',
		columns: ['What', 'Worst', 'On'],
		blocks: [...nadirs, ...eventBlocks(record), ...doseBlocks(evaluation)],
	};
}
