import { decimal, formatQuantity, plain, type PathologyReport, type Quantity } from '@consilium/case-model';
import { recorded, needed } from '../../chart/recorded.ts';
import { day } from '../../chart/words.ts';
import type { Evidence, Missing } from '../../finding.ts';
import { isReadable, spanOf } from './grade-set.ts';

const measure = (quantity: Quantity | null | undefined): string =>
	quantity ? formatQuantity(quantity) : 'not recorded';

/** One sentence saying what a report records. */
export const reportSays = (report: PathologyReport): string =>
	`The report of ${day(report.date)} gives differentiation ${report.differentiation ?? 'not recorded'}, mitotic rate ${measure(report.mitoses)}, Ki-67 ${measure(report.ki67)}${report.reportedGrade ? ` and the grade ${report.reportedGrade}` : ''}.`;

function quantityEvidence(
	path: string,
	label: string,
	report: PathologyReport,
	quantity: Quantity,
): Evidence {
	const value = `${quantity.comparator ?? ''}${plain(decimal(quantity.value), 6)}`;
	return recorded(path, label, value, { id: report.id, unit: quantity.unit, at: report.date });
}

/** The rows of a report that grading looks at. */
export function reportEvidence(report: PathologyReport): Evidence[] {
	const at = report.date;
	const rows: Evidence[] = [];
	if (report.differentiation)
		rows.push(
			recorded('tumor.pathology[].differentiation', 'Differentiation', report.differentiation, {
				id: report.id,
				at,
			}),
		);
	if (report.mitoses)
		rows.push(quantityEvidence('tumor.pathology[].mitoses', 'Mitotic rate', report, report.mitoses));
	if (report.ki67) rows.push(quantityEvidence('tumor.pathology[].ki67', 'Ki-67 index', report, report.ki67));
	if (report.reportedGrade)
		rows.push(
			recorded('tumor.pathology[].reportedGrade', 'Reported grade', report.reportedGrade, {
				id: report.id,
				at,
			}),
		);
	return rows;
}

function measureMissing(name: 'ki67' | 'mitoses', label: string, report: PathologyReport): Missing[] {
	const quantity = report[name];
	if (isReadable(spanOf(name, quantity))) {
		return quantity?.comparator
			? [needed(`tumor.pathology[].${name}`, `The exact ${label}`, 'pathologist', 'precision', report.id)]
			: [];
	}
	const reason = !quantity
		? 'absent'
		: quantity.unit === undefined || quantity.unit === '/(10.HPF)'
			? 'no-unit'
			: 'implausible';
	return [needed(`tumor.pathology[].${name}`, `The ${label}`, 'pathologist', reason, report.id)];
}

/** What a report leaves open for grading, and that the pathologist could say. */
export function reportMissing(report: PathologyReport): Missing[] {
	const missing = [
		...measureMissing('mitoses', 'mitotic rate per 2 mm²', report),
		...measureMissing('ki67', 'Ki-67 index in percent', report),
	];
	return report.differentiation
		? missing
		: [
				needed(
					'tumor.pathology[].differentiation',
					'The differentiation',
					'pathologist',
					'absent',
					report.id,
				),
				...missing,
			];
}
