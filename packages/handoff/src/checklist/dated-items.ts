import {
	addDays,
	addMonthsClamped,
	analyteEntry,
	dateOfWhen,
	formatDate,
	isAnalyte,
	isPlainDate,
	isWhen,
	quantitySchema,
	rowPath,
	rowsOf,
	sectionById,
	toCanonical,
	type Analyte,
	type CaseRecord,
	type FieldPath,
	type PlainDate,
	type Row,
} from '@consilium/case-model';
import { defaultPolicy } from '@consilium/prrt-rules';
import { rowWords } from '../letters/board-words.ts';
import { findingOf } from '../letters/judged.ts';
import { currencyWords } from './currency.ts';
import type { ChecklistInput, ChecklistItem } from './item.ts';

interface Dated {
	one: Row;
	date: PlainDate;
}

function newest(
	record: CaseRecord,
	section: string,
	field: string,
	wanted: (one: Row) => boolean,
): Dated | undefined {
	return rowsOf(record, section)
		.flatMap((one): Dated[] => {
			const when = one.value(field);
			return isWhen(when) && wanted(one) ? [{ one, date: dateOfWhen(when) }] : [];
		})
		.sort((a, b) => (a.date < b.date ? 1 : -1))[0];
}

interface Judgement {
	id: string;
	label: string;
	what: string;
	date: PlainDate;
	through: PlainDate;
	limit: string;
	paths: FieldPath[];
}

/** Current on the planned day, too old by then, or undecidable while no day is planned. */
function onPlannedDay(
	{ id, label, what, date, through, limit, paths }: Judgement,
	on: PlainDate | null,
): ChecklistItem {
	if (on === null) {
		const detail = `${what} ${formatDate(date)} · no day of treatment is planned, so its age then cannot be told`;
		return { id, label, status: 'missing', detail, paths: [...paths, 'plan/nextDoseAt'] };
	}
	const detail = currencyWords(what, date, on, limit);
	return { id, label, status: on <= through ? 'complete' : 'out-of-date', detail, paths };
}

const none = (id: string, label: string, detail: string, paths: FieldPath[]): ChecklistItem => ({
	id,
	label,
	status: 'missing',
	detail,
	paths,
});

function wordsOf(section: string, one: Row, field: string): string {
	const table = sectionById(section);
	return table ? rowWords(table, one, field) : '';
}

/** The receptor study: currency from the rules' own window where they gave one for this study. */
export function sstrItem({ record, evaluation, plannedTreatmentOn: on }: ChecklistInput): ChecklistItem {
	const [id, label] = ['sstr-imaging', 'SSTR imaging'];
	const study = newest(
		record,
		'sstrImaging',
		'date',
		(one) => on === null || String(one.value('date')) <= on,
	);
	if (!study) return none(id, label, 'No dated SSTR PET or scintigraphy', ['sstrImaging/date']);
	const paths = [rowPath('sstrImaging', study.one.id, 'date')];
	const uptake = study.one.value('uptakeVsLiver') ?? study.one.value('krenning');
	const what = wordsOf('sstrImaging', study.one, 'modality') || 'SSTR study';
	if (uptake === undefined)
		return none(id, label, `${what}: uptake against the liver is not entered`, [
			rowPath('sstrImaging', study.one.id, 'uptakeVsLiver'),
		]);
	const through = addMonthsClamped(study.date, defaultPolicy.sstrMonths);
	const ruled = findingOf(evaluation, 'ELIG-SSTR-IMAGING-CURRENT')?.window?.validThrough;
	const valid = ruled !== undefined && isPlainDate(ruled) && ruled < through ? ruled : through;
	return onPlannedDay(
		{ id, label, what, date: study.date, through: valid, limit: `${defaultPolicy.sstrMonths} m`, paths },
		on,
	);
}

