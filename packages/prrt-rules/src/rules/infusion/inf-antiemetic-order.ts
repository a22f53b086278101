import type { Chart, GivenDose } from '../../chart/chart.ts';
import { isBefore } from '../../chart/moments.ts';
import { moment } from '../../chart/words.ts';
import type { Verdict } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';
import { infusionRule, perDose, timeOf, timesUnknown } from './per-dose.ts';

const antiemeticPath = 'doses[].antiemeticAt';
const startPath = 'doses[].aminoAcids.start';

function judge(chart: Chart, { n, dose }: GivenDose): Verdict {
	const antiemetic = timeOf(chart, antiemeticPath, 'Antiemetic given', dose.antiemeticAt);
	const amino = timeOf(chart, startPath, 'Amino acids started', dose.aminoAcids?.start);
	const first = antiemetic.moments && amino.moments ? isBefore(antiemetic.moments, amino.moments) : null;
	if (first === null || antiemetic.when === null || amino.when === null)
		return timesUnknown(`Dose ${n}: the order of antiemetic and amino acids is not known.`, [
			antiemetic,
			amino,
		]);
	return {
		status: first ? 'ok' : 'deviation',
		headline: `Dose ${n}: the antiemetic was ${first ? 'given' : 'not given'} before the amino acids.`,
		because: [`Antiemetic ${moment(antiemetic.when)}, amino acids from ${moment(amino.when)}.`],
		evidence: [...antiemetic.evidence, ...amino.evidence],
	};
}

/** S46: the antiemetic comes strictly before the amino acids. */
export const infAntiemeticOrder: Rule = {
	...infusionRule,
	id: 'INF-ANTIEMETIC-ORDER',
	title: 'Antiemetic before amino acids',
	statuses: { ok: 'none', deviation: 'warning', 'cannot-determine': 'warning', 'not-applicable': 'none' },
	source: paper('Figure 1', 'Antiemetics are given before intravenous amino acids'),
	reads: [antiemeticPath, startPath, 'doses[].n'],
	policyKeys: [],
	judge: perDose(judge),
};
