import { needed, recorded } from '../../chart/recorded.ts';
import { paper, type Rule } from '../../rule.ts';

const path = 'coordination.facilityQualified';

/** S47: the site attests that it has the resources and qualifications; static per site. */
export const facQualified: Rule = {
	id: 'FAC-QUALIFIED',
	version: '1.0.0',
	title: 'Qualified facility',
	group: 'safety',
	statuses: { met: 'none', 'not-met': 'critical', 'cannot-determine': 'info' },
	source: paper(
		'Treatment',
		'each infusion is given in a facility with dedicated resources and qualifications',
	),
	reads: [path],
	policyKeys: [],
	judge: ({ facts }) => {
		const attested = facts.coordination.facilityQualified;
		if (attested === undefined)
			return [
				{
					status: 'cannot-determine',
					headline: 'Whether the treating facility is qualified is not recorded.',
					missing: [needed(path, 'The attestation of the treating facility', 'nuclearMedicine')],
				},
			];
		const evidence = [recorded(path, 'Facility qualified', attested ? 'yes' : 'no')];
		return [
			attested
				? { status: 'met', headline: 'The treating facility is attested as qualified.', evidence }
				: { status: 'not-met', headline: 'The treating facility is recorded as not qualified.', evidence },
		];
	},
};
