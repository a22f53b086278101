import { addDays, addMonthsClamped, dateOfWhen, type PlainDate } from '@consilium/case-model';
import type { Chart, GivenDose } from '../../chart/chart.ts';
import { needed, recorded } from '../../chart/recorded.ts';
import { counted, day } from '../../chart/words.ts';
import type { Verdict } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';
import {
	administrationRow,
	datedAdministrations,
	undatedAdministrations,
	type DatedAdministration,
} from '../washout/washout.ts';

const fullCourse = 4;
const progressionPath = 'progressionConfirmedOn';

function dueState(today: PlainDate, dueOn: PlainDate, graceEnd: PlainDate): 'not-due' | 'due' | 'overdue' {
	if (today < dueOn) return 'not-due';
	return today <= graceEnd ? 'due' : 'overdue';
}

const dueHeadlines = {
	'not-due': (dueOn: PlainDate) => `The next maintenance LAR is due on ${day(dueOn)}.`,
	due: (dueOn: PlainDate) => `Maintenance LAR is due since ${day(dueOn)}.`,
	overdue: (dueOn: PlainDate) => `Maintenance LAR was due on ${day(dueOn)} and is overdue.`,
};

function judgeDue(chart: Chart, last: DatedAdministration, limit: PlainDate): Verdict {
	const { maintenanceDays, maintenanceGraceDays } = chart.policy;
	const dueOn = addDays(dateOfWhen(last.at), maintenanceDays);
	const windowEnd = addDays(dueOn, maintenanceGraceDays);
	const status = dueState(chart.today, dueOn, windowEnd);
	const undated = undatedAdministrations(chart, 'long-acting');
	const shared = {
		because: [
			`Last long-acting injection ${day(dateOfWhen(last.at))} plus ${maintenanceDays} days is ${day(dueOn)}; maintenance runs through ${day(limit)}.`,
		],
		evidence: [administrationRow(last)],
		window: { dueOn, windowEnd, limit },
	};
	if (status === 'not-due' || undated.length === 0)
		return { ...shared, status, headline: dueHeadlines[status](dueOn) };
	return {
		...shared,
		status: 'cannot-determine',
		headline: 'A long-acting injection without a date may already have been given.',
		missing: undated.map((one) =>
			needed('ssa.administrations[].at', `The date of ${one.agent}`, 'careCoordinator', 'absent', one.id),
		),
	};
}

function whileRunning(chart: Chart, limit: PlainDate): Verdict {
	const window = { limit };
	if (chart.given < fullCourse)
		return {
			status: 'cannot-determine',
			headline: `Whether maintenance LAR follows a course of ${counted(chart.given, 'dose')} is not said by the source.`,
			because: ['Figure 1 speaks of maintenance after completion of 4 doses (A-20).'],
			missing: [
				needed(
					'coordination.ssaResponsible',
					'A decision on maintenance after a course that ended early',
					'netSpecialist',
				),
			],
			window,
		};
	const last = datedAdministrations(chart, 'long-acting')
		.filter((one) => dateOfWhen(one.at) <= chart.today)
		.at(-1);
	if (last) return judgeDue(chart, last, limit);
	return {
		status: 'cannot-determine',
		headline: 'No long-acting injection with a date is recorded.',
		missing: [needed('ssa.administrations[].at', 'The last long-acting injection', 'careCoordinator')],
		window,
	};
}

function afterCourse(chart: Chart, first: GivenDose): Verdict {
	const limit = addMonthsClamped(first.date, chart.policy.maintenanceMonths);
	const progressed = chart.facts.progressionConfirmedOn;
	if (progressed !== null && progressed > first.date && progressed <= chart.today)
		return {
			status: 'stopped-progression',
			headline: `Progression was confirmed on ${day(progressed)}; maintenance runs until progression.`,
			evidence: [recorded(progressionPath, 'Progression confirmed', progressed, { at: progressed })],
			window: { limit },
		};
	if (chart.today > limit)
		return {
			status: 'complete',
			headline: `${chart.policy.maintenanceMonths} months since the first dose ended on ${day(limit)}; what follows is a clinical decision.`,
			because: [
				`First dose ${day(first.date)} plus ${chart.policy.maintenanceMonths} calendar months is ${day(limit)}.`,
			],
			evidence: [
				recorded('doses[].infusionStart', `Dose ${first.n}`, first.dose.infusionStart, {
					id: String(first.n),
					at: first.dose.infusionStart,
				}),
			],
			window: { limit },
		};
	return whileRunning(chart, limit);
}

function judge(chart: Chart): Verdict {
	if (!chart.firstDose || chart.ended === false)
		return { status: 'not-applicable', headline: 'Maintenance begins after the course.' };
	if (chart.ended === null)
		return {
			status: 'cannot-determine',
			headline: 'Whether the course has ended is not recorded.',
			missing: [needed('course.status', 'Whether the course of treatment has ended', 'netSpecialist')],
		};
	return afterCourse(chart, chart.firstDose);
}

/** S68, A-20: LAR every four weeks after a full course, until progression or 18 months after the first dose. */
export const larMaintenance: Rule = {
	id: 'LAR-MAINTENANCE',
	version: '1.0.0',
	title: 'Maintenance LAR',
	group: 'followup',
	statuses: {
		'not-due': 'none',
		due: 'none',
		overdue: 'warning',
		'stopped-progression': 'none',
		complete: 'none',
		'cannot-determine': 'warning',
		'not-applicable': 'none',
	},
	source: paper(
		'Figure 1',
		'given every 4 weeks until disease progression or for up to 18 months after treatment initiation',
	),
	reads: [
		'ssa.administrations[].kind',
		'ssa.administrations[].at',
		'ssa.administrations[].agent',
		'doses[].infusionStart',
		'doses[].n',
		'course.status',
		'plan.nextDoseAt',
		'coordination.ssaResponsible',
		progressionPath,
	],
	policyKeys: ['maintenanceDays', 'maintenanceGraceDays', 'maintenanceMonths'],
	judge: (chart) => [judge(chart)],
};
