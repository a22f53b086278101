import type { Chart } from '../chart/chart.ts';
import type { Finding } from '../finding.ts';
import { withConflicts } from './conflicts.ts';
import { courseItems } from './course-items.ts';
import { doseDayItems } from './dose-day-items.ts';
import type { DueItem } from './due-item.ts';
import { followupItems } from './followup-items.ts';

/** How a schedule finds the windows: by the key of a finding. */
export type FindingOf = (key: string) => Finding | undefined;

const start = (item: DueItem): string => item.from ?? item.dueOn ?? item.through ?? '9999';
const inOrder = (items: readonly DueItem[]): DueItem[] =>
	items
		.map((item) => ({ item, key: `${start(item)}|${item.id}` }))
		.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
		.map(({ item }) => item);

/**
 * One list of everything that is due, in the order of its dates. All dates come from the windows of findings,
 * so a calendar made of it cannot disagree with them; when a date of the case moves, its items move.
 */
export function scheduleOf(chart: Chart, findings: readonly Finding[]): DueItem[] {
	const byKey = new Map(findings.map((finding) => [finding.key, finding]));
	const findingOf: FindingOf = (key) => byKey.get(key);
	const items = [
		...courseItems(chart, findingOf),
		...doseDayItems(chart, findingOf),
		...followupItems(chart, findingOf),
	];
	return inOrder(withConflicts(chart, items, findings));
}
