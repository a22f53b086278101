import { decimal, isBelow } from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import { inCanonical } from '../../chart/words.ts';
import { gradeLimit } from '../../measures/ctcae.ts';
import { labPaths, paper, type Rule } from '../../rule.ts';
import { dosePaths, dosePolicyKeys, doseRule, whileDosesRemain } from './dose-rule.ts';
import { countRow } from './lab-row.ts';
import { judgeRow } from './row-engine.ts';

function row(chart: Chart) {
	const limit = gradeLimit('platelets', 2, chart.policy.ctcaeVersion) ?? decimal(75);
	const shown = inCanonical('platelets', limit);
	return countRow(
		chart,
		{
			analyte: 'platelets',
			limit,
			shownLimit: `${shown} (grade 2)`,
			until: `platelets at least ${shown} (grade 0 or 1)`,
		},
		(value) => isBelow(value, limit),
	);
}

/** Table 3, row 1: grade 2 to 4 thrombocytopenia; resolved at grade 0 or 1. */
export const doseThrombocytopenia: Rule = {
	...doseRule,
	id: 'DOSE-THROMBOCYTOPENIA',
	title: 'Thrombocytopenia',
	source: paper('Table 3', 'Withhold treatment until complete or partial resolution (grades 0–1)'),
	reads: [...labPaths, ...dosePaths],
	policyKeys: ['ctcaeVersion', ...dosePolicyKeys],
	ctcae: true,
	judge: whileDosesRemain((chart) => judgeRow(row(chart), chart)),
};
