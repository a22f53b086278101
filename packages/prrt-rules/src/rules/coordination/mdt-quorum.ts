import { needed, recorded } from '../../chart/recorded.ts';
import { day } from '../../chart/words.ts';
import { paper, type Rule } from '../../rule.ts';

const rolesPath = 'meeting.rolesPresent';
const heldPath = 'meeting.heldOn';

/** S26: a NET specialist and a nuclear medicine physician or radiation oncologist at the table. */
export const mdtQuorum: Rule = {
	id: 'MDT-QUORUM',
	version: '1.0.0',
	title: 'Tumor board quorum',
	group: 'coordination',
	statuses: { met: 'none', 'not-met': 'warning', 'cannot-determine': 'info' },
	source: paper(
		'Introduction',
		'a specialist with expertise in the management of NETs and a nuclear medicine physician or radiation oncologist',
	),
	reads: [rolesPath, heldPath],
	policyKeys: [],
	judge: ({ facts }) => {
		const { meeting } = facts;
		if (!meeting)
			return [
				{
					status: 'cannot-determine',
					headline: 'No meeting of the tumor board is recorded.',
					missing: [needed(rolesPath, 'Who was present at the meeting', 'careCoordinator')],
				},
			];
		const has = (role: (typeof meeting.rolesPresent)[number]): boolean => meeting.rolesPresent.includes(role);
		const complete = has('netSpecialist') && (has('nuclearMedicine') || has('radiationOncology'));
		const evidence = [
			recorded(rolesPath, 'Roles present', [...meeting.rolesPresent].sort().join(', '), {
				at: meeting.heldOn,
			}),
		];
		const lacking = has('netSpecialist') ? 'nuclear medicine or radiation oncology' : 'a NET specialist';
		return [
			complete
				? { status: 'met', headline: `The meeting of ${day(meeting.heldOn)} had its quorum.`, evidence }
				: {
						status: 'not-met',
						headline: `The meeting of ${day(meeting.heldOn)} was without ${lacking}.`,
						evidence,
					},
		];
	},
};
