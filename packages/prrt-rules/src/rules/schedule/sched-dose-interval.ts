import { addDays, daysBetween, type PlainDate } from '@consilium/case-model';
import type { Chart, GivenDose } from '../../chart/chart.ts';
import { recorded } from '../../chart/recorded.ts';
import { counted, day } from '../../chart/words.ts';
import type { Verdict, Window } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';

/** When the dose after `last` is due, and the days on which it may be given. */
export function doseWindow(
	chart: Chart,
	last: GivenDose,
): Required<Pick<Window, 'dueOn' | 'windowStart' | 'windowEnd'>> {
	const { doseIntervalDays: interval, doseIntervalToleranceDays: tolerance } = chart.policy;
	return {
		dueOn: addDays(last.date, interval),
		windowStart: addDays(last.date, interval - tolerance),
		windowEnd: addDays(last.date, interval + tolerance),
	};
}

const headlines = {
	'too-early': (gap: number, from: PlainDate) =>
		`Day ${gap} after the last dose is too early; the window opens ${day(from)}.`,
	'on-schedule': (gap: number) => `Day ${gap} after the last dose lies inside the window.`,
	late: (gap: number) =>
		`Day ${gap} after the last dose is later than the window; lateness alone changes no dose.`,
};

function judgeOn(chart: Chart, last: GivenDose, on: PlainDate): Verdict {
	const window = doseWindow(chart, last);
	const gap = daysBetween(last.date, on);
	const status = on < window.windowStart ? 'too-early' : on > window.windowEnd ? 'late' : 'on-schedule';
	const which = chart.plannedDate === null ? 'today is' : 'the next is planned for';
	return {
		status,
		headline: headlines[status](gap, window.windowStart),
		because: [
			`Dose ${last.n} was given on ${day(last.date)}, ${which} ${day(on)}: ${counted(gap, 'day')}; due on ${day(window.dueOn)}, window ${day(window.windowStart)} to ${day(window.windowEnd)}.`,
		],
		evidence: [
			recorded('doses[].infusionStart', `Dose ${last.n}`, last.dose.infusionStart, {
				id: String(last.n),
				at: last.dose.infusionStart,
			}),
			...(chart.planned === null
				? []
				: [recorded('plan.nextDoseAt', 'Next dose', chart.planned, { at: chart.planned })]),
		],
		window,
		...(status === 'too-early' ? { until: [`the dose window opens on ${day(window.windowStart)}`] } : {}),
	};
}

function judge(chart: Chart): Verdict {
	const last = chart.lastDose;
	if (!last || chart.ended)
		return { status: 'not-applicable', headline: 'There is no interval between two doses to judge.' };
	const window = doseWindow(chart, last);
	if (chart.plannedDate !== null) return judgeOn(chart, last, chart.plannedDate);
	if (chart.ended === false && chart.today > window.windowEnd) return judgeOn(chart, last, chart.today);
	return {
		status: 'not-applicable',
		headline: `No next dose is planned; it is due on ${day(window.dueOn)}.`,
		window,
	};
}

/** S38: doses eight weeks apart; the window of a week to either side is the label's. */
export const schedDoseInterval: Rule = {
	id: 'SCHED-DOSE-INTERVAL',
	version: '1.0.0',
	title: 'Interval between doses',
	group: 'schedule',
	statuses: { 'too-early': 'critical', 'on-schedule': 'none', late: 'info', 'not-applicable': 'none' },
	source: paper('Treatment', 'up to 4 intravenous infusions, given 8 weeks apart'),
	reads: ['doses[].n', 'doses[].infusionStart', 'plan.nextDoseAt', 'plan.plannedDoses', 'course.status'],
	policyKeys: ['doseIntervalDays', 'doseIntervalToleranceDays'],
	judge: (chart) => [judge(chart)],
};
