import {
	analyteEntry,
	analyteIds,
	compareWhen,
	dateOfWhen,
	dayNumber,
	formatQuantity,
	isWhen,
	plain,
	quantitySchema,
	rowPath,
	rowsOf,
	toCanonical,
	toNumber,
	unitLabel,
	type Analyte,
	type CaseRecord,
	type FieldPath,
	type Row,
	type Unit,
	type When,
} from '@consilium/case-model';

/** One result: where it can be drawn, and how it was recorded. */
export interface LabPoint {
	path: FieldPath;
	rowId: string;
	day: number;
	at: When;
	/** In the canonical unit, for drawing only; null when it cannot be (no unit, `<10`, implausible). */
	value: number | null;
	/** In the canonical unit, exact; for numbers beside the plot. */
	shown: string;
	/** As recorded, with its own unit. */
	recorded: string;
	/** Outside the reference range that came with the result. */
	mark: 'L' | 'H' | null;
	preliminary: boolean;
}

export interface LabSeries {
	analyte: Analyte;
	label: string;
	unit: string;
	points: LabPoint[];
	/** The newest reference range in the canonical unit. */
	reference: { low: number | null; high: number | null };
}

const notUsed = new Set(['cancelled', 'entered-in-error']);
const quantityOf = (row: Row) => quantitySchema.safeParse(row.value('value'));

function canonicalNumber(analyte: Analyte, value: number, unit: Unit | undefined): number | null {
	const read = toCanonical(analyte, unit === undefined ? { value } : { value, unit });
	return read.ok ? toNumber(read.value) : null;
}

function pointOf(analyte: Analyte, row: Row): LabPoint | null {
	const [quantity, at] = [quantityOf(row), row.value('collected')];
	if (!quantity.success || !isWhen(at) || notUsed.has(String(row.value('status')))) return null;
	const canonical = toCanonical(analyte, quantity.data);
	const [low, high] = [row.value('refLow'), row.value('refHigh')];
	const { value, comparator } = quantity.data;
	const below = typeof low === 'number' && value < low;
	const above = typeof high === 'number' && value > high;
	return {
		path: rowPath('labs', row.id, 'value'),
		rowId: row.id,
		day: dayNumber(dateOfWhen(at)),
		at,
		value: canonical.ok ? toNumber(canonical.value) : null,
		shown: canonical.ok ? plain(canonical.value) : formatQuantity(quantity.data),
		recorded: formatQuantity(quantity.data),
		mark: comparator ? null : below ? 'L' : above ? 'H' : null,
		preliminary: row.value('status') === 'preliminary',
	};
}

function referenceOf(analyte: Analyte, rows: readonly Row[]): LabSeries['reference'] {
	for (const row of rows.toReversed()) {
		const quantity = quantityOf(row);
		const [low, high] = [row.value('refLow'), row.value('refHigh')];
		if (!quantity.success || (typeof low !== 'number' && typeof high !== 'number')) continue;
		const convert = (bound: unknown): number | null =>
			typeof bound === 'number' ? canonicalNumber(analyte, bound, quantity.data.unit) : null;
		return { low: convert(low), high: convert(high) };
	}
	return { low: null, high: null };
}

/** The results of one analyte, oldest first; null when there are none. Units are never mixed: everything is canonical. */
function seriesOf(analyte: Analyte, rows: readonly Row[]): LabSeries | null {
	const dated = rows
		.flatMap((row) => pointOf(analyte, row) ?? [])
		.sort((a, b) => compareWhen(a.at, b.at) || a.rowId.localeCompare(b.rowId));
	if (dated.length === 0) return null;
	const order = new Map(dated.map((point, index) => [point.rowId, index]));
	const known = rows
		.filter((row) => order.has(row.id))
		.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
	const entry = analyteEntry(analyte);
	return {
		analyte,
		label: entry.label,
		unit: unitLabel(entry.canonical),
		points: dated,
		reference: referenceOf(analyte, known),
	};
}

/** Analytes that decide doses come first; the others follow in the order of their table. */
const first: readonly Analyte[] = [
	'platelets',
	'hemoglobin',
	'neutrophils',
	'creatinine',
	'bilirubin',
	'albumin',
];

/** Every analyte with results, as the plot shows them. */
export function allSeries(record: CaseRecord): LabSeries[] {
	const byAnalyte = Map.groupBy(rowsOf(record, 'labs'), (row) => row.value('analyte'));
	const order = [...first, ...analyteIds.filter((id) => !first.includes(id))];
	return order.flatMap((id) => seriesOf(id, byAnalyte.get(id) ?? []) ?? []);
}
