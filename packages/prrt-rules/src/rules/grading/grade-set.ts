import {
	canonicalOf,
	compareDecimals,
	decimal,
	isEqual,
	measurables,
	type Decimal,
	type MeasurableName,
	type PathologyReport,
	type Quantity,
} from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';

export type TumorGrade = 'G1' | 'G2' | 'G3' | 'NEC';

/** The values a reported measure may have: everything from `low` to `high`; an absent end is open to infinity. */
interface Span {
	readonly low: Decimal;
	readonly lowOpen: boolean;
	readonly high: Decimal | null;
	readonly highOpen: boolean;
}

const [zero, two, three, twenty] = [decimal(0), decimal(2), decimal(3), decimal(20)];
const anything: Span = { low: zero, lowOpen: false, high: null, highOpen: false };

function bounded(value: Decimal, comparator: Quantity['comparator']): Span {
	if (comparator === '<' || comparator === '<=')
		return { low: zero, lowOpen: false, high: value, highOpen: comparator === '<' };
	if (comparator === '>' || comparator === '>=')
		return { low: value, lowOpen: comparator === '>', high: null, highOpen: false };
	return { low: value, lowOpen: false, high: value, highOpen: false };
}

/** What a reported Ki-67 or mitotic rate leaves possible; an absent or unreadable one leaves everything possible. */
export function spanOf(
	name: Extract<MeasurableName, 'ki67' | 'mitoses'>,
	quantity: Quantity | null | undefined,
): Span {
	if (!quantity) return anything;
	const read = canonicalOf(measurables[name], quantity, true);
	return read.ok ? bounded(read.value, quantity.comparator) : anything;
}

/** True when the measure is known well enough that it is not simply 'anything'. */
export const isReadable = (span: Span): boolean => span !== anything;

/** Some value of the span lies below `cut`. */
const reachesBelow = (span: Span, cut: Decimal): boolean => compareDecimals(span.low, cut) < 0;
/** Some value of the span lies above `cut`. */
const reachesAbove = (span: Span, cut: Decimal): boolean =>
	span.high === null || compareDecimals(span.high, cut) > 0;
/** Some value of the span is at most `cut`. */
const reachesAtMost = (span: Span, cut: Decimal): boolean =>
	reachesBelow(span, cut) || (isEqual(span.low, cut) && !span.lowOpen);

/** Some value of the span lies in [low, high], both ends included. */
function reaches(span: Span, low: Decimal, high: Decimal): boolean {
	const upperEnough =
		span.high === null || compareDecimals(span.high, low) > 0 || (isEqual(span.high, low) && !span.highOpen);
	return reachesAtMost(span, high) && upperEnough;
}

/** Every grade that the known part of one pathology report leaves possible (S01 to S04). Empty: a contradiction. */
export function possibleGrades(report: PathologyReport): TumorGrade[] {
	const mitoses = spanOf('mitoses', report.mitoses);
	const ki67 = spanOf('ki67', report.ki67);
	const well = report.differentiation !== 'poor';
	const poor = report.differentiation !== 'well';
	const high = reachesAbove(mitoses, twenty) || reachesAbove(ki67, twenty);
	const notHigh = reachesAtMost(mitoses, twenty) && reachesAtMost(ki67, twenty);
	const middle = reaches(mitoses, two, twenty) || reaches(ki67, three, twenty);
	const grades: TumorGrade[] = [];
	if (well && reachesBelow(mitoses, two) && reachesBelow(ki67, three)) grades.push('G1');
	if (well && notHigh && middle) grades.push('G2');
	if (well && high) grades.push('G3');
	if (poor && high) grades.push('NEC');
	return grades;
}

/** What the newest pathology says: the grades left possible, and whether it contradicts itself. */
export interface GradeReading {
	readonly reports: readonly PathologyReport[];
	readonly possible: readonly TumorGrade[];
	readonly conflict: boolean;
}

const order: readonly TumorGrade[] = ['G1', 'G2', 'G3', 'NEC'];

/** The newest report (all reports of the newest date) read as a set of still possible grades. */
export function readGrade(chart: Chart): GradeReading {
	const { pathology } = chart.facts.tumor;
	const newest = pathology.reduce((latest, report) => (report.date > latest ? report.date : latest), '');
	const reports = pathology.filter((report) => report.date === newest).sort((a, b) => (a.id < b.id ? -1 : 1));
	const sets = reports.map((report) => ({ report, grades: possibleGrades(report) }));
	const conflict = sets.some(
		({ report, grades }) =>
			grades.length === 0 || (report.reportedGrade !== undefined && !grades.includes(report.reportedGrade)),
	);
	return {
		reports,
		possible: order.filter((grade) => sets.some(({ grades }) => grades.includes(grade))),
		conflict,
	};
}
