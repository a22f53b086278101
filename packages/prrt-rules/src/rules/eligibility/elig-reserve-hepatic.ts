import type { Chart } from '../../chart/chart.ts';
import { latestOf, type Latest } from '../../chart/latest.ts';
import { pendingAgainst } from '../../chart/pending.ts';
import type { Tri } from '../../exact/kleene.ts';
import type { Verdict } from '../../finding.ts';
import { liverLimbs, liverToxicity, type LiverPoints } from '../../measures/liver.ts';
import { labPaths, paper, type Rule } from '../../rule.ts';
import { beforeFirstDose, eligibilityRule } from './applies.ts';

type Part = keyof LiverPoints;

const words: Record<'true' | 'false' | 'null', Pick<Verdict, 'status' | 'headline'>> = {
	true: { status: 'not-met', headline: 'Hepatic reserve is inadequate by the definition of Table 3.' },
	false: {
		status: 'met',
		headline: 'Bilirubin, albumin and prothrombin ratio leave adequate hepatic reserve.',
	},
	null: { status: 'cannot-determine', headline: 'Hepatic reserve cannot be told from what is recorded.' },
};
const wordsOf = (toxic: Tri): Pick<Verdict, 'status' | 'headline'> => words[`${toxic}`];

/** The newest result, unless a newer preliminary one would fail its part of the definition, or might. */
function newest(chart: Chart, part: Part): Latest {
	const none = { bilirubin: null, albumin: null, prothrombinRatio: null };
	return pendingAgainst(chart, latestOf(chart, part), part, () => {
		const limbs = liverLimbs({ ...none, [part]: chart.series(part).pending }, chart.policy.reserve);
		return limbs[part] !== false;
	});
}

function judge(chart: Chart): Verdict {
	const limits = chart.policy.reserve;
	const liver = liverToxicity(
		{
			bilirubin: newest(chart, 'bilirubin'),
			albumin: newest(chart, 'albumin'),
			prothrombinRatio: newest(chart, 'prothrombinRatio'),
			inr: chart.series('inr').points.at(-1) ?? null,
		},
		limits,
	);
	return {
		...wordsOf(liver.toxic),
		because: liver.because,
		evidence: liver.evidence,
		missing: liver.toxic === null ? liver.missing : [],
	};
}

/** S20, A-07, A-10: neither limb of Table 3's hepatotoxicity holds. */
export const eligReserveHepatic: Rule = {
	...eligibilityRule,
	id: 'ELIG-RESERVE-HEPATIC',
	title: 'Hepatic reserve',
	source: paper('Table 3', 'Hypoalbuminemia <30 g/L with a decreased prothrombin ratio <70%'),
	reads: [...labPaths, 'labs[].ref.high', 'plan.nextDoseAt'],
	policyKeys: ['reserve', 'labMaxAgeDays'],
	judge: beforeFirstDose(judge),
};
