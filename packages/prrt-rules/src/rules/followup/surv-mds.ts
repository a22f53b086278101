import { daysBetween, decimal, isBelow, type Decimal } from '@consilium/case-model';
import type { Chart, GivenDose } from '../../chart/chart.ts';
import { analyteName, type LabPoint } from '../../chart/lab-series.ts';
import { absentLab, day, labEvidence, listed, shownPoint, unreadableMissing } from '../../chart/words.ts';
import { or3, type Tri } from '../../exact/kleene.ts';
import type { Evidence, Missing, Verdict } from '../../finding.ts';
import { gradeLimit } from '../../measures/ctcae.ts';
import { labPaths, paper, type Rule } from '../../rule.ts';

const counts = ['platelets', 'neutrophils', 'hemoglobin', 'leukocytes'] as const;
type Count = (typeof counts)[number];

/** From this many days after the end of the course a count that is still low is "limited recovery". */
const recoveryDays = 56;

interface CountReading {
	readonly profound: LabPoint | undefined;
	readonly limited: LabPoint | undefined;
	readonly answer: Tri;
	readonly evidence: readonly Evidence[];
	readonly missing: readonly Missing[];
}

const isLow = (point: LabPoint, limit: Decimal | null): boolean =>
	limit !== null && point.value !== null && isBelow(point.value, limit);

/** Grades without a fixed number (anemia grade 4) are taken at the next milder one that has one. */
function profoundLimit(chart: Chart, count: Count): Decimal | null {
	const { ctcaeVersion, mdsProfoundGrade } = chart.policy;
	const wanted = ([4, 3, 2, 1] as const).filter((grade) => grade <= mdsProfoundGrade);
	for (const grade of wanted) {
		const limit = gradeLimit(count, grade, ctcaeVersion);
		if (limit) return limit;
	}
	return decimal(0);
}

function readCount(chart: Chart, first: GivenDose, count: Count, recovery: boolean): CountReading {
	const points = chart.series(count).points.filter((point) => point.date > first.date);
	const limit = profoundLimit(chart, count);
	const profound = points.find((point) => isLow(point, limit));
	const since = points.filter((point) => point.date > (chart.lastDose?.date ?? first.date));
	const latest = since.at(-1);
	const limited =
		recovery && latest && isLow(latest, gradeLimit(count, 2, chart.policy.ctcaeVersion)) ? latest : undefined;
	const readable = recovery
		? latest?.value !== undefined && latest.value !== null
		: points.some((point) => point.value !== null);
	const unread = points.filter((point) => point.value === null);
	return {
		profound,
		limited,
		answer: profound || limited ? true : readable ? false : null,
		evidence: [profound, limited].flatMap((point) => (point ? [labEvidence(point, 'decisive')] : [])),
		missing: [
			...unread.map(unreadableMissing),
			...(points.length === 0 || (recovery && !latest)
				? [absentLab(count, recovery ? 'a result since the last dose' : 'a result since the first dose')]
				: []),
		],
	};
}

function enhanced(readings: readonly CountReading[]): Verdict {
	const says = readings.flatMap(({ profound, limited }) => [
		...(profound
			? [
					`${shownPoint(profound)} ${analyteName(profound.analyte)} on ${day(profound.date)} was a profound cytopenia.`,
				]
			: []),
		...(limited
			? [
					`${shownPoint(limited)} ${analyteName(limited.analyte)} on ${day(limited.date)} is limited recovery.`,
				]
			: []),
	]);
	return {
		status: 'enhanced',
		headline: 'Profound cytopenia or limited recovery: closer long-term monitoring is named by the source.',
		because: [
			...says,
			'Reported rates of myelodysplastic syndrome: 1.8% (NETTER-1) and 1.5% (610 patients).',
		],
		evidence: readings.flatMap((reading) => reading.evidence),
	};
}

function judge(chart: Chart): Verdict {
	const { firstDose, lastDose } = chart;
	if (!firstDose || !lastDose) return { status: 'not-applicable', headline: 'No dose was given.' };
	const recovery = chart.ended === true && daysBetween(lastDose.date, chart.today) >= recoveryDays;
	const readings = counts.map((count) => readCount(chart, firstDose, count, recovery));
	const answer = or3(readings.map((reading) => reading.answer));
	if (answer) return enhanced(readings);
	if (answer === false)
		return { status: 'routine', headline: 'No profound cytopenia and no limited recovery on record.' };
	const unknown = counts.filter((_, index) => readings[index]?.answer === null);
	return {
		status: 'cannot-determine',
		headline: `Blood counts for long-term monitoring cannot be judged: ${listed(unknown.map(analyteName))}.`,
		missing: readings.flatMap((reading) => (reading.answer === null ? reading.missing : [])),
	};
}

/** S77: any count at the profound grade after the first dose, or not back at grade 1 eight weeks after the course. */
export const survMds: Rule = {
	id: 'SURV-MDS',
	version: '1.0.0',
	title: 'Long-term blood monitoring',
	group: 'followup',
	statuses: { routine: 'none', enhanced: 'warning', 'cannot-determine': 'warning', 'not-applicable': 'none' },
	source: paper(
		'Posttreatment care',
		'Patients who manifest profound cytopenias or limited recovery need to be monitored more closely long term',
	),
	reads: [...labPaths, 'doses[].infusionStart', 'course.status', 'plan.nextDoseAt'],
	policyKeys: ['ctcaeVersion', 'mdsProfoundGrade'],
	ctcae: true,
	judge: (chart) => [judge(chart)],
};
