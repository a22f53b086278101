import type { Chart, GivenDose } from '../../chart/chart.ts';
import { hoursApartAtLeast } from '../../chart/moments.ts';
import { moment } from '../../chart/words.ts';
import type { Verdict } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';
import { apart, infusionRule, perDose, timeOf, timesUnknown } from './per-dose.ts';

const startPath = 'doses[].aminoAcids.start';

function judge(chart: Chart, { n, dose }: GivenDose): Verdict {
	const minutes = chart.policy.aminoStartMinutes;
	const amino = timeOf(chart, startPath, 'Amino acids started', dose.aminoAcids?.start);
	const infusion = timeOf(chart, 'doses[].infusionStart', 'Infusion started', dose.infusionStart);
	const early =
		amino.moments && infusion.moments
			? hoursApartAtLeast(amino.moments, infusion.moments, minutes / 60)
			: null;
	if (early === null || !amino.moments || !infusion.moments || amino.when === null)
		return timesUnknown(`Dose ${n}: when the amino acids started is not known well enough.`, [
			amino,
			infusion,
		]);
	return {
		status: early ? 'ok' : 'late-start',
		headline: `Dose ${n}: amino acids started ${early ? 'at least' : 'less than'} ${minutes} min before the infusion.`,
		because: [
			`Amino acids from ${moment(amino.when)}, infusion from ${moment(dose.infusionStart)}: ${apart(amino.moments, infusion.moments)} before.`,
		],
		evidence: [...amino.evidence, ...infusion.evidence],
	};
}

/** S44: amino acids start at least 30 minutes before the infusion; earlier is fine. */
export const infAminoStart: Rule = {
	...infusionRule,
	id: 'INF-AMINO-START',
	title: 'Start of the amino acids',
	statuses: { ok: 'none', 'late-start': 'warning', 'cannot-determine': 'warning', 'not-applicable': 'none' },
	source: paper('Treatment', 'should be administered 30 minutes before'),
	reads: [startPath, 'doses[].infusionStart', 'doses[].n'],
	policyKeys: ['aminoStartMinutes'],
	judge: perDose(judge),
};
