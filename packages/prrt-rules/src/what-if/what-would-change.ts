import { addDays, dateOfWhen, type Analyte, type CaseFacts, type PlainDate } from '@consilium/case-model';
import { ruleById } from '../catalogue.ts';
import { chartOf, type Chart } from '../chart/chart.ts';
import type { EvaluateOptions } from '../evaluate.ts';
import type { Finding } from '../finding.ts';
import { judge } from '../judge.ts';
import { defaultPolicy, policyWith, type Policy } from '../policy/policy.ts';
import type { Rule } from '../rule.ts';
import { labLevers } from './lab-levers.ts';
import type { Change, Draft, Lever } from './lever.ts';
import { eventLever, performanceLever, reviewLever } from './patient-levers.ts';
import { dayLever, hourLever, receptorStudyLever } from './plan-levers.ts';

/** The smallest change that releases a hold. */
export interface WhatIf extends Draft {
	/** Together they release it; without any one of them, or one step less, they do not. */
	readonly changes: readonly Change[];
	/** What the finding says then. `facts` and `asOf` are the case as it would stand. */
	readonly status: string;
}

const holds: readonly string[] = ['hold', 'not-met', 'too-early'];
const stillNot: readonly string[] = [...holds, 'discontinue', 'cannot-determine', 'exceeded'];

/** Days on which something is on record that a new entry of the same day would contradict. */
const takenDays = ({ labs, adverseEvents, patient }: CaseFacts): ReadonlySet<PlainDate> =>
	new Set(
		[
			...labs.map(({ collected }) => collected),
			...adverseEvents.flatMap(({ observations }) => observations.map(({ at }) => at)),
			...patient.weights.map(({ measuredOn }) => measuredOn),
		].map(dateOfWhen),
	);

/** The first free day, from today on, on which a new result counts for the planned dose. */
function dayOfChange(chart: Chart): PlainDate {
	const recent = addDays(chart.reference, -chart.policy.labMaxAgeDays);
	const taken = takenDays(chart.facts);
	let on = recent > chart.today ? recent : chart.today;
	while (taken.has(on)) on = addDays(on, 1);
	return on;
}

/** The analytes of the results that the finding rests on. */
function analytesOf(finding: Finding, facts: CaseFacts): Analyte[] {
	const ids = new Set(finding.evidence.filter(({ path }) => path === 'labs[].q').map(({ id }) => id));
	return [...new Set(facts.labs.filter(({ id }) => ids.has(id)).map(({ analyte }) => analyte))];
}

/** What could be moved for a rule, by what the rule reads. */
function leversOf(rule: Rule, finding: Finding, chart: Chart, on: PlainDate): Lever[] {
	const reads = (path: string): boolean => rule.reads.includes(path);
	const named = new Set(finding.evidence.map(({ id }) => id));
	return [
		...(rule.group === 'schedule' ? dayLever(chart) : []),
		...(rule.group === 'washout'
			? (rule.policyKeys.includes('ssaShortActingHours') ? hourLever : dayLever)(chart)
			: []),
		...(reads('labs[].q') ? labLevers(analytesOf(finding, chart.facts), on, chart) : []),
		...(reads('adverseEvents[].observations[].grade')
			? chart.facts.adverseEvents.filter(({ id }) => named.has(id)).flatMap((one) => eventLever(one, on))
			: []),
		...(reads('adverseEventsReviewedOn[]') ? [reviewLever(on)] : []),
		...(reads('patient.ecog.value') ? performanceLever(chart, on) : []),
		...(reads('sstrImaging[].date') ? [receptorStudyLever(on)] : []),
	];
}

interface Search {
	readonly levers: readonly Lever[];
	readonly start: Draft;
	releases(draft: Draft): boolean;
}

const applied = ({ levers, start }: Search, steps: readonly number[]): Draft =>
	levers.reduce((draft, lever, index) => {
		const step = steps[index] ?? 0;
		return step === 0 ? draft : lever.apply(draft, step);
	}, start);

/** The fewest steps of one lever, the others standing: none if none suffice, else the border found by halving. */
function fewest(search: Search, steps: readonly number[], index: number): number {
	const suffices = (step: number): boolean =>
		search.releases(
			applied(
				search,
				steps.map((own, at) => (at === index ? step : own)),
			),
		);
	if (suffices(0)) return 0;
	let [short, enough] = [0, steps[index] ?? 0];
	while (enough - short > 1) {
		const middle = Math.floor((short + enough) / 2);
		if (suffices(middle)) enough = middle;
		else short = middle;
	}
	return enough;
}

/** All levers as far as they go, then each drawn back as far as the release allows; null when nothing releases. */
function smallest(search: Search): number[] | null {
	let steps = search.levers.map(({ last }) => last);
	if (!search.releases(applied(search, steps))) return null;
	for (const index of search.levers.keys()) {
		const few = fewest(search, steps, index);
		steps = steps.map((own, at) => (at === index ? few : own));
	}
	return steps;
}

function policyOf({ policy }: EvaluateOptions): Policy {
	return policy === undefined ? defaultPolicy : policyWith(policy);
}

/**
 * "What would change this?" for a finding that holds (hold, not met, too early): the smallest change of inputs that
 * releases it, found by changing them and judging again; null when the finding does not hold or nothing that can still
 * happen releases it. It says what suffices for this finding, not for the dose. Needs facts that `readFacts` accepted.
 */
export function whatWouldChange(
	facts: CaseFacts,
	options: EvaluateOptions,
	findingKey: string,
): WhatIf | null {
	const policy = policyOf(options);
	const rule = ruleById(findingKey.split('@')[0] ?? '');
	if (!rule) return null;
	const judged = (draft: Draft): Finding | undefined =>
		judge(rule, chartOf(draft.facts, policy, draft.asOf)).find(({ key }) => key === findingKey);
	const start: Draft = { facts, asOf: options.asOf };
	const chart = chartOf(facts, policy, options.asOf);
	const finding = judged(start);
	if (!finding || !holds.includes(finding.status)) return null;
	const on = dayOfChange(chart);
	const later: Draft = on > chart.today ? { facts, asOf: on } : start;
	const search: Search = {
		levers: leversOf(rule, finding, chart, on),
		start: rule.group === 'washout' || rule.group === 'schedule' ? start : later,
		releases: (draft) => !stillNot.includes(judged(draft)?.status ?? 'cannot-determine'),
	};
	const steps = smallest(search);
	if (!steps) return null;
	const then = applied(search, steps);
	const changes = search.levers.flatMap((lever, index) => {
		const step = steps[index] ?? 0;
		return step === 0 ? [] : [lever.change(step)];
	});
	return { changes, status: judged(then)?.status ?? '', ...then };
}
