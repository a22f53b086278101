import type { Chart } from '../../chart/chart.ts';
import { needed, recorded } from '../../chart/recorded.ts';
import type { Verdict } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';
import { newestStudies } from './sstr-studies.ts';

const path = 'sstrImaging[].modality';

function judge(chart: Chart): Verdict {
	const studies = newestStudies(chart);
	const evidence = studies.map((study) =>
		recorded(path, 'Receptor study', study.modality, { id: study.id, at: study.date }),
	);
	if (studies.some((study) => study.modality === 'SSTR-PET'))
		return { status: 'pet', headline: 'The newest receptor study is a PET.', evidence };
	if (studies.length > 0)
		return {
			status: 'scintigraphy-accepted',
			headline: 'Scintigraphy is accepted; the source finds PET more sensitive and specific.',
			evidence,
		};
	return {
		status: 'cannot-determine',
		headline: 'No receptor study is recorded.',
		missing: [needed('sstrImaging[]', 'A somatostatin receptor PET or scintigraphy', 'nuclearMedicine')],
	};
}

/** S11, S13: scintigraphy is an alternative, PET is the better test. */
export const eligSstrModality: Rule = {
	id: 'ELIG-SSTR-MODALITY',
	version: '1.0.0',
	title: 'Kind of receptor study',
	group: 'eligibility',
	statuses: { pet: 'none', 'scintigraphy-accepted': 'info', 'cannot-determine': 'info' },
	source: paper(
		'Assessing patient',
		'improved sensitivity and specificity for the detection of metastatic disease compared with Indium In-111-pentetreotide scans',
	),
	reads: [path, 'sstrImaging[].date'],
	policyKeys: [],
	judge: (chart) => [judge(chart)],
};
