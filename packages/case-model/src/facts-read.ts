import { addDays, dateOfWhen, instantMs, type PlainDate, type When } from './date.ts';
import { caseFactsSchema, type CaseFacts } from './facts.ts';

/** What is wrong with a set of facts, and where: `labs[3].q.unit`. */
export interface FactsIssue {
	readonly path: string;
	readonly message: string;
}
export type FactsReading =
	| { readonly ok: true; readonly facts: CaseFacts }
	| { readonly ok: false; readonly issues: readonly FactsIssue[] };

/** A path as people write it: ['labs', 3, 'q'] is 'labs[3].q'. */
export const writtenPath = (path: readonly PropertyKey[]): string =>
	path.reduce<string>(
		(text, step) =>
			typeof step === 'number' ? `${text}[${step}]` : text === '' ? String(step) : `${text}.${String(step)}`,
		'',
	);

function shapeIssues(input: unknown): FactsReading {
	const parsed = caseFactsSchema.safeParse(input);
	if (parsed.success) return { ok: true, facts: parsed.data };
	const issues = parsed.error.issues.flatMap((issue): FactsIssue[] =>
		issue.code === 'unrecognized_keys'
			? issue.keys.map((key) => ({ path: writtenPath([...issue.path, key]), message: 'unknown key' }))
			: [{ path: writtenPath(issue.path), message: issue.message }],
	);
	return { ok: false, issues };
}

/** Ends before it starts: only said when the two can be compared at the precision they have. */
function endsBefore(start: When, end: When): boolean {
	return start.length === 10 || end.length === 10
		? dateOfWhen(end) < dateOfWhen(start)
		: instantMs(end) < instantMs(start);
}

function doseIssues(doses: CaseFacts['doses']): FactsIssue[] {
	const order = doses.map((dose, index) => ({ dose, index })).sort((a, b) => a.dose.n - b.dose.n);
	return order.flatMap(({ dose, index }, place) => {
		const issues: FactsIssue[] = [];
		const before = order[place - 1]?.dose;
		if (before && before.n === dose.n)
			issues.push({ path: `doses[${index}].n`, message: `dose ${dose.n} is recorded twice` });
		else if (before && dateOfWhen(before.infusionStart) >= dateOfWhen(dose.infusionStart))
			issues.push({
				path: `doses[${index}].infusionStart`,
				message: `dose ${dose.n} is not after dose ${before.n}`,
			});
		if (dose.infusionEnd && endsBefore(dose.infusionStart, dose.infusionEnd))
			issues.push({ path: `doses[${index}].infusionEnd`, message: 'the infusion ends before it starts' });
		return issues;
	});
}

function futureIssues(facts: CaseFacts, asOf: PlainDate): FactsIssue[] {
	const latest = addDays(asOf, 1);
	const labs = facts.labs.map((lab, index) => ({ path: `labs[${index}].collected`, when: lab.collected }));
	const doses = facts.doses.map((dose, index) => ({
		path: `doses[${index}].infusionStart`,
		when: dose.infusionStart,
	}));
	return [...labs, ...doses]
		.filter(({ when }) => dateOfWhen(when) > latest)
		.map(({ path, when }) => ({ path, message: `${when} lies in the future of ${asOf}` }));
}

function repeatedIds(name: string, rows: readonly { id: string }[]): FactsIssue[] {
	const seen = new Set<string>();
	return rows.flatMap(({ id }, index) => {
		if (seen.has(id)) return [{ path: `${name}[${index}].id`, message: `the id ${id} is used twice` }];
		seen.add(id);
		return [];
	});
}

/**
 * What a well-formed set of facts still gets wrong as of a day: results or doses more than one day in the
 * future, doses numbered twice or out of order, an infusion that ends before it starts, ids used twice.
 */
export function factsIssues(facts: CaseFacts, asOf: When): FactsIssue[] {
	return [
		...futureIssues(facts, dateOfWhen(asOf)),
		...doseIssues(facts.doses),
		...repeatedIds('tumor.pathology', facts.tumor.pathology),
		...repeatedIds('sstrImaging', facts.sstrImaging),
		...repeatedIds('ssa.administrations', facts.ssa.administrations),
		...repeatedIds('labs', facts.labs),
		...repeatedIds('adverseEvents', facts.adverseEvents),
		...repeatedIds('imaging', facts.imaging),
		...repeatedIds('plannedBloodDraws', facts.plannedBloodDraws),
	];
}

/** Facts from anything, checked for shape and for sense as of a day; every refusal names its path. */
export function readFacts(input: unknown, asOf: When): FactsReading {
	const shaped = shapeIssues(input);
	if (!shaped.ok) return shaped;
	const issues = factsIssues(shaped.facts, asOf);
	return issues.length === 0 ? shaped : { ok: false, issues };
}
