import type { Chart, GivenDose } from '../../chart/chart.ts';
import { hoursApartAtLeast } from '../../chart/moments.ts';
import { moment } from '../../chart/words.ts';
import type { Verdict } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';
import { apart, infusionRule, perDose, timeOf, timesUnknown } from './per-dose.ts';

const endPath = 'doses[].aminoAcids.end';

function judge(chart: Chart, { n, dose }: GivenDose): Verdict {
	const { aminoAfterHours: hours, aminoAfterToleranceMinutes: tolerance } = chart.policy;
	const amino = timeOf(chart, endPath, 'Amino acids stopped', dose.aminoAcids?.end);
	const infusion = timeOf(chart, 'doses[].infusionEnd', 'Infusion ended', dose.infusionEnd);
	const least = hours - tolerance / 60;
	const enough =
		amino.moments && infusion.moments ? hoursApartAtLeast(infusion.moments, amino.moments, least) : null;
	if (enough === null || !amino.moments || !infusion.moments || amino.when === null || infusion.when === null)
		return timesUnknown(`Dose ${n}: how long the amino acids ran after the infusion is not known.`, [
			amino,
			infusion,
		]);
	return {
		status: enough ? 'ok' : 'short',
		headline: `Dose ${n}: amino acids ran ${enough ? 'about' : 'less than'} ${hours} h after the infusion.`,
		because: [
			`Infusion ended ${moment(infusion.when)}, amino acids ${moment(amino.when)}: ${apart(infusion.moments, amino.moments)} after; the source says about ${hours} h, the site allows ${tolerance} min less.`,
		],
		evidence: [...amino.evidence, ...infusion.evidence],
	};
}

/** S45: amino acids run until about three hours after the infusion; the tolerance is the site's. */
export const infAminoDuration: Rule = {
	...infusionRule,
	id: 'INF-AMINO-DURATION',
	title: 'Duration of the amino acids',
	statuses: { ok: 'none', short: 'warning', 'cannot-determine': 'warning', 'not-applicable': 'none' },
	source: paper('Figure 1', 'for approximately 3 hours after treatment'),
	reads: [endPath, 'doses[].infusionEnd', 'doses[].infusionStart', 'doses[].n'],
	policyKeys: ['aminoAfterHours', 'aminoAfterToleranceMinutes'],
	judge: perDose(judge),
};
