import type { Chart } from '../chart/chart.ts';
import { firstTimePoint, orderedStudies, studyTime } from '../rules/imaging/post-treatment.ts';

export type ImagingDecision =
	'do-not-call-progression' | 'interpretable' | 'corroborated' | 'cannot-determine' | 'not-applicable';

/** For each study whether its impression may be read as progression; with other evidence on record it may be weighed. */
export function decideImaging(chart: Chart): Record<string, ImagingDecision> {
	const first = firstTimePoint(chart);
	const decided = orderedStudies(chart).map((study): [string, ImagingDecision] => {
		const time = studyTime(chart, study);
		if (time === 'undated' || time === 'unclear') return [study.id, 'cannot-determine'];
		if (time === 'untreated' || time === 'before') return [study.id, 'not-applicable'];
		if (time === 'during') return [study.id, 'do-not-call-progression'];
		const isFirst = study.date !== null && first !== null && study.date <= first.through;
		const supported = (study.corroboration ?? []).some((text) => text.trim() !== '');
		return [study.id, isFirst && !supported ? 'do-not-call-progression' : 'interpretable'];
	});
	return Object.fromEntries(decided);
}
