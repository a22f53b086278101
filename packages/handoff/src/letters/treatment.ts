import {
	dateOfWhen,
	formatDate,
	formatWhen,
	isWhen,
	measured,
	formatQuantity,
	pathOf,
	plain,
	plus,
	rowPath,
	rowsOf,
	type CaseFacts,
	type CaseRecord,
	type Decimal,
	type FieldPath,
	type PlainDate,
	type Quantity,
	type Row,
} from '@consilium/case-model';
import type { DocumentSection, Block } from '../document/document.ts';
import { gap, row, sentence } from './blocks.ts';
import { fieldWords } from './board-words.ts';

interface Cycle {
	id: string;
	n: number | undefined;
	start: string | undefined;
	activity: Quantity | undefined;
	gbq: Decimal | undefined;
}

function isQuantity(value: unknown): value is Quantity {
	return typeof value === 'object' && value !== null && !Array.isArray(value) && 'value' in value;
}

function cycleOf(one: Row): Cycle {
	const [n, start, activity] = [one.value('n'), one.value('infusionStart'), one.value('activity')];
	const quantity = isQuantity(activity) ? activity : undefined;
	const canonical = quantity && measured('activity', quantity);
	return {
		id: one.id,
		n: typeof n === 'number' ? n : undefined,
		start: isWhen(start) ? start : undefined,
		activity: quantity,
		gbq: canonical?.ok ? canonical.value : undefined,
	};
}

const orderOf = ({ n, start }: Cycle): string => `${String(n ?? 99).padStart(2, '0')} ${start ?? ''}`;

