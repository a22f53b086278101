import type { AdverseEvent } from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import { needed, recorded } from '../../chart/recorded.ts';
import { counted, listed } from '../../chart/words.ts';
import type { Verdict } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';
import { dutyRule } from './duty.ts';

const path = 'adverseEvents[].communicatedToSpecialistOn';
const worstGrade = (event: AdverseEvent): number =>
	Math.max(0, ...event.observations.map(({ grade }) => grade));
const byId = (a: AdverseEvent, b: AdverseEvent): number => (a.id < b.id ? -1 : 1);

function judge(chart: Chart): Verdict {
	const events = [...chart.facts.adverseEvents].sort(byId);
	if (events.length === 0) return { status: 'not-applicable', headline: 'No adverse event is recorded.' };
	const open = events.filter((event) => event.communicatedToSpecialistOn === null);
	if (open.length === 0)
		return {
			status: 'done',
			headline: `${counted(events.length, 'adverse event')} recorded, all communicated to the specialist.`,
			evidence: events.map((event) =>
				recorded(path, event.term, event.communicatedToSpecialistOn, { id: event.id }),
			),
		};
	return {
		status: 'open',
		severity: open.some((event) => worstGrade(event) >= 3) ? 'critical' : 'warning',
		headline: `${counted(open.length, 'adverse event')} not yet communicated to the specialist: ${listed(open.slice(0, 3).map(({ term }) => term.slice(0, 20)))}.`,
		because: open.map(
			(event) => `${event.term}, worst grade ${worstGrade(event)}: no day of communication is recorded.`,
		),
		evidence: open.map((event) =>
			recorded('adverseEvents[].term', event.term, `grade ${worstGrade(event)}`, { id: event.id }),
		),
		missing: open.map((event) =>
			needed(
				path,
				`The day on which ${event.term} was communicated`,
				'primaryOncologist',
				'absent',
				event.id,
			),
		),
	};
}

/** S55: every adverse event, of any grade, is communicated to the specialist. */
export const refAeCommunicated: Rule = {
	...dutyRule,
	id: 'REF-AE-COMMUNICATED',
	title: 'Adverse events communicated',
	statuses: { done: 'none', open: 'warning', 'not-applicable': 'none' },
	source: paper(
		'Treatment',
		'Primary oncologists are obliged to communicate any adverse events to the specialist',
	),
	reads: [path, 'adverseEvents[].term', 'adverseEvents[].observations[].grade'],
	policyKeys: [],
	judge: (chart) => [judge(chart)],
};
