import {
	analyteEntry,
	compareDecimals,
	dateOfWhen,
	formatQuantity,
	formatWhen,
	instantMs,
	isInstant,
	isWhen,
	quantitySchema,
	rowPath,
	rowsOf,
	toCanonical,
	type Analyte,
	type CaseRecord,
	type Decimal,
	type FieldPath,
	type PlainDate,
	type Quantity,
	type Row,
} from '@consilium/case-model';
import { toxicityGrade, type CtcaeVersion } from '@consilium/prrt-rules';
import type { Block } from '../document/document.ts';
import { gap, row } from './blocks.ts';

const counts: readonly Analyte[] = ['platelets', 'hemoglobin', 'neutrophils'];
const reported: readonly unknown[] = ['final', 'corrected', 'amended'];
const withdrawn: readonly unknown[] = ['cancelled', 'entered-in-error'];

/** One result of the board that may be the lowest. */
interface Result {
	one: Row;
	quantity: Quantity | undefined;
	collected: string | undefined;
	/** In the canonical unit, the bound of a censored value too; undefined when it is no number. */
	value: Decimal | undefined;
	final: boolean;
	/** Another result of the same time says another number, and neither corrects the other. */
	differs: boolean;
}

function resultOf(analyte: Analyte, one: Row): Result {
	const [parsed, collected] = [quantitySchema.safeParse(one.value('value')), one.value('collected')];
	const quantity = parsed.success ? parsed.data : undefined;
	const { comparator: _censored, ...bound } = quantity ?? { value: Number.NaN };
	const canonical = quantity && toCanonical(analyte, bound);
	return {
		one,
		quantity,
		collected: isWhen(collected) ? collected : undefined,
		value: canonical?.ok ? canonical.value : undefined,
		final: reported.includes(one.value('status')),
		differs: false,
	};
}

const corrects = ({ one }: Result): boolean => ['corrected', 'amended'].includes(String(one.value('status')));

/** The same moment; a day without an hour is the same as any hour of it. */
function sameTime({ collected: a }: Result, { collected: b }: Result): boolean {
	if (a === undefined || b === undefined) return false;
	return isInstant(a) && isInstant(b) ? instantMs(a) === instantMs(b) : dateOfWhen(a) === dateOfWhen(b);
}

/** Without results that a correction of the same time replaces; those that contradict one another are marked. */
function settled(results: readonly Result[]): Result[] {
	const standing = results.filter(
		(one) => corrects(one) || !results.some((other) => corrects(other) && sameTime(one, other)),
	);
	const contradicts = (one: Result, other: Result): boolean =>
		sameTime(one, other) &&
		one.value !== undefined &&
		other.value !== undefined &&
		compareDecimals(one.value, other.value) !== 0;
	return standing.map((one) => ({
		...one,
		differs: standing.some((other) => other.final && one.final && contradicts(one, other)),
	}));
}

/** Results since the first infusion; an undated one may be among them, a half-entered or preliminary one too. */
function resultsSince(record: CaseRecord, analyte: Analyte, first: PlainDate): Result[] {
	const results = rowsOf(record, 'labs')
		.filter((one) => one.value('analyte') === analyte && !withdrawn.includes(one.value('status')))
		.map((one) => resultOf(analyte, one))
		.filter(({ collected }) => collected === undefined || dateOfWhen(collected) > first);
	return settled(results);
}

const isCensored = ({ quantity }: Result): boolean => quantity?.comparator !== undefined;
const isUsable = (result: Result): boolean =>
	result.value !== undefined &&
	result.collected !== undefined &&
	result.final &&
	!result.differs &&
	!isCensored(result);

/** True when a result that is not usable could still be the lowest: unreadable, or not clearly above the lowest usable. */
function couldBeLower(result: Result, lowest: Decimal): boolean {
	if (result.value === undefined) return true;
	const side = compareDecimals(result.value, lowest);
	const above = result.quantity?.comparator === '>' || result.quantity?.comparator === '>=';
	if (isCensored(result)) return above ? side < 0 : true;
	return side < 0;
}

