import { addDays, type ImagingStudy, type PlainDate } from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import { needed, recorded } from '../../chart/recorded.ts';
import type { Evidence, Missing, RuleGroup } from '../../finding.ts';

/** Where a study lies in relation to treatment. */
export type StudyTime = 'untreated' | 'undated' | 'before' | 'during' | 'after' | 'unclear';

/** Before dose 1, between first and last dose (or while the course goes on), after an ended course, or unclear. */
export function studyTime(chart: Chart, study: ImagingStudy): StudyTime {
	const { firstDose, lastDose } = chart;
	if (!firstDose || !lastDose) return 'untreated';
	if (study.date === null) return 'undated';
	if (study.date < firstDose.date) return 'before';
	if (study.date <= lastDose.date || chart.ended === false) return 'during';
	return chart.ended ? 'after' : 'unclear';
}

/** Studies in a fixed order, whatever their order in the record. */
export const orderedStudies = (chart: Chart): ImagingStudy[] =>
	[...chart.facts.imaging].sort((a, b) => {
		const [first, second] = [`${a.date ?? '9999'}${a.id}`, `${b.date ?? '9999'}${b.id}`];
		return first < second ? -1 : first > second ? 1 : 0;
	});

/** The last day of the first time point after treatment: the first dated study and what follows it closely. */
export function firstTimePoint(chart: Chart): { from: PlainDate; through: PlainDate } | null {
	const dates = chart.facts.imaging.flatMap((study) =>
		study.date !== null && studyTime(chart, study) === 'after' ? [study.date] : [],
	);
	const from = dates.sort()[0];
	return from === undefined ? null : { from, through: addDays(from, chart.policy.imagingTimepointGroupDays) };
}

/** Why the place of a study in relation to treatment is not known, and whom to ask; null when it is known. */
export function placeMissing(chart: Chart, study: ImagingStudy): Missing | null {
	const time = studyTime(chart, study);
	if (time === 'undated')
		return needed('imaging[].date', `The date of the ${study.modality}`, 'radiologist', 'absent', study.id);
	return time === 'unclear'
		? needed('course.status', 'Whether the course of treatment has ended', 'netSpecialist')
		: null;
}

export const studyRow = (study: ImagingStudy): Evidence =>
	recorded('imaging[].date', `${study.modality}, ${study.impression}`, study.date, {
		id: study.id,
		at: study.date,
	});

/** A reported progression makes the warning critical: it is what would be acted upon. */
export const cautionFor = (study: ImagingStudy): { severity: 'critical' | 'warning' } => ({
	severity: study.impression === 'progression' ? 'critical' : 'warning',
});

export const imagingRule: { version: string; group: RuleGroup } = { version: '1.0.0', group: 'imaging' };
export const imagingPaths = [
	'imaging[].date',
	'imaging[].modality',
	'imaging[].impression',
	'doses[].infusionStart',
	'course.status',
] as const;
