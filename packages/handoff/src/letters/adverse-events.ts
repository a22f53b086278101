import {
	dateOfWhen,
	formatDate,
	formatWhen,
	isPlainDate,
	isWhen,
	rowPath,
	rowsOf,
	type CaseRecord,
	type FieldPath,
	type Row,
} from '@consilium/case-model';
import type { Block } from '../document/document.ts';
import { gap, row, sentence } from './blocks.ts';
import type { Infusions } from './treatment.ts';

/** All observations under one term. */
interface Term {
	term: string;
	rows: Row[];
}

const wordOf = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();

function byTerm(record: CaseRecord): Term[] {
	const terms = new Map<string, Term>();
	for (const one of rowsOf(record, 'adverseEvents')) {
		const term = one.value('term');
		const known = typeof term === 'string' && term !== '' ? term : '';
		const group = terms.get(wordOf(known)) ?? { term: known, rows: [] };
		group.rows.push(one);
		terms.set(wordOf(known), group);
	}
	return [...terms.values()];
}

function gradeOf(one: Row): number | undefined {
	const grade = one.value('grade');
	return typeof grade === 'string' && /^[0-5]$/.test(grade) ? Number(grade) : undefined;
}

/** The worst observation of a term; an undated one is worse than a dated one of its grade: its date is asked for. */
function worstOf(rows: readonly Row[]): Row | undefined {
	const rank = (one: Row): number => (gradeOf(one) ?? -1) * 2 + (isWhen(one.value('observedAt')) ? 1 : 0);
	return [...rows].sort((a, b) => rank(b) - rank(a))[0];
}

/** The worst known grade of a term, for the order of the rows; ungraded terms come first. */
const weightOf = ({ rows }: Term): number => Math.max(...rows.map((one) => gradeOf(one) ?? 9));

function pathsOf(rows: readonly Row[], worst: Row | undefined): FieldPath[] {
	const ordered = worst ? [worst, ...rows.filter((one) => one !== worst)] : rows;
	return ordered.flatMap((one) =>
		['term', 'grade', 'observedAt'].map((field) => rowPath('adverseEvents', one.id, field)),
	);
}

/** What is missing of the observations of a term, in words; undefined when nothing is. */
function lackOf({ term, rows }: Term, worst: Row | undefined): string | undefined {
	if (term === '') return 'term of an adverse event';
	if (rows.some((one) => gradeOf(one) === undefined)) return `grade of ${term}`;
	return isWhen(worst?.value('observedAt')) ? undefined : `date of ${term}`;
}

function dayWords(at: unknown, infusions: Infusions | null): string {
	if (!isWhen(at)) return '';
	const before = infusions !== null && dateOfWhen(at) < infusions.first;
	return `${formatWhen(at)}${before ? ', before the first infusion' : ''}`;
}

function eventRow(group: Term, infusions: Infusions | null): Block {
	const { term, rows } = group;
	const worst = worstOf(rows);
	const grade = worst && gradeOf(worst);
	const missing = lackOf(group, worst);
	const graded = grade === undefined ? '' : `Worst toxicity grade ${grade}`;
	const open = missing === undefined ? '' : gap(missing);
	const lacksDate = missing?.startsWith('date') ?? false;
	const cells = [
		term === '' ? open : term,
		term === '' || lacksDate ? graded : `${graded} ${open}`.trim(),
		lacksDate ? open : dayWords(worst?.value('observedAt'), infusions),
	];
	const id = `tolerance.event.${term === '' ? 'unnamed' : wordOf(term)}`.slice(0, 200);
	return row(id, cells, { paths: pathsOf(rows, worst) }, missing);
}

function lastReview(record: CaseRecord): { id: string; on: string } | undefined {
	return rowsOf(record, 'adverseEventReviews')
		.flatMap((one) => {
			const on = one.value('reviewedOn');
			return isPlainDate(on) ? [{ id: one.id, on }] : [];
		})
		.sort((a, b) => (a.on < b.on ? 1 : -1))[0];
}

/** The day they were asked about; a day before the last infusion leaves open what came after it. */
function reviewBlock(review: { id: string; on: string }, infusions: Infusions | null): Block {
	const early = infusions !== null && review.on < infusions.last;
	const missing = early ? 'adverse events since the last infusion' : undefined;
	const rest = missing === undefined ? '' : ` After that: ${gap(missing)}.`;
	const text = `None recorded. Adverse events were asked about on ${formatDate(review.on)}: nothing above grade 2.${rest}`;
	const paths = [rowPath('adverseEventReviews', review.id, 'reviewedOn')];
	return sentence('tolerance.events', text, { paths }, missing);
}

/** The worst grade of each adverse event; without any, when they were asked about. Silence is never "none". */
export function eventBlocks(record: CaseRecord, infusions: Infusions | null): Block[] {
	const terms = byTerm(record);
	if (terms.length > 0)
		return terms
			.sort((a, b) => weightOf(b) - weightOf(a) || (a.term < b.term ? -1 : 1))
			.map((group) => eventRow(group, infusions));
	const review = lastReview(record);
	if (review) return [reviewBlock(review, infusions)];
	const missing = 'adverse events, or the day they were asked about';
	return [sentence('tolerance.events', `Adverse events: ${gap(missing)}.`, {}, missing)];
}
