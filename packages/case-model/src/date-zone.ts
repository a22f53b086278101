import { dateOfDayNumber, dayNumber, type Instant, type PlainDate } from './date.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Days already placed: a case asks for the same few again and again. Emptied when full. */
const starts = new Map<string, number>();
const startsAtMost = 4096;
const formats = new Map<string, Intl.DateTimeFormat | null>();

function formatOf(timeZone: string): Intl.DateTimeFormat | null {
	const known = formats.get(timeZone);
	if (known !== undefined) return known;
	const made = makeFormat(timeZone);
	formats.set(timeZone, made);
	return made;
}

function makeFormat(timeZone: string): Intl.DateTimeFormat | null {
	try {
		return new Intl.DateTimeFormat('en-US', {
			timeZone,
			hourCycle: 'h23',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit',
		});
	} catch {
		return null;
	}
}

/** True for an IANA time zone name that this engine knows. */
export const isTimeZone = (value: string): boolean => value.length > 0 && formatOf(value) !== null;

function wallClockMs(ms: number, format: Intl.DateTimeFormat): number {
	const part = Object.fromEntries(format.formatToParts(ms).map((piece) => [piece.type, piece.value]));
	const date = `${part.year}-${part.month}-${part.day}`;
	return dayNumber(date) * dayMs + (Number(part.hour) * 60 + Number(part.minute)) * minuteMs;
}

/**
 * The moment (ms since 1970 UTC) at which a calendar day begins in a time zone, daylight saving included.
 * Throws on an unknown zone: check with `isTimeZone` at the edge.
 */
export function startOfDayMs(date: PlainDate, timeZone: string): number {
	const key = `${timeZone}|${date}`;
	const known = starts.get(key);
	if (known !== undefined) return known;
	if (starts.size >= startsAtMost) starts.clear();
	const start = computedStart(date, timeZone);
	starts.set(key, start);
	return start;
}

/** Midnight, the first of two where it comes twice; where the clocks jump over it, the moment of the jump. */
function computedStart(date: PlainDate, timeZone: string): number {
	const format = formatOf(timeZone);
	if (!format) throw new RangeError(`unknown time zone: ${timeZone}`);
	const midnight = dayNumber(date) * dayMs;
	const [offset] = offsetsOfLocalTime(date, 0, timeZone);
	return midnight - (offset ?? offsetMinutes(midnight - dayMs, format)) * minuteMs;
}

/** The calendar date in a time zone at a moment (ms since 1970 UTC). */
export function dateInZone(ms: number, timeZone: string): PlainDate {
	const format = formatOf(timeZone);
	if (!format) throw new RangeError(`unknown time zone: ${timeZone}`);
	return dateOfDayNumber(Math.floor(wallClockMs(ms, format) / dayMs));
}

/** The offset of a zone from UTC, in minutes, at a moment (ms since 1970 UTC). */
function offsetMinutes(ms: number, format: Intl.DateTimeFormat): number {
	return Math.round((wallClockMs(ms, format) - Math.floor(ms / minuteMs) * minuteMs) / minuteMs);
}

/**
 * The offsets from UTC, in minutes, that a wall-clock time of a day can have in a zone: one on most days, none where the
 * clocks jump over that time, two (the earlier moment first) where they go back and it comes twice.
 */
export function offsetsOfLocalTime(date: PlainDate, minutes: number, timeZone: string): number[] {
	const format = formatOf(timeZone);
	if (!format) throw new RangeError(`unknown time zone: ${timeZone}`);
	const wanted = dayNumber(date) * dayMs + minutes * minuteMs;
	const around = [wanted - dayMs, wanted, wanted + dayMs].map((ms) => offsetMinutes(ms, format));
	return [...new Set(around)]
		.filter((offset) => wallClockMs(wanted - offset * minuteMs, format) === wanted)
		.sort((a, b) => b - a);
}

/** A moment (ms since 1970 UTC) written to the second with the offset that a zone has then. */
export function instantInZone(ms: number, timeZone: string): Instant {
	const format = formatOf(timeZone);
	if (!format) throw new RangeError(`unknown time zone: ${timeZone}`);
	const offset = offsetMinutes(ms, format);
	const local = new Date(ms + offset * minuteMs).toISOString().slice(0, 19);
	const [size, two] = [Math.abs(offset), (part: number): string => String(part).padStart(2, '0')];
	return `${local}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
