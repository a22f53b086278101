import {
	decimal,
	fieldAt,
	formatDateWithWeekday,
	formatDistance,
	formatEntry,
	measured,
	pathOf,
	plain,
	plus,
	quantitySchema,
	rowsOf,
	singleValue,
	dateOfWhen,
	isWhen,
	type CaseRecord,
} from '@consilium/case-model';
import type { Evaluation } from '@consilium/prrt-rules';
import { newestFirst } from './list-rows.ts';
import { sectionById } from '@consilium/case-model';

interface Part {
	label: string;
	value: string;
	note?: string;
}

function words(record: CaseRecord, section: string, field: string): string {
	const path = pathOf(section, field);
	const found = fieldAt(path);
	return found ? formatEntry(found.field, record.entries[path]) : '';
}

function disease(record: CaseRecord, evaluation: Evaluation | null): string {
	const grade = evaluation?.findings.find((finding) => finding.ruleId === 'GRADE-WHO')?.status;
	const pathology = sectionById('pathology');
	const newest = pathology ? newestFirst(record, pathology)[0] : undefined;
	const ki67 = quantitySchema.safeParse(newest?.value('ki67'));
	return [
		words(record, 'diagnosis', 'primarySite') || 'Primary site not recorded',
		grade && /^(G[123]|NEC)$/.test(grade) ? grade : 'grade not known',
		ki67.success ? `Ki-67 ${ki67.data.comparator ?? ''}${plain(decimal(ki67.data.value))} %` : '',
		words(record, 'diagnosis', 'stage'),
		words(record, 'diagnosis', 'extent').toLowerCase(),
	]
		.filter((part) => part !== '')
		.join(' · ');
}

/** Cycles given, with the sum of the activities that can be summed; one that cannot is said. */
function cycles(record: CaseRecord): Part {
	const rows = rowsOf(record, 'cycles');
	const planned = singleValue(record, 'plan', 'plannedDoses');
	const read = rows.map((row) => {
		const quantity = quantitySchema.safeParse(row.value('activity'));
		return quantity.success ? measured('activity', quantity.data) : null;
	});
	const sum = read.reduce((total, one) => (one?.ok ? plus(total, one.value) : total), decimal(0));
	const unreadable = read.filter((one) => !one?.ok).length;
	const total =
		rows.length === 0
			? ''
			: `· ${plain(sum, 2)} GBq total${unreadable ? ` (${unreadable} not readable)` : ''}`;
	return {
		label: 'PRRT',
		value: typeof planned === 'number' ? `${rows.length} of ${planned}` : `${rows.length} given`,
		note: total,
	};
}

function nextDose(record: CaseRecord, today: string): Part {
	const next = singleValue(record, 'plan', 'nextDoseAt');
	if (!isWhen(next)) return { label: 'Next dose', value: 'not planned' };
	const day = dateOfWhen(next);
	return { label: 'Next dose', value: formatDateWithWeekday(day), note: `(${formatDistance(day, today)})` };
}

/** The case in one line: disease, performance, cycles, next dose. What is not recorded is said to be so. */
export function caseLine(record: CaseRecord, evaluation: Evaluation | null, today: string): Part[] {
	return [
		{ label: '', value: disease(record, evaluation) },
		{ label: 'ECOG', value: words(record, 'performance', 'ecog') || 'not recorded' },
		cycles(record),
		nextDose(record, today),
	];
}
