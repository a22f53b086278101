import type { Chart } from '../../chart/chart.ts';
import { needed, recorded } from '../../chart/recorded.ts';
import type { Verdict } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';
import { beforeFirstDose, eligibilityRule } from './applies.ts';

const path = 'tumor.extent';

function judge(chart: Chart): Verdict {
	const { extent } = chart.facts.tumor;
	if (extent === undefined)
		return {
			status: 'cannot-determine',
			headline: 'The extent of the disease is not recorded.',
			missing: [needed(path, 'The extent of the disease', 'primaryOncologist')],
		};
	const evidence = [recorded(path, 'Extent', extent)];
	if (extent === 'metastatic') return { status: 'met', headline: 'The disease is metastatic.', evidence };
	if (extent === 'localized')
		return { status: 'not-met', headline: 'The disease is localized, not metastatic.', evidence };
	return {
		status: 'case-by-case',
		headline:
			'Locally advanced, unresectable disease: named by the source neither as suitable nor as unsuitable.',
		because: [
			'The source describes metastatic disease; locally advanced unresectable disease is for the board to weigh.',
		],
		evidence,
	};
}

/** S15: metastatic disease; locally advanced unresectable disease is judged case by case. */
export const eligMetastatic: Rule = {
	...eligibilityRule,
	id: 'ELIG-METASTATIC',
	title: 'Metastatic disease',
	source: paper('Table 1', 'Low-grade (G1 or G2) metastatic GEP NET'),
	reads: [path],
	policyKeys: [],
	judge: beforeFirstDose(judge),
};
