import type { Chart } from '../../chart/chart.ts';
import type { Verdict } from '../../finding.ts';
import { label, type Rule } from '../../rule.ts';
import {
	adverseEventPaths,
	gradeRow,
	gradesByTerm,
	gradeSays,
	termKey,
	type GradedEvent,
} from './adverse-events.ts';
import { dosePaths } from './dose-rule.ts';

/** Terms that name a hypersensitivity reaction; free text beyond them is not interpreted. */
const terms: ReadonlySet<string> = new Set(
	[
		'hypersensitivity',
		'hypersensitivity reaction',
		'allergic reaction',
		'drug hypersensitivity',
		'anaphylaxis',
		'anaphylactic reaction',
		'anaphylactic shock',
		'angioedema',
	].map(termKey),
);

function reactions(chart: Chart): GradedEvent[] {
	const first = chart.firstDose;
	if (!first) return [];
	return gradesByTerm(chart)
		.filter(([term]) => terms.has(term))
		.flatMap(([, grades]) => grades)
		.filter((one) => one.date >= first.date && one.toxicityGrade > 0);
}

function judge(chart: Chart): Verdict {
	if (chart.ended || !chart.firstDose)
		return { status: 'not-applicable', headline: 'No dose lies between a given one and a further one.' };
	const seen = reactions(chart);
	const shared = { because: seen.map(gradeSays), evidence: seen.map(gradeRow) };
	const worst = Math.max(0, ...seen.map((one) => one.toxicityGrade));
	if (worst >= 3)
		return {
			...shared,
			status: 'discontinue',
			headline: `Hypersensitivity grade ${worst}: the label speaks against another exposure, resolved or not.`,
			because: [
				...shared.because,
				'Table 3 of the source alone would resume at 3.7 GBq after resolution; the stricter label is followed.',
			],
			options: [
				{ id: 'give-3.7', label: '3.7 GBq', permitted: false },
				{ id: 'give-7.4', label: '7.4 GBq', permitted: false },
			],
		};
	if (worst > 0)
		return {
			...shared,
			status: 'premedicate',
			headline: `Hypersensitivity grade ${worst}: the label asks for premedication before further doses.`,
		};
	return { status: 'clear', headline: 'No hypersensitivity reaction is recorded.' };
}

/** Label overlay, on by default: no further dose after grade 3 or 4 hypersensitivity; premedication after grade 1 or 2. */
export const doseHypersensitivity: Rule = {
	id: 'DOSE-HYPERSENSITIVITY',
	version: '1.0.0',
	title: 'Hypersensitivity',
	group: 'dose',
	statuses: { clear: 'none', premedicate: 'warning', discontinue: 'critical', 'not-applicable': 'none' },
	source: label(
		'Warnings and precautions: hypersensitivity',
		'Do not rechallenge patients who experience grade 3/4 hypersensitivity reactions',
	),
	reads: [...adverseEventPaths, ...dosePaths],
	policyKeys: [],
	overlays: ['us-label-hypersensitivity'],
	judge: (chart) => [judge(chart)],
};
