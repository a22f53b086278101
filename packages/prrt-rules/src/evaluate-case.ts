import {
	caseFacts,
	dateOfWhen,
	factsIssues,
	parsePath,
	pathOf,
	sections,
	type CaseFacts,
	type CaseRecord,
	type FactProblem,
	type FieldPath,
	type When,
} from '@consilium/case-model';
import type { Decisions, Evaluation } from './evaluation.ts';
import { evaluate } from './evaluate.ts';
import type { PolicyOverrides } from './policy/policy.ts';

export interface EvaluateCaseOptions {
	/** The day (or instant) the judgement is made for. */
	asOf: When;
	/** IANA zone of the case. */
	timeZone: string;
	/** Addresses at which two people's values stand side by side until someone chooses. */
	conflicted?: ReadonlySet<FieldPath>;
	/** Addresses at which the document holds something that is no entry of its field. */
	unreadable?: ReadonlySet<FieldPath>;
	policy?: PolicyOverrides;
}

/** What the rules say about a drafted case, and what they could not be told. */
export interface CaseJudgement {
	facts: CaseFacts;
	problems: FactProblem[];
	evaluation: Evaluation;
}

const eligibilityReads: readonly string[] = [
	'patient',
	'diagnosis',
	'pathology',
	'sstrImaging',
	'ssa',
	'labs',
	'weights',
	'performance',
	'plan',
	'cycles',
	'ssaAdministrations',
];
const nextDoseReads: readonly string[] = [
	'patient',
	'labs',
	'weights',
	'cycles',
	'ssa',
	'ssaAdministrations',
	'adverseEvents',
	'adverseEventReviews',
	'plan',
	'performance',
];
/** Places from which the dates of a hold come. */
const holdDates: readonly string[] = ['cycles', 'ssaAdministrations', 'plan'];
/** Before the first dose eligibility speaks too. */
const firstDoseReads: readonly string[] = [...nextDoseReads, ...eligibilityReads];
const imagingReads: readonly string[] = ['imaging', 'sstrImaging', 'cycles', 'plan'];

const among = (problems: readonly FactProblem[], reads: readonly string[]): FactProblem[] =>
	problems.filter(({ path }) => reads.includes(parsePath(path)?.section ?? ''));

/** A permission becomes `cannot-determine`; a hold stays one, but gives no date that an unreadable entry could move. */
function temperedNextDose(
	next: Decisions['nextDose'],
	problems: readonly FactProblem[],
	reads: readonly string[],
): Decisions['nextDose'] {
	const unread = among(problems, reads);
	if (unread.length === 0 || next.action === 'discontinue' || next.action === 'none') return next;
	const permitted = next.action === 'give-7.4' || next.action === 'give-3.7';
	const dated = next.notBefore !== undefined && among(unread, holdDates).length === 0;
	return {
		action: permitted ? 'cannot-determine' : next.action,
		...(dated ? { notBefore: next.notBefore } : {}),
		until: [...new Set([...(next.until ?? []), ...unread.map(({ why }) => why)])],
		because: next.because,
	};
}

function temperedEligibility(
	eligibility: Decisions['eligibility'],
	problems: readonly FactProblem[],
): Decisions['eligibility'] {
	const permits = eligibility !== 'not-eligible' && eligibility !== 'not-applicable';
	return permits && among(problems, eligibilityReads).length > 0 ? 'cannot-determine' : eligibility;
}

function temperedImaging(
	imaging: Decisions['imaging'],
	problems: readonly FactProblem[],
): Decisions['imaging'] {
	if (among(problems, imagingReads).length === 0) return imaging;
	return Object.fromEntries(
		Object.entries(imaging).map(([id, said]) => [
			id,
			said === 'interpretable' || said === 'corroborated' ? 'cannot-determine' : said,
		]),
	);
}

/** Facts that are well formed one by one but cannot all be true (two cycles of one number), as problems of the board. */
function contradictions(facts: CaseFacts, asOf: When): FactProblem[] {
	return factsIssues(facts, asOf).map(({ path, message }) => {
		const list = path.slice(0, path.indexOf('['));
		const field = path.slice(path.indexOf('].') + 2);
		const section = sections.find((one) => one.facts === list);
		const found = section?.fields.find((one) => one.fact === `${list}[].${field}`) ?? section?.fields[0];
		return { path: pathOf(section?.id ?? 'labs', found?.id ?? 'value'), why: message };
	});
}

/**
 * The rules' judgement of a drafted case: the one call of the board in the browser and of the server on its view. Entered
 * things that the rules could not be given (half-filled rows, values in conflict, two cycles of one number) stand in
 * `problems`, and a decision that reads such a place never permits anything: it is `cannot-determine`, naming them.
 */
export function evaluateCase(record: CaseRecord, options: EvaluateCaseOptions): CaseJudgement {
	const { asOf, timeZone, conflicted, unreadable, policy } = options;
	const read = caseFacts(record, { timeZone, conflicted, unreadable });
	const problems = [...read.problems, ...contradictions(read.facts, dateOfWhen(asOf))];
	const evaluation = evaluate(read.facts, { asOf, ...(policy ? { policy } : {}) });
	const { eligibility, nextDose, imaging } = evaluation.decisions;
	const decisions: Decisions = {
		eligibility: temperedEligibility(eligibility, problems),
		nextDose: temperedNextDose(
			nextDose,
			problems,
			read.facts.doses.length === 0 ? firstDoseReads : nextDoseReads,
		),
		imaging: temperedImaging(imaging, problems),
	};
	return { facts: read.facts, problems, evaluation: { ...evaluation, decisions } };
}
