import { decimal, isBelow } from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import { inCanonical, listed } from '../../chart/words.ts';
import type { AlternateReading } from '../../finding.ts';
import { gradeLimit } from '../../measures/ctcae.ts';
import { labPaths, paper, type Rule } from '../../rule.ts';
import { dosePaths, dosePolicyKeys, doseRule, whileDosesRemain } from './dose-rule.ts';
import { countRow } from './lab-row.ts';
import { judgeRow } from './row-engine.ts';
import { strictest, type RowAnswer } from './row.ts';

function limbOf(chart: Chart, analyte: 'hemoglobin' | 'neutrophils', fallback: number): RowAnswer {
	const limit = gradeLimit(analyte, 3, chart.policy.ctcaeVersion) ?? decimal(fallback);
	const shown = inCanonical(analyte, limit);
	const row = {
		analyte,
		limit,
		shownLimit: `${shown} (grade 3)`,
		until: `${analyte} at least ${shown} (grade 0 to 2)`,
	};
	return judgeRow(
		countRow(chart, row, (value) => isBelow(value, limit)),
		chart,
	);
}

/** Both limbs told together, headed by the stricter one. */
function together(anemia: RowAnswer, neutropenia: RowAnswer): RowAnswer {
	const worst = strictest([anemia, neutropenia]);
	const until = [...(anemia.until ?? []), ...(neutropenia.until ?? [])];
	return {
		...worst,
		because: [...anemia.because, ...neutropenia.because],
		evidence: [...anemia.evidence, ...neutropenia.evidence],
		missing: [...anemia.missing, ...neutropenia.missing],
		episodes: [...new Set([...anemia.episodes, ...neutropenia.episodes])].sort((a, b) => a - b),
		...(worst.status === 'hold' ? { until } : {}),
	};
}

function judge(chart: Chart): RowAnswer {
	const anemia = limbOf(chart, 'hemoglobin', 80);
	const neutropenia = limbOf(chart, 'neutrophils', 1);
	const both = together(anemia, neutropenia);
	if (both.episodes.length < 2 || both.status === 'discontinue') return both;
	const after = `Anemia or neutropenia was present after doses ${listed(both.episodes.map(String))}.`;
	const byRow: AlternateReading = {
		ambiguity: 'A-06',
		status: 'discontinue',
		detail: `${after} Read by row, this is a recurrence: discontinue.`,
	};
	if (chart.policy.recurrenceScopeAnemiaNeutropenia === 'event') return { ...both, alternateReading: byRow };
	const { until: _, ...rest } = both;
	return {
		...rest,
		status: 'discontinue',
		headline: 'Anemia or neutropenia: toxicity of this row after different doses, a recurrence.',
		because: [...both.because, `${after} The row names both, so its recurrence is read by row.`],
		alternateReading: {
			ambiguity: 'A-06',
			status: both.status,
			detail: `Judged event by event, neither anemia nor neutropenia recurred: ${both.status}.`,
		},
	};
}

/** Table 3, row 2: grade 3 or 4 anemia or neutropenia; resolved at grade 0 to 2; recurrence by row. */
export const doseAnemiaNeutropenia: Rule = {
	...doseRule,
	id: 'DOSE-ANEMIA-NEUTROPENIA',
	title: 'Anemia or neutropenia',
	source: paper('Table 3', 'Withhold treatment until complete or partial resolution (grade 0, 1, or 2)'),
	reads: [...labPaths, ...dosePaths],
	policyKeys: ['ctcaeVersion', 'recurrenceScopeAnemiaNeutropenia', ...dosePolicyKeys],
	ctcae: true,
	judge: whileDosesRemain(judge),
};
