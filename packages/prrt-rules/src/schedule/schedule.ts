import type { Chart } from '../chart/chart.ts';
import type { Finding } from '../finding.ts';
import type { DueItem } from './due-item.ts';

/** The due items of a case in the order of their dates. */
export function scheduleOf(_chart: Chart, _findings: readonly Finding[]): DueItem[] {
	return [];
}
