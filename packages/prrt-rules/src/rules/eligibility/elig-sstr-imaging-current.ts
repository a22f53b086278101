import { addMonthsClamped, type PlainDate } from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import { needed, recorded } from '../../chart/recorded.ts';
import { day } from '../../chart/words.ts';
import type { Evidence, Verdict } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';
import { datedStudies, undatedStudies, type DatedStudy } from './sstr-studies.ts';

const datePath = 'sstrImaging[].date';
const ask = (need: string, id?: string) => needed(datePath, need, 'nuclearMedicine', 'absent', id);
const studyRow = (study: DatedStudy): Evidence =>
	recorded(datePath, study.modality, study.date, { id: study.id, at: study.date });

/** The day of the first dose: given, else planned. Null while neither is known. */
const firstDoseDay = (chart: Chart): PlainDate | null => chart.firstDose?.date ?? chart.plannedDate;

function withoutDate(chart: Chart): Verdict {
	const undated = undatedStudies(chart);
	if (undated.length === 0)
		return {
			status: 'not-met',
			headline: 'No receptor study before the first dose is recorded.',
			missing: [needed('sstrImaging[]', 'A somatostatin receptor PET or scintigraphy', 'nuclearMedicine')],
			until: [`a receptor study at most ${chart.policy.sstrMonths} months before the first dose`],
		};
	return {
		status: 'cannot-determine',
		headline: 'The receptor study has no date; its age cannot be told.',
		missing: undated.map((study) => ask('The date of the receptor study', study.id)),
	};
}

function judgeOn(chart: Chart, study: DatedStudy, on: PlainDate): Verdict {
	const { sstrMonths } = chart.policy;
	const validThrough = addMonthsClamped(study.date, sstrMonths);
	const which = chart.firstDose ? 'given' : 'planned';
	const because = [
		`${study.modality} of ${day(study.date)} plus ${sstrMonths} calendar months is ${day(validThrough)}; the first dose is ${which} for ${day(on)}.`,
	];
	const shared = { because, evidence: [studyRow(study)], window: { validThrough } };
	if (on <= validThrough)
		return {
			...shared,
			status: 'met',
			headline: `The receptor study is current through ${day(validThrough)}.`,
		};
	const undated = undatedStudies(chart);
	if (undated.length > 0)
		return {
			...shared,
			status: 'cannot-determine',
			headline: 'The dated receptor study is too old; another one has no date.',
			missing: undated.map((other) => ask('The date of the receptor study', other.id)),
		};
	return {
		...shared,
		status: 'not-met',
		headline: `The receptor study was current through ${day(validThrough)}, before the first dose.`,
		until: [`a receptor study at most ${sstrMonths} months before the first dose`],
	};
}

function judge(chart: Chart): Verdict {
	const on = firstDoseDay(chart);
	const study = datedStudies(chart, on ?? chart.today).at(-1);
	if (!study) return withoutDate(chart);
	const validThrough = addMonthsClamped(study.date, chart.policy.sstrMonths);
	if (on !== null || chart.today > validThrough) return judgeOn(chart, study, on ?? chart.today);
	return {
		status: 'cannot-determine',
		headline: `The receptor study is current through ${day(validThrough)}; no day of treatment is planned.`,
		evidence: [studyRow(study)],
		missing: [needed('plan.nextDoseAt', 'The planned day of the first dose', 'nuclearMedicine')],
		window: { validThrough },
	};
}

/** S12, A-02: a receptor study within six calendar months (held at month end) before the first dose. */
export const eligSstrImagingCurrent: Rule = {
	id: 'ELIG-SSTR-IMAGING-CURRENT',
	version: '1.0.0',
	title: 'Receptor study current',
	group: 'eligibility',
	statuses: { met: 'none', 'not-met': 'warning', 'cannot-determine': 'warning' },
	source: paper(
		'Assessing patient',
		'somatostatin receptor avidity be demonstrated within 6 months of treatment',
	),
	reads: [datePath, 'sstrImaging[].modality', 'plan.nextDoseAt', 'doses[].infusionStart'],
	policyKeys: ['sstrMonths'],
	judge: (chart) => [judge(chart)],
};