/** CT or MRI within three months (and the policy's 14 days). */
export function anatomicItem({ record, plannedTreatmentOn: on }: ChecklistInput): ChecklistItem {
	const [id, label] = ['ct-mri', 'CT or MRI'];
	const study = newest(
		record,
		'imaging',
		'date',
		(one) =>
			['CT', 'MRI'].includes(String(one.value('modality'))) &&
			(on === null || String(one.value('date')) <= on),
	);
	if (!study) return none(id, label, 'No dated CT or MRI', ['imaging/date']);
	const path = (field: string): FieldPath => rowPath('imaging', study.one.id, field);
	const what = wordsOf('imaging', study.one, 'modality');
	if (study.one.value('impression') === undefined)
		return none(id, label, `${what}: the reported conclusion is not entered`, [path('impression')]);
	const through = addDays(
		addMonthsClamped(study.date, defaultPolicy.imagingMonths),
		defaultPolicy.imagingToleranceDays,
	);
	return onPlannedDay(
		{
			id,
			label,
			what,
			date: study.date,
			through,
			limit: `${defaultPolicy.imagingMonths} m and ${defaultPolicy.imagingToleranceDays} d`,
			paths: [path('date')],
		},
		on,
	);
}

/** The blood tests of the source's list (S50). */
const panel: readonly Analyte[] = [
	'hemoglobin',
	'platelets',
	'leukocytes',
	'neutrophils',
	'bun',
	'creatinine',
	'albumin',
	'alp',
	'ast',
	'alt',
	'bilirubin',
];
const reported = ['final', 'corrected', 'amended'];

/** A value that the rules can use: with its unit, plausible; a censored one (`<5`) is a result too. */
function isReadable(analyte: Analyte, value: unknown): boolean {
	const parsed = quantitySchema.safeParse(value);
	if (!parsed.success) return false;
	const canonical = toCanonical(analyte, parsed.data);
	return canonical.ok || canonical.reason === 'comparator';
}

/** Each analyte of the list with a final result; the oldest of the newest results decides the currency. */
export function labsItem({ record, plannedTreatmentOn: on }: ChecklistInput): ChecklistItem {
	const [id, label] = ['labs', 'Blood tests'];
	const found = panel.map((analyte) => ({
		analyte,
		latest: newest(
			record,
			'labs',
			'collected',
			(one) =>
				one.value('analyte') === analyte &&
				isReadable(analyte, one.value('value')) &&
				reported.includes(String(one.value('status'))),
		),
	}));
	const lacking = found
		.filter(({ latest }) => latest === undefined)
		.map(({ analyte }) => analyteEntry(analyte).label);
	if (lacking.length > 0) return none(id, label, lacking.join(', '), ['labs/analyte']);
	const oldest = found.flatMap(({ latest }) => latest ?? []).sort((a, b) => (a.date < b.date ? -1 : 1))[0];
	if (!oldest) return none(id, label, 'No blood test', ['labs/analyte']);
	const analyte = oldest.one.value('analyte');
	const what = isAnalyte(analyte) ? analyteEntry(analyte).label : 'Oldest result';
	const through = addDays(oldest.date, defaultPolicy.labMaxAgeDays);
	const paths = [rowPath('labs', oldest.one.id, 'collected')];
	return onPlannedDay(
		{ id, label, what, date: oldest.date, through, limit: `${defaultPolicy.labMaxAgeDays} d`, paths },
		on,
	);
}

/** Body weight for the creatinine clearance. */
export function weightItem({ record, plannedTreatmentOn: on }: ChecklistInput): ChecklistItem {
	const [id, label] = ['weight', 'Body weight'];
	const latest = newest(record, 'weights', 'measuredOn', (one) => one.value('weight') !== undefined);
	if (!latest) return none(id, label, 'No dated body weight', ['weights/measuredOn']);
	const through = addDays(latest.date, defaultPolicy.weightMaxAgeDays);
	const paths = [rowPath('weights', latest.one.id, 'measuredOn')];
	return onPlannedDay(
		{
			id,
			label,
			what: 'Weight of',
			date: latest.date,
			through,
			limit: `${defaultPolicy.weightMaxAgeDays} d`,
			paths,
		},
		on,
	);
}
