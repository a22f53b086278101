import type { Chart } from '../../chart/chart.ts';
import { needed, recorded } from '../../chart/recorded.ts';
import type { AskRole, RuleGroup, Severity, Verdict } from '../../finding.ts';

/** What every duty of coordination shares: done or open, and open is for information. */
export const dutyRule: { version: string; group: RuleGroup; statuses: Readonly<Record<string, Severity>> } = {
	version: '1.0.0',
	group: 'coordination',
	statuses: { done: 'none', open: 'info', 'not-applicable': 'none' },
};

interface Duty {
	readonly path: string;
	readonly label: string;
	readonly done: string;
	readonly open: string;
	readonly askRole: AskRole;
}

/** Done when the value that documents the duty is recorded; an empty text or a 'no' leaves it open. */
export function dutyVerdict(duty: Duty, value: string | boolean | undefined): Verdict {
	const given = typeof value === 'string' ? value.trim() !== '' : value === true;
	if (!given)
		return { status: 'open', headline: duty.open, missing: [needed(duty.path, duty.label, duty.askRole)] };
	return {
		status: 'done',
		headline: duty.done,
		evidence: [recorded(duty.path, duty.label, value === true ? 'yes' : String(value))],
	};
}

/** A duty that begins when the course has ended. */
export const afterCourse = (chart: Chart, verdict: () => Verdict): Verdict =>
	chart.ended ? verdict() : { status: 'not-applicable', headline: 'This is due after the course.' };
