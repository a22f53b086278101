import {
	analyteEntry,
	compareWhen,
	dateOfWhen,
	instantMs,
	isEqual,
	toCanonical,
	type Analyte,
	type Decimal,
	type LabResult,
	type PlainDate,
	type Unusable,
	type When,
} from '@consilium/case-model';

/** Why a point has no value: the quantity cannot be used, or two results of one time differ. */
export type NoValue = Unusable | 'conflict';

/** What is known of one analyte at one collection time. */
export interface LabPoint {
	readonly analyte: Analyte;
	readonly when: When;
	readonly date: PlainDate;
	/** Canonical and exact, or null: then `reason` says why. */
	readonly value: Decimal | null;
	readonly reason: NoValue | null;
	/** The result that speaks for this time. */
	readonly lab: LabResult;
}

/** All usable points of one analyte, oldest first, and the newest preliminary one if it is newer than they are. */
export interface LabSeries {
	readonly analyte: Analyte;
	readonly points: readonly LabPoint[];
	readonly pending: LabPoint | null;
}

const rank: Partial<Record<LabResult['status'], number>> = { final: 1, amended: 2, corrected: 2 };

/** A valid time without a clock is ten characters long. */
const isPlainDay = (when: When): boolean => when.length === 10;

const inTime = (a: LabResult, b: LabResult): number =>
	compareWhen(a.collected, b.collected) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

function pointOf(lab: LabResult): LabPoint {
	const result = toCanonical(lab.analyte, lab.q);
	return {
		analyte: lab.analyte,
		when: lab.collected,
		date: dateOfWhen(lab.collected),
		value: result.ok ? result.value : null,
		reason: result.ok ? null : result.reason,
		lab,
	};
}

/** Results of one moment; on a day with a result of unknown hour all results of that day belong together. */
function momentKey(lab: LabResult, wholeDays: ReadonlySet<PlainDate>): string | number {
	const date = dateOfWhen(lab.collected);
	return wholeDays.has(date) ? date : instantMs(lab.collected);
}

const sameValue = (a: LabPoint, b: LabPoint): boolean =>
	a.value !== null && b.value !== null && isEqual(a.value, b.value);

function settled(group: readonly LabResult[]): LabPoint | null {
	const best = Math.max(...group.map((lab) => rank[lab.status] ?? 0));
	const points = group.filter((lab) => rank[lab.status] === best).map(pointOf);
	const last = points.at(-1);
	if (!last) return null;
	if (points.every((point) => sameValue(point, last))) return last;
	return points.length === 1 ? last : { ...last, value: null, reason: 'conflict' };
}

/** True when each result stands alone: all on different days, or all at different instants. Needs them in time. */
function standAlone(labs: readonly LabResult[]): boolean {
	return labs.every((lab, index) => {
		const before = labs[index - 1];
		if (!before) return true;
		if (isPlainDay(lab.collected) !== isPlainDay(before.collected)) return false;
		return isPlainDay(lab.collected)
			? lab.collected !== before.collected
			: instantMs(lab.collected) > instantMs(before.collected);
	});
}

/** The points of all results that count, which must be in time. */
function pointsOf(labs: readonly LabResult[]): LabPoint[] {
	if (standAlone(labs)) return labs.map(pointOf);
	const wholeDays = new Set(labs.filter((lab) => isPlainDay(lab.collected)).map((lab) => lab.collected));
	const groups = new Map<string | number, LabResult[]>();
	for (const lab of labs) {
		const key = momentKey(lab, wholeDays);
		const group = groups.get(key);
		if (group) group.push(lab);
		else groups.set(key, [lab]);
	}
	return [...groups.values()].flatMap((group) => settled(group) ?? []);
}

/** All results by analyte, in the order of the record. */
export function labsByAnalyte(labs: readonly LabResult[]): ReadonlyMap<Analyte, readonly LabResult[]> {
	const byAnalyte = new Map<Analyte, LabResult[]>();
	for (const lab of labs) {
		const own = byAnalyte.get(lab.analyte);
		if (own) own.push(lab);
		else byAnalyte.set(lab.analyte, [lab]);
	}
	return byAnalyte;
}

/** The series of one analyte from all its results, whatever their order in the record. */
export function seriesOf(analyte: Analyte, results: readonly LabResult[]): LabSeries {
	const own = [...results].sort(inTime);
	const points = pointsOf(own.filter((lab) => rank[lab.status] !== undefined));
	const newest = points.at(-1);
	const waiting = own.filter((lab) => lab.status === 'preliminary').at(-1);
	const isNewer = waiting && (!newest || compareWhen(waiting.collected, newest.when) > 0);
	return { analyte, points, pending: waiting && isNewer ? pointOf(waiting) : null };
}

/** The name of an analyte inside a sentence. */
export const analyteName = (analyte: Analyte): string => {
	const { label, short } = analyteEntry(analyte);
	return label === short ? label : label.toLowerCase();
};
