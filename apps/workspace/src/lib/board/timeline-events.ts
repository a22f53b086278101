import {
	dateOfWhen,
	dayNumber,
	fieldAt,
	formatEntry,
	isWhen,
	rowPath,
	rowsOf,
	singleValue,
	type CaseRecord,
	type FieldPath,
	type Row,
} from '@consilium/case-model';

export type LaneId = 'imaging' | 'cycles' | 'ssa' | 'therapy';
/** The shape tells what an event is; it stays the same before and after today (H9). */
export type Shape = 'diamond' | 'square' | 'triangle' | 'circle' | 'bar';

export interface TimelineEvent {
	/** The field that a click leads to. */
	path: FieldPath;
	lane: LaneId;
	shape: Shape;
	/** Day numbers; equal for a moment. */
	from: number;
	to: number;
	label: string;
	/** Said in words, never by looks alone. */
	status: 'planned' | 'open-ended' | null;
	/** Two people entered different days; one of them is drawn. */
	disputed?: true;
}

const shapeOfModality: Record<string, Shape> = {
	'SSTR-PET': 'diamond',
	'SSTR-scintigraphy': 'diamond',
	'FDG-PET': 'triangle',
	CT: 'square',
	MRI: 'square',
};

const dayOf = (value: unknown): number | null => (isWhen(value) ? dayNumber(dateOfWhen(value)) : null);

function words(section: string, row: Row, fieldId: string): string {
	const field = fieldAt(rowPath(section, row.id, fieldId))?.field;
	return field && row.entry(fieldId)?.is === 'value' ? formatEntry(field, row.entry(fieldId)) : '';
}

function moment(
	section: string,
	row: Row,
	dateField: string,
	rest: Pick<TimelineEvent, 'lane' | 'shape' | 'label'>,
): TimelineEvent[] {
	const day = dayOf(row.value(dateField));
	return day === null
		? []
		: [{ ...rest, path: rowPath(section, row.id, dateField), from: day, to: day, status: null }];
}

const joined = (...parts: string[]): string => parts.filter((part) => part !== '').join(' ');

function imaging(record: CaseRecord, section: 'imaging' | 'sstrImaging', detail: string): TimelineEvent[] {
	return rowsOf(record, section).flatMap((row) =>
		moment(section, row, 'date', {
			lane: 'imaging',
			shape: shapeOfModality[String(row.value('modality'))] ?? 'square',
			label: joined(words(section, row, 'modality'), words(section, row, detail).toLowerCase()),
		}),
	);
}

function cycles(record: CaseRecord): TimelineEvent[] {
	const given = rowsOf(record, 'cycles').flatMap((row) =>
		moment('cycles', row, 'infusionStart', {
			lane: 'cycles',
			shape: 'circle',
			label: joined(`C${words('cycles', row, 'n')}`, words('cycles', row, 'activity')),
		}),
	);
	const next = dayOf(singleValue(record, 'plan', 'nextDoseAt'));
	if (next === null) return given;
	const rows = rowsOf(record, 'cycles');
	const number = Math.max(rows.length, ...rows.map((row) => Number(row.value('n') ?? 0))) + 1;
	const planned = { path: 'plan/nextDoseAt', lane: 'cycles', shape: 'circle', from: next, to: next } as const;
	return [...given, { ...planned, label: `C${number} planned`, status: 'planned' }];
}

function ssa(record: CaseRecord): TimelineEvent[] {
	return rowsOf(record, 'ssaAdministrations').flatMap((row) =>
		moment('ssaAdministrations', row, 'at', {
			lane: 'ssa',
			shape: row.value('kind') === 'short-acting' ? 'circle' : 'triangle',
			label: joined(words('ssaAdministrations', row, 'agent'), words('ssaAdministrations', row, 'dose')),
		}),
	);
}

function therapy(record: CaseRecord, today: number): TimelineEvent[] {
	return rowsOf(record, 'priorTherapy').flatMap((row): TimelineEvent[] => {
		const [from, to] = [dayOf(row.value('from')), dayOf(row.value('to'))];
		const start = from ?? to;
		if (start === null) return [];
		const open = to === null && row.value('kind') !== 'surgery';
		const end = to ?? (open ? Math.max(today, start) : start);
		const label = joined(words('priorTherapy', row, 'name') || words('priorTherapy', row, 'kind'));
		return [
			{
				path: rowPath('priorTherapy', row.id, 'from'),
				lane: 'therapy',
				shape: end > start ? 'bar' : 'square',
				from: start,
				to: end,
				label: open && end > start ? `${label} (no end recorded)` : label,
				status: open ? 'open-ended' : null,
			},
		];
	});
}

export const lanes: readonly { id: LaneId; label: string }[] = [
	{ id: 'imaging', label: 'Imaging' },
	{ id: 'cycles', label: 'PRRT' },
	{ id: 'ssa', label: 'SSA' },
	{ id: 'therapy', label: 'Other therapy' },
];

/** Everything of the record that has a day, in the lanes of the timeline, oldest first. Undated rows are not drawn. */
export function timelineEvents(
	record: CaseRecord,
	today: string,
	disputed: ReadonlySet<FieldPath> = new Set(),
): TimelineEvent[] {
	const all = [
		...imaging(record, 'sstrImaging', 'uptakeVsLiver'),
		...imaging(record, 'imaging', 'impression'),
		...cycles(record),
		...ssa(record),
		...therapy(record, dayNumber(today)),
	];
	return all
		.map((event): TimelineEvent =>
			disputed.has(event.path)
				? { ...event, label: joined(event.label, '(two days entered)'), disputed: true }
				: event,
		)
		.sort((a, b) => a.from - b.from || a.label.localeCompare(b.label));
}

/** The day of the first cycle given, from which a baseline is told; null while a cycle's day is in dispute. */
export function firstCycleDay(events: readonly TimelineEvent[]): number | null {
	const given = events.filter((event) => event.lane === 'cycles' && event.status === null);
	return given.some((event) => event.disputed) ? null : (given[0]?.from ?? null);
}