function cyclesOf(record: CaseRecord): Cycle[] {
	return rowsOf(record, 'cycles')
		.map(cycleOf)
		.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

function cycleRow(cycle: Cycle): Block {
	const name = cycle.n === undefined ? 'cycle' : `cycle ${cycle.n}`;
	const missing = [
		...(cycle.n === undefined ? ['number of the cycle'] : []),
		...(cycle.start === undefined ? [`date of ${name}`] : []),
		...(cycle.gbq === undefined ? [`activity of ${name}`] : []),
	][0];
	const cells = [
		cycle.n === undefined ? gap('number of the cycle') : String(cycle.n),
		cycle.start === undefined ? gap(`date of ${name}`) : formatWhen(cycle.start),
		cycle.gbq === undefined || cycle.activity === undefined
			? gap(`activity of ${name}`)
			: formatQuantity(cycle.activity),
	];
	const paths = ['n', 'infusionStart', 'activity'].map((field) => rowPath('cycles', cycle.id, field));
	return row(`treatment.${cycle.id}`, cells, { paths }, missing);
}

/** Why the cycles on the board cannot be summed: an activity that is not known, one cycle twice, one not on record. */
function whyNotSummed(cycles: readonly Cycle[]): string | undefined {
	if (cycles.some(({ gbq }) => gbq === undefined))
		return 'cumulative activity: the activity of each cycle is needed';
	const numbers = cycles.flatMap(({ n }) => n ?? []);
	const twice = numbers.find((n, index) => numbers.indexOf(n) !== index);
	if (twice !== undefined) return `cumulative activity: cycle ${twice} is entered twice`;
	const days = cycles.flatMap(({ start }) => (start === undefined ? [] : [dateOfWhen(start)]));
	const same = days.find((day, index) => days.indexOf(day) !== index);
	if (same !== undefined) return `cumulative activity: two cycles are entered for ${formatDate(same)}`;
	const gone =
		numbers.length === 0 ? undefined : upTo(Math.max(...numbers)).find((n) => !numbers.includes(n));
	return gone === undefined ? undefined : `cumulative activity: cycle ${gone} is not on record`;
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

function cumulative(cycles: readonly Cycle[]): Block {
	const paths: FieldPath[] = cycles.map(({ id }) => rowPath('cycles', id, 'activity'));
	const known = cycles.flatMap(({ gbq }) => gbq ?? []);
	const missing = whyNotSummed(cycles);
	if (missing !== undefined) {
		return sentence('treatment.cumulative', `Cumulative activity: ${gap(missing)}.`, { paths }, missing);
	}
	const sum = known.reduce(plus, { n: 0n, d: 1n });
	const count = `${cycles.length} ${cycles.length === 1 ? 'infusion' : 'infusions'}`;
	return sentence('treatment.cumulative', `Cumulative activity: ${plain(sum, 6)} GBq in ${count}.`, {
		paths,
	});
}

function courseBlock(record: CaseRecord): Block {
	const path = pathOf('plan', 'courseStatus');
	const words = fieldWords(record, 'plan', 'courseStatus');
	const value = record.entries[path];
	const ended = value?.is === 'value' && (value.value === 'completed' || value.value === 'discontinued');
	const none = value?.is === 'value' && value.value === 'not-started';
	if (ended || none)
		return sentence('treatment.course', `Course of PRRT: ${words?.toLowerCase() ?? ''}.`, { paths: [path] });
	const missing = 'whether the course is completed or discontinued';
	return sentence('treatment.course', `Course of PRRT: ${gap(missing)}.`, { paths: [path] }, missing);
}

function diagnosisBlock(record: CaseRecord, grade: string | undefined): Block {
	const paths = [pathOf('diagnosis', 'primarySite'), pathOf('diagnosis', 'extent')];
	const site = fieldWords(record, 'diagnosis', 'primarySite')?.toLowerCase();
	const extent = fieldWords(record, 'diagnosis', 'extent')?.toLowerCase();
	const missing = site === undefined ? 'primary site' : undefined;
	const tumor = grade === 'NEC' ? 'neuroendocrine carcinoma' : 'neuroendocrine tumor';
	const words = `Diagnosis: ${tumor}${grade === undefined ? '' : ` (${grade})`}, primary site ${site ?? gap('primary site')}, ${extent ?? 'extent not recorded'}.`;
	return sentence('treatment.diagnosis', words, { paths, rules: ['GRADE-WHO'] }, missing);
}

/** What was given: diagnosis, each infusion, the sum, and whether the course has ended. */
export function treatmentSection(record: CaseRecord, grade: string | undefined): DocumentSection {
	const cycles = cyclesOf(record);
	const given =
		cycles.length === 0
			? [sentence('treatment.none', 'No infusion of [¹⁷⁷Lu]Lu-DOTA-TATE is on record.')]
			: [...cycles.map(cycleRow), cumulative(cycles)];
	return {
		id: 'treatment',
		heading: 'Treatment given',
		columns: ['Cycle', 'Infusion', 'Administered activity'],
		blocks: [diagnosisBlock(record, grade), ...given, courseBlock(record)],
	};
}

/** The first and the last infusion, and what makes the dates that follow from them unsafe, if anything does. */
export interface Infusions {
	first: PlainDate;
	last: PlainDate;
	lastPath: FieldPath;
	/** Set when a cycle has no date, or when the rules could not be given the first or the last one. */
	unsafe?: string;
}

/** The first and the last infusion as recorded; null when none is dated. */
export function infusionsOf(record: CaseRecord, facts: CaseFacts): Infusions | null {
	const cycles = cyclesOf(record);
	const dated = cycles
		.flatMap(({ id, start }) => (start === undefined ? [] : [{ id, day: dateOfWhen(start) }]))
		.sort((a, b) => (a.day < b.day ? -1 : 1));
	const [first, last] = [dated[0], dated.at(-1)];
	if (!first || !last) return null;
	const infusions = {
		first: first.day,
		last: last.day,
		lastPath: rowPath('cycles', last.id, 'infusionStart'),
	};
	const judged = facts.doses.map(({ infusionStart }) => dateOfWhen(infusionStart)).sort();
	const known = judged[0] === first.day && judged.at(-1) === last.day && dated.length === cycles.length;
	return known ? infusions : { ...infusions, unsafe: 'first a complete entry of each cycle on the board' };
}
