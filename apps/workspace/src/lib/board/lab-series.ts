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
	/** In the canonical unit, for drawing only; null when it cannot be (no unit, `<10`, implausible, in dispute). */
	value: number | null;
	/** In the canonical unit, exact; for numbers beside the plot. */
	shown: string;
	/** As recorded, with its own unit. */
	recorded: string;
	/** Outside the reference range that came with the result. */
	mark: 'L' | 'H' | null;
	preliminary: boolean;
	/** What must be said beside the number; null when nothing. */
	note: 'preliminary' | 'two values entered' | null;
	/** The canonical unit is not the one it was recorded in. */
	converted: boolean;
}

export interface LabSeries {
	analyte: Analyte;
	label: string;
	unit: string;
	points: LabPoint[];
	/** The newest reference range in the canonical unit. */
	reference: { low: number | null; high: number | null };
}

/** Units that are the canonical one under another name: the number stays the same. */
const sameScale = new Set<string>(['10*3/uL']);
const notUsed = new Set(['cancelled', 'entered-in-error']);
const quantityOf = (row: Row) => quantitySchema.safeParse(row.value('value'));

function canonicalNumber(analyte: Analyte, value: number, unit: Unit | undefined): number | null {
	const read = toCanonical(analyte, unit === undefined ? { value } : { value, unit });
	return read.ok ? toNumber(read.value) : null;
}

type Disputed = ReadonlySet<FieldPath>;
const none: Disputed = new Set<FieldPath>();

const disputedIn = (row: Row, fields: readonly string[], disputed: Disputed): boolean =>
	fields.some((field) => disputed.has(rowPath('labs', row.id, field)));

/** The reference limits as recorded; none when they are upside down or in dispute. */
function limitsOf(row: Row, disputed: Disputed): { low: number | null; high: number | null } {
	const [low, high] = [row.value('refLow'), row.value('refHigh')];
	const upsideDown = typeof low === 'number' && typeof high === 'number' && low > high;
	if (upsideDown || disputedIn(row, ['refLow', 'refHigh'], disputed)) return { low: null, high: null };
	return { low: typeof low === 'number' ? low : null, high: typeof high === 'number' ? high : null };
}

function pointOf(analyte: Analyte, row: Row, disputed: Disputed): LabPoint | null {
	const [quantity, at] = [quantityOf(row), row.value('collected')];
	if (!quantity.success || !isWhen(at) || notUsed.has(String(row.value('status')))) return null;
	const canonical = toCanonical(analyte, quantity.data);
	const { low, high } = limitsOf(row, disputed);
	const { value, comparator, unit } = quantity.data;
	const below = low !== null && value < low;
	const above = high !== null && value > high;
	const open = disputedIn(row, ['analyte', 'value', 'collected', 'status'], disputed);
	const preliminary = row.value('status') === 'preliminary';
	return {
		path: rowPath('labs', row.id, 'value'),
		rowId: row.id,
		day: dayNumber(dateOfWhen(at)),
		at,
		value: canonical.ok && !open ? toNumber(canonical.value) : null,
		shown: open ? '?' : canonical.ok ? plain(canonical.value) : formatQuantity(quantity.data),
		recorded: formatQuantity(quantity.data),
		mark: comparator || open ? null : below ? 'L' : above ? 'H' : null,
		preliminary,
		note: open ? 'two values entered' : preliminary ? 'preliminary' : null,
		converted: canonical.ok && unit !== analyteEntry(analyte).canonical && !sameScale.has(unit ?? ''),
	};
}

function referenceOf(analyte: Analyte, rows: readonly Row[], disputed: Disputed): LabSeries['reference'] {
	for (const row of rows.toReversed()) {
		const quantity = quantityOf(row);
		const { low, high } = limitsOf(row, disputed);
		if (!quantity.success || (low === null && high === null)) continue;
		if (disputedIn(row, ['value'], disputed)) continue;
		const convert = (bound: number | null): number | null =>
			bound === null ? null : canonicalNumber(analyte, bound, quantity.data.unit);
		return { low: convert(low), high: convert(high) };
	}
	return { low: null, high: null };
}

/** The results of one analyte, oldest first; null when there are none. Units are never mixed: everything is canonical. */
function seriesOf(analyte: Analyte, rows: readonly Row[], disputed: Disputed): LabSeries | null {
	const dated = rows
		.flatMap((row) => pointOf(analyte, row, disputed) ?? [])
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
		reference: referenceOf(analyte, known, disputed),
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

/** Every analyte with results, as the plot shows them. What is in dispute has its place, and no number. */
export function allSeries(record: CaseRecord, disputed: Disputed = none): LabSeries[] {
	const byAnalyte = Map.groupBy(rowsOf(record, 'labs'), (row) => row.value('analyte'));
	const order = [...first, ...analyteIds.filter((id) => !first.includes(id))];
	return order.flatMap((id) => seriesOf(id, byAnalyte.get(id) ?? [], disputed) ?? []);
}
