import type { Chart, GivenDose } from '../../chart/chart.ts';
import { needed, recorded } from '../../chart/recorded.ts';
import { listed } from '../../chart/words.ts';
import { and3 } from '../../exact/kleene.ts';
import type { Verdict } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';
import { infusionRule, perDose } from './per-dose.ts';

const acids = ['lysine', 'arginine'] as const;
const pathOf = (acid: (typeof acids)[number]): string => `doses[].aminoAcids.${acid}`;

function judge(_chart: Chart, { n, dose }: GivenDose): Verdict {
	const content = acids.map((acid) => ({ acid, present: dose.aminoAcids?.[acid] ?? null }));
	const evidence = content.flatMap(({ acid, present }) =>
		present === null
			? []
			: [recorded(pathOf(acid), acid, present ? 'yes' : 'no', { at: dose.infusionStart })],
	);
	const both = and3(content.map(({ present }) => present));
	const named = (wanted: boolean | null): string =>
		listed(content.filter((one) => one.present === wanted).map((one) => one.acid));
	if (both) return { status: 'ok', headline: `Dose ${n}: the solution held lysine and arginine.`, evidence };
	if (both === false)
		return {
			status: 'deviation',
			headline: `Dose ${n}: the amino acid solution was without ${named(false)}.`,
			evidence,
		};
	return {
		status: 'cannot-determine',
		headline: `Dose ${n}: whether the solution held ${named(null)} is not recorded.`,
		evidence,
		missing: content
			.filter((one) => one.present === null)
			.map(({ acid }) =>
				needed(pathOf(acid), `Whether the solution of dose ${n} held ${acid}`, 'nuclearMedicine'),
			),
	};
}

/** S43: the solution holds both lysine and arginine; the recipe is the site's. */
export const infAminoContent: Rule = {
	...infusionRule,
	id: 'INF-AMINO-CONTENT',
	title: 'Content of the amino acids',
	statuses: { ok: 'none', deviation: 'warning', 'cannot-determine': 'warning', 'not-applicable': 'none' },
	source: paper('Treatment', 'Intravenous amino acid solution, containing L-lysine and L-arginine'),
	reads: [...acids.map(pathOf), 'doses[].n', 'doses[].infusionStart'],
	policyKeys: [],
	judge: perDose(judge),
};
