import type { Chart } from '../../chart/chart.ts';
import { needed, recorded } from '../../chart/recorded.ts';
import { listed } from '../../chart/words.ts';
import { or3 } from '../../exact/kleene.ts';
import type { Verdict } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';
import { beforeFirstDose, eligibilityRule } from './applies.ts';

const limbs = [
	{ field: 'progression', label: 'progression' },
	{ field: 'persistentSymptoms', label: 'persistent symptoms' },
	{ field: 'increasedTumorBurdenCtMri', label: 'increased tumor burden on CT or MRI' },
	{ field: 'organFunctionDeterioration', label: 'deterioration of organ function' },
] as const;
const pathOf = (field: string): string => `ssa.outcome.${field}`;
const labels = (rows: readonly { label: string }[]): string => listed(rows.map(({ label }) => label));

function judge(chart: Chart): Verdict {
	const { everGiven, outcome } = chart.facts.ssa;
	const evidence = limbs
		.filter(({ field }) => outcome[field] !== null)
		.map(({ field, label }) => recorded(pathOf(field), label, outcome[field] ? 'yes' : 'no'));
	if (everGiven === false)
		return {
			status: 'not-met',
			headline: 'No somatostatin analog was ever given, so none has failed.',
			evidence: [recorded('ssa.everGiven', 'Somatostatin analog ever given', 'no')],
		};
	const present = limbs.filter(({ field }) => outcome[field] === true);
	const unknown = limbs.filter(({ field }) => outcome[field] === null);
	const failed = or3(limbs.map(({ field }) => outcome[field]));
	if (failed)
		return {
			status: 'met',
			headline: 'First-line somatostatin analog has failed in at least one of the four named ways.',
			because: [`Present on first-line somatostatin analog: ${labels(present)}.`],
			evidence,
		};
	if (failed === false)
		return {
			...loosened(chart),
			because: [`None of ${labels(limbs)} is present on first-line somatostatin analog.`],
			evidence,
		};
	return {
		status: 'cannot-determine',
		headline: 'Whether first-line somatostatin analog failed is not fully recorded.',
		because: [`Not recorded: ${labels(unknown)}.`],
		evidence,
		missing: unknown.map(({ field, label }) =>
			needed(pathOf(field), `Whether there is ${label}`, 'primaryOncologist'),
		),
	};
}

/** The overlay for first-line use leaves the question to the board instead of closing it. */
function loosened(chart: Chart): Pick<Verdict, 'status' | 'headline'> {
	return chart.policy.ssaProgression === 'case-by-case'
		? {
				status: 'case-by-case',
				headline: 'No failure of a somatostatin analog; the site weighs first-line use case by case.',
			}
		: {
				status: 'not-met',
				headline: 'First-line somatostatin analog has not failed in any of the four named ways.',
			};
}

/** S16 to S18: progression, symptoms, burden or organ function on first-line SSA; one is enough. */
export const eligSsaProgression: Rule = {
	...eligibilityRule,
	id: 'ELIG-SSA-PROGRESSION',
	title: 'Progression on somatostatin analog',
	source: paper(
		'Table 1',
		'Disease progression with first-line SSA therapy; including progression or persistent clinical symptoms',
	),
	reads: ['ssa.everGiven', ...limbs.map(({ field }) => pathOf(field))],
	policyKeys: ['ssaProgression'],
	judge: beforeFirstDose(judge),
};