function doubtOf(result: Result, label: string): string {
	const when = result.collected === undefined ? 'undated' : `of ${formatWhen(result.collected)}`;
	const shown = result.quantity ? ` (${formatQuantity(result.quantity)})` : '';
	const unfinished = result.value !== undefined && !result.final;
	const why = result.differs
		? 'differs from another of the same time'
		: unfinished
			? 'is not final'
			: 'cannot be compared';
	return `a result for ${label.toLowerCase()} ${when}${shown} ${why}`;
}

function limitOf(result: Result, analyte: Analyte, end: unknown): Decimal | undefined {
	if (typeof end !== 'number' || !result.quantity?.unit) return undefined;
	const canonical = toCanonical(analyte, { value: end, unit: result.quantity.unit });
	return canonical.ok ? canonical.value : undefined;
}

/** The toxicity grade by number, with its CTCAE version; null where a reference limit is needed and not known. */
function gradeWords(result: Result, analyte: Analyte, version: CtcaeVersion): string | null {
	if (result.value === undefined) return null;
	const low = limitOf(result, analyte, result.one.value('refLow'));
	const high = limitOf(result, analyte, result.one.value('refHigh'));
	const upsideDown = low && high && compareDecimals(low, high) > 0;
	const reference = upsideDown ? {} : { ...(low ? { low } : {}), ...(high ? { high } : {}) };
	const grade = toxicityGrade(analyte, result.value, version, reference);
	return grade === null ? null : `toxicity grade ${grade} (CTCAE ${version})`;
}

const pathsOf = ({ one }: Result): FieldPath[] =>
	['value', 'collected', 'status', 'analyte'].map((field) => rowPath('labs', one.id, field));

function nadirRow(
	results: readonly Result[],
	{ analyte, last, version }: { analyte: Analyte; last: PlainDate; version: CtcaeVersion },
): Block {
	const { label } = analyteEntry(analyte);
	const [id, name] = [`tolerance.${analyte}`, `Lowest ${label.toLowerCase()}`];
	const [lowest] = results
		.filter(isUsable)
		.sort((a, b) => (a.value && b.value ? compareDecimals(a.value, b.value) : 0));
	if (!lowest?.value || !lowest.quantity || lowest.collected === undefined) {
		const missing = `${label.toLowerCase()} since the first infusion`;
		return row(id, [name, gap(missing), ''], { paths: results.flatMap(pathsOf) }, missing);
	}
	const { value } = lowest;
	const open = results.find((result) => !isUsable(result) && couldBeLower(result, value));
	const worst = [formatQuantity(lowest.quantity), gradeWords(lowest, analyte, version)]
		.filter((part) => part !== null)
		.join(', ');
	const paths = [lowest, ...results.filter((result) => result !== lowest)].flatMap(pathsOf);
	const missing = open && doubtOf(open, label);
	const later = results.some((result) => isUsable(result) && dateOfWhen(result.collected ?? '') > last);
	const on = `${formatWhen(lowest.collected)}${later ? '' : '; no result since the last infusion'}`;
	return row(id, [name, worst, missing === undefined ? on : `${on} ${gap(missing)}`], { paths }, missing);
}

/**
 * The lowest counts since the first infusion, graded. A result that could be lower still (no unit, `<10`, undated, not
 * final) is said in brackets: a lowest count is never stated over a lower one that could not be read. That nothing was
 * counted since the last infusion is said too.
 */
export function nadirRows(
	record: CaseRecord,
	{ first, last }: { first: PlainDate; last: PlainDate },
	version: CtcaeVersion,
): Block[] {
	return counts.map((analyte) => nadirRow(resultsSince(record, analyte, first), { analyte, last, version }));
}
