import type { Chart } from '../../chart/chart.ts';
import { needed, recorded } from '../../chart/recorded.ts';
import { day, listed } from '../../chart/words.ts';
import type { Verdict } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';
import { beforeFirstDose, eligibilityRule } from './applies.ts';

const path = 'tumor.extensiveDisease.value';

function judge(chart: Chart): Verdict {
	const judged = chart.facts.tumor.extensiveDisease;
	if (!judged)
		return {
			status: 'cannot-determine',
			headline: 'Nobody has recorded whether liver or bone disease is extensive.',
			because: ['The source gives no number for "extensive": a person has to judge it.'],
			missing: [needed(path, 'A judgement whether liver or bone disease is extensive', 'netSpecialist')],
		};
	const evidence = [
		recorded(path, 'Extensive disease', judged.value ? 'yes' : 'no', { at: judged.assessedOn }),
	];
	if (!judged.value)
		return {
			status: 'met',
			headline: `Disease was judged not extensive on ${day(judged.assessedOn)}.`,
			evidence,
		};
	const where = judged.sites.length > 0 ? ` (${listed([...judged.sites].sort())})` : '';
	return {
		status: 'not-met',
		headline: `Disease was judged extensive${where} on ${day(judged.assessedOn)}.`,
		because: [
			'Table 1 lists extensive metastatic disease as unsuitable; the body text does not repeat it (A-08).',
		],
		evidence: [
			...evidence,
			recorded('tumor.extensiveDisease.sites', 'Sites', [...judged.sites].sort().join(', '), {
				used: 'context',
			}),
		],
	};
}

/** S19, A-08: a person's assertion of extensive liver or bone disease; never inferred. */
export const eligExtensiveDisease: Rule = {
	...eligibilityRule,
	id: 'ELIG-EXTENSIVE-DISEASE',
	title: 'Not extensive',
	source: paper('Table 1', 'Patients with extensive metastatic disease (liver, bone)'),
	reads: [path, 'tumor.extensiveDisease.sites', 'tumor.extensiveDisease.assessedOn'],
	policyKeys: [],
	judge: beforeFirstDose(judge),
};
