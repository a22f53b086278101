import type { Chart } from '../../chart/chart.ts';
import { needed, recorded } from '../../chart/recorded.ts';
import { day } from '../../chart/words.ts';
import type { Missing } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';
import { adverseEventPaths, gradeRow, gradesByTerm, gradeSays, type GradedEvent } from './adverse-events.ts';
import { dosePaths, dosePolicyKeys, doseRule, whileDosesRemain } from './dose-rule.ts';
import { judgeRow } from './row-engine.ts';
import { strictest, type Observation, type RowAnswer, type RowQuestion } from './row.ts';

const reviewPath = 'adverseEventsReviewedOn[]';
const toxic = 3;

const askReview = (reason: Missing['reason'] = 'absent'): Missing =>
	needed(reviewPath, 'A recent documented review of adverse events', 'primaryOncologist', reason);

const observationOf = (one: GradedEvent): Observation => ({
	when: one.when,
	date: one.date,
	active: one.toxicityGrade >= toxic,
	resolved: one.toxicityGrade < toxic,
	restsOn: one.date,
	tell: () => ({ says: gradeSays(one), evidence: [gradeRow(one)], missing: [] }),
});

/** The newest documented review on or before the reference day. */
const newestReview = (chart: Chart): string | undefined =>
	chart.facts.adverseEventsReviewedOn
		.filter((date) => date <= chart.reference)
		.sort()
		.at(-1);

function termRow(chart: Chart, term: string, grades: readonly GradedEvent[]): RowQuestion {
	const review = newestReview(chart);
	const vouched = (date: string): boolean => review !== undefined && review >= date && chart.isRecent(review);
	return {
		name: grades.at(-1)?.term ?? term,
		observations: grades.map(observationOf),
		sameDayAfter: true,
		silenceIsQuiet: true,
		isRecent: (one) => chart.isRecent(one.date) || vouched(one.date),
		until: `${term} at grade 2 or lower`,
		absent: askReview(),
	};
}

/** The review itself: silence about adverse events is not their absence. */
function reviewAnswer(chart: Chart): RowAnswer {
	const review = newestReview(chart);
	const since = chart.lastDose?.date;
	const shared = {
		evidence:
			review === undefined ? [] : [recorded(reviewPath, 'Adverse events reviewed', review, { at: review })],
		episodes: [],
	};
	const unknown = (headline: string, reason: Missing['reason']): RowAnswer => ({
		...shared,
		status: 'cannot-determine',
		headline,
		because: review === undefined ? [] : [`The newest review of adverse events is of ${day(review)}.`],
		missing: [askReview(reason)],
	});
	if (review === undefined || (since !== undefined && review <= since))
		return unknown('Adverse events: no recent review; no entry is not "no toxicity".', 'absent');
	if (!chart.isRecent(review))
		return unknown('Adverse events: the newest review is too old for the next dose.', 'stale');
	return {
		...shared,
		status: 'clear',
		headline: 'Adverse events reviewed: none that Table 3 would act on.',
		because: [`Adverse events were reviewed on ${day(review)}.`],
		missing: [],
	};
}

function judge(chart: Chart): RowAnswer {
	const terms = gradesByTerm(chart).map(([term, grades]) => judgeRow(termRow(chart, term, grades), chart));
	const review = reviewAnswer(chart);
	const worst = strictest([review, ...terms]);
	const told = [review, ...terms.filter((one) => one.status !== 'clear' || one === worst)];
	const until = told.flatMap((one) => (one.status === 'hold' ? (one.until ?? []) : []));
	const answer: RowAnswer = {
		...worst,
		because: told.flatMap((one) => one.because),
		evidence: told.flatMap((one) => one.evidence),
		missing: told.flatMap((one) => one.missing),
		...(worst.status === 'hold' ? { until } : {}),
	};
	const intervals = new Set(terms.flatMap((one) => one.episodes));
	if (intervals.size < 2 || answer.status === 'discontinue') return answer;
	return {
		...answer,
		alternateReading: {
			ambiguity: 'A-06',
			status: 'discontinue',
			detail:
				'Different terms were toxic after different doses. Read by row instead of by term, this is a recurrence.',
		},
	};
}

/** Table 3, row 5: grade 3 or 4 non-hematological toxicity, judged term by term; a review must vouch for silence. */
export const doseNonhem: Rule = {
	...doseRule,
	id: 'DOSE-NONHEM',
	title: 'Non-hematological toxicity',
	source: paper('Table 3', 'Withhold treatment until complete or partial resolution (grades 0–2)'),
	reads: [...adverseEventPaths, reviewPath, ...dosePaths],
	policyKeys: [...dosePolicyKeys],
	judge: whileDosesRemain(judge),
};
