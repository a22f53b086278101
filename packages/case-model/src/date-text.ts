import { offsetsOfLocalTime } from './date-zone.ts';
import {
	addDays,
	addMonthsClamped,
	daysInMonth,
	isInstant,
	isPlainDate,
	type PlainDate,
	type When,
} from './date.ts';
import { formatDateWithWeekday, formatDistance } from './format.ts';
import type { TextReading } from './number-text.ts';

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

interface DateContext {
	today: PlainDate;
}

const written = (year: number, month: number, day: number): PlainDate | null => {
	if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
	return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
};

const echoOf = (date: PlainDate, today: PlainDate): string =>
	`${formatDateWithWeekday(date)} · ${formatDistance(date, today)}`;

function shortcut(text: string, today: PlainDate): PlainDate | null {
	if (text === 't' || text === 'today') return today;
	const step = /^([+-])(\d{1,3})([dwmy])$/.exec(text);
	if (!step) return null;
	const count = Number(step[2]) * (step[1] === '-' ? -1 : 1);
	if (step[3] === 'd') return addDays(today, count);
	if (step[3] === 'w') return addDays(today, count * 7);
	return addMonthsClamped(today, step[3] === 'm' ? count : count * 12);
}

function withMonthName(text: string): PlainDate | null | undefined {
	const found = /^(\d{1,2})[\s.-]*([a-z]{3})[a-z]*\.?[\s,.-]*(\d{4})$/.exec(text);
	if (!found) return undefined;
	const month = monthNames.indexOf(found[2] ?? '') + 1;
	return month === 0 ? undefined : written(Number(found[3]), month, Number(found[1]));
}

/** `12/05/2026`: one reading when only one is a date, else both are offered. */
function allNumeric(text: string, today: PlainDate): TextReading<PlainDate> | null {
	const found = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
	if (!found) return null;
	const [first, second, year] = [Number(found[1]), Number(found[2]), Number(found[3])];
	const dayFirst = written(year, second, first);
	const monthFirst = written(year, first, second);
	const readings = [...new Set([dayFirst, monthFirst])].filter((date) => date !== null);
	const [only] = readings;
	if (only === undefined) return { ok: false, message: `“${text}” is not a day of the calendar` };
	if (readings.length === 1) return { ok: true, value: only, echo: echoOf(only, today) };
	return {
		ok: false,
		message: `“${text}” can be read in two ways`,
		suggestions: readings.map((date) => ({ text: date, label: formatDateWithWeekday(date) })),
	};
}

/**
 * A calendar date from what a person typed: `2026-05-12`, `12 May 2026`, `12-May-2026`, `t`, `-2d`, `+3m`. All-numeric
 * dates are taken only when they have one reading. The echo repeats it with weekday and distance.
 */
export function parseDateText(raw: string, { today }: DateContext): TextReading<PlainDate> {
	const text = raw.trim().toLowerCase();
	if (text === '') return { ok: false, message: 'Enter a date' };
	const named = withMonthName(text);
	const date = shortcut(text, today) ?? (isPlainDate(text) ? text : named);
	if (date) return { ok: true, value: date, echo: echoOf(date, today) };
	if (named === null || /^\d{4}-\d{2}-\d{2}$/.test(text))
		return { ok: false, message: `“${raw.trim()}” is not a day of the calendar` };
	return (
		allNumeric(text, today) ?? {
			ok: false,
			message: `“${raw.trim()}” is not a date: write it like 12-May-2026`,
		}
	);
}

/** An offset of so many minutes as text: `-05:00`. */
function offsetText(offset: number): string {
	const size = Math.abs(offset);
	const two = (number: number): string => String(number).padStart(2, '0');
	return `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The moments that a wall-clock time of a day names in a zone: asked back unless there is exactly one. */
function atClock(date: PlainDate, clock: string, minutes: number, timeZone: string): TextReading<When> {
	const moments = offsetsOfLocalTime(date, minutes, timeZone).map((offset) => ({
		text: `${date}T${clock}:00${offsetText(offset)}`,
		label: `${formatDateWithWeekday(date)} ${clock} (UTC${offsetText(offset)})`,
	}));
	const [only, second] = moments;
	const day = formatDateWithWeekday(date);
	if (only === undefined)
		return { ok: false, message: `There is no ${clock} on ${day}: the clocks go forward over it` };
	if (second === undefined) return { ok: true, value: only.text, echo: only.label };
	return {
		ok: false,
		message: `${clock} comes twice on ${day}: the clocks go back`,
		suggestions: [
			{ ...only, label: `${only.label}, the first` },
			{ ...second, label: `${second.label}, the second` },
		],
	};
}

/**
 * A date, or a date with a 24-hour time (`12-May-2026 14:30`), which becomes an instant with the offset of the case's time
 * zone on that day. A time alone or a date alone is never completed. An instant as written by a machine is kept.
 */
export function parseWhenText(raw: string, context: DateContext & { timeZone: string }): TextReading<When> {
	const text = raw.trim();
	if (isInstant(text)) return { ok: true, value: text };
	const timed = /^(.*\S)[\sT]+(\d{1,2}):(\d{2})$/i.exec(text);
	if (!timed) return parseDateText(text, context);
	const [hour, minute] = [Number(timed[2]), Number(timed[3])];
	if (hour > 23 || minute > 59)
		return { ok: false, message: `“${timed[2]}:${timed[3]}” is not a time of day` };
	const day = parseDateText(timed[1] ?? '', context);
	if (!day.ok) return day;
	const clock = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
	return atClock(day.value, clock, hour * 60 + minute, context.timeZone);
}
