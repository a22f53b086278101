import { gepSites } from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import { needed, recorded } from '../../chart/recorded.ts';
import type { Verdict } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';
import { beforeFirstDose, eligibilityRule } from './applies.ts';

const path = 'tumor.primarySite';

function judge(chart: Chart): Verdict {
	const site = chart.facts.tumor.primarySite;
	if (site === undefined || site === 'unknown')
		return {
			status: 'cannot-determine',
			headline: 'The primary site is not known; the indication is for gastroenteropancreatic tumors.',
			because: ['Whether an unknown primary counts as gastroenteropancreatic is for the board to settle.'],
			evidence: site === undefined ? [] : [recorded(path, 'Primary site', site)],
			missing: [needed(path, 'The primary site', 'netSpecialist')],
		};
	const evidence = [recorded(path, 'Primary site', site)];
	return gepSites.some((gep) => gep === site)
		? { status: 'met', headline: `Primary site ${site} is gastroenteropancreatic.`, evidence }
		: { status: 'not-met', headline: `Primary site ${site} is not gastroenteropancreatic.`, evidence };
}

/** S10: the primary lies in the gastrointestinal tract or the pancreas. */
export const eligPrimaryGep: Rule = {
	...eligibilityRule,
	id: 'ELIG-PRIMARY-GEP',
	title: 'Gastroenteropancreatic primary',
	source: paper('Introduction', 'SSTR-positive GEP NET, including foregut, midgut, and hindgut NETs'),
	reads: [path],
	policyKeys: [],
	judge: beforeFirstDose(judge),
};
