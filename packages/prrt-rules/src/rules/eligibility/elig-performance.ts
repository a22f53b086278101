import type { Chart } from '../../chart/chart.ts';
import { needed, recorded } from '../../chart/recorded.ts';
import { day } from '../../chart/words.ts';
import type { Verdict } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';
import { beforeFirstDose, eligibilityRule } from './applies.ts';

const path = 'patient.ecog.value';

function judge(chart: Chart): Verdict {
	const { ecog } = chart.facts.patient;
	if (!ecog)
		return {
			status: 'cannot-determine',
			headline: 'Performance status is not recorded.',
			missing: [needed(path, 'The ECOG performance status', 'primaryOncologist')],
		};
	const { ecogMax } = chart.policy;
	const shared = {
		because: [`ECOG ${ecog.value} on ${day(ecog.assessedOn)}; the site's limit is ${ecogMax}.`],
		evidence: [recorded(path, 'ECOG performance status', String(ecog.value), { at: ecog.assessedOn })],
	};
	return ecog.value <= ecogMax
		? { ...shared, status: 'met', headline: `Performance status ECOG ${ecog.value}.` }
		: {
				...shared,
				status: 'not-met',
				headline: `Performance status ECOG ${ecog.value} is above the site's limit of ${ecogMax}.`,
			};
}

/** S20: performance status not poor, read as ECOG at most the site's limit. */
export const eligPerformance: Rule = {
	...eligibilityRule,
	id: 'ELIG-PERFORMANCE',
	title: 'Performance status',
	source: paper(
		'Assessing patient',
		'patients with inadequate bone marrow, renal or hepatic reserves, or poor performance status',
	),
	reads: [path, 'patient.ecog.assessedOn'],
	policyKeys: ['ecogMax'],
	judge: beforeFirstDose(judge),
};
