import {
	addDays,
	formatDate,
	offsetsOfLocalTime,
	pathOf,
	rowPath,
	valueEntry,
	type Analyte,
	type Entry,
	type FieldPath,
	type FieldValue,
	type PlainDate,
	type Quantity,
	type Source,
	type Unit,
} from '@consilium/case-model';

export type Values = Record<string, FieldValue>;

const demo: Source = { kind: 'demo', ref: 'synthetic' };

/** A synthetic case being written down, with days counted from today: negative is the past. */
export interface Draft {
	entries: Record<FieldPath, Entry>;
	prose: Record<FieldPath, string>;
	day(offset: number): PlainDate;
	/** The day as a reader sees it. */
	shown(offset: number): string;
	/** A wall-clock time of that day at the center, with its offset. */
	at(offset: number, time: string): string;
	set(section: string, values: Values): void;
	row(section: string, id: string, values: Values): void;
	write(section: string, field: string, text: string): void;
	/** One blood draw: a row per analyte. */
	labs(offset: number, values: Partial<Record<Analyte, Quantity>>): void;
}

export const q = (value: number, unit: Unit): Quantity => ({ value, unit });

function offsetOf(date: PlainDate, time: string, timeZone: string): string {
	const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
	const [offset = 0] = offsetsOfLocalTime(date, minutes, timeZone);
	const size = Math.abs(offset);
	const two = (value: number) => String(value).padStart(2, '0');
	return `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

const references: Partial<Record<Analyte, readonly [number, number]>> = {
	platelets: [150, 400],
	hemoglobin: [120, 155],
	neutrophils: [1.8, 7.5],
	leukocytes: [4, 11],
	lymphocytes: [1, 4.8],
	creatinine: [0.6, 1.1],
	albumin: [35, 50],
	alp: [35, 105],
	ast: [5, 35],
	alt: [5, 35],
	bilirubin: [0.2, 1.2],
	inr: [0.8, 1.2],
	prothrombinRatio: [70, 130],
	bun: [7, 20],
};

export function newDraft(today: PlainDate, timeZone: string): Draft {
	const entries: Draft['entries'] = {};
	const prose: Draft['prose'] = {};
	const day = (offset: number) => addDays(today, offset);
	const row: Draft['row'] = (section, id, values) => {
		for (const [field, value] of Object.entries(values))
			entries[rowPath(section, id, field)] = valueEntry(value, demo);
	};
	return {
		entries,
		prose,
		day,
		shown: (offset) => formatDate(day(offset)),
		at: (offset, time) => `${day(offset)}T${time}:00${offsetOf(day(offset), time, timeZone)}`,
		set(section, values) {
			for (const [field, value] of Object.entries(values))
				entries[pathOf(section, field)] = valueEntry(value, demo);
		},
		row,
		write(section, field, text) {
			prose[pathOf(section, field)] = text;
		},
		labs(offset, values) {
			for (const [analyte, value] of Object.entries(values)) {
				const range = references[analyte as Analyte];
				row('labs', `${analyte}-${day(offset)}`, {
					analyte,
					value,
					collected: day(offset),
					status: 'final',
					...(range && { refLow: range[0], refHigh: range[1] }),
				});
			}
		},
	};
}
