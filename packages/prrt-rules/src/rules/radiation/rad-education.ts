import { recorded, needed } from '../../chart/recorded.ts';
import { day } from '../../chart/words.ts';
import { paper, type Rule } from '../../rule.ts';

const onPath = 'coordination.radiationSafetyEducationOn';
const writtenPath = 'coordination.radiationSafetyWritten';

/** S62, S65: the patient was taught radiation safety, and was given it in writing. */
export const radEducation: Rule = {
	id: 'RAD-EDUCATION',
	version: '1.0.0',
	title: 'Radiation safety education',
	group: 'radiation',
	statuses: { done: 'none', open: 'warning' },
	source: paper(
		'Treatment',
		'information and safety precautions will usually be given to the patients in writing',
	),
	reads: [onPath, writtenPath],
	policyKeys: [],
	judge: ({ facts }) => {
		const { radiationSafetyEducationOn: on, radiationSafetyWritten: written } = facts.coordination;
		const evidence = [
			...(on === undefined ? [] : [recorded(onPath, 'Radiation safety education', on, { at: on })]),
			...(written === undefined ? [] : [recorded(writtenPath, 'Given in writing', written ? 'yes' : 'no')]),
		];
		if (on !== undefined && written)
			return [
				{
					status: 'done',
					headline: `Radiation safety was taught and given in writing on ${day(on)}.`,
					evidence,
				},
			];
		return [
			{
				status: 'open',
				headline:
					on === undefined
						? 'Radiation safety education is not recorded.'
						: 'Radiation safety was taught, but not given in writing.',
				evidence,
				missing: [
					...(on === undefined
						? [needed(onPath, 'The day of radiation safety education', 'careCoordinator')]
						: []),
					...(written
						? []
						: [needed(writtenPath, 'Whether the precautions were given in writing', 'careCoordinator')]),
				],
			},
		];
	},
};
