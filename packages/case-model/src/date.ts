/** A calendar date 'YYYY-MM-DD' at the place of recording. Years 1800 to 2299; anything else is a slip. */
export type PlainDate = string;
/** An RFC 3339 instant with seconds and an explicit offset, e.g. '2025-03-04T10:00:00-06:00'. Never made up from a date. */
export type Instant = string;
/** A date or an instant: how precisely something is known is information and is kept. */
export type When = PlainDate | Instant;

const dayMs = 86_400_000;
const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const instantPattern =
	/^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,9}))?(?:Z|([+-])(0\d|1[0-4]):([0-5]\d))$/;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days in a month (1 to 12) of the proleptic Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
	if (month === 2) return isLeap(year) ? 29 : 28;
	return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');
const written = (year: number, month: number, day: number): PlainDate =>
	`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;

/** True for a date that exists on the calendar: '2025-02-31' and '31/02/2025' are not dates. */
export function isPlainDate(value: unknown): value is PlainDate {
	if (typeof value !== 'string') return false;
	const parts = datePattern.exec(value);
	if (!parts) return false;
	const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
	if (year < 1800 || year > 2299 || month < 1 || month > 12) return false;
	return day >= 1 && day <= daysInMonth(year, month);
}

/** True for an RFC 3339 instant on a real date with an offset; local times without an offset are not instants. */
export function isInstant(value: unknown): value is Instant {
	if (typeof value !== 'string') return false;
	const parts = instantPattern.exec(value);
	return parts !== null && isPlainDate(parts[1]);
}

/** True for a date or an instant. */
export const isWhen = (value: unknown): value is When => isPlainDate(value) || isInstant(value);

const twoDigits = (text: string, at: number): number =>
	(text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;

/** Days since 1970-01-01; needs a valid date. */
export function dayNumber(date: PlainDate): number {
	const month = twoDigits(date, 5);
	const year = twoDigits(date, 0) * 100 + twoDigits(date, 2) - (month <= 2 ? 1 : 0);
	const day = twoDigits(date, 8);
	const era = Math.floor(year / 400);
	const yearOfEra = year - era * 400;
	const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
	const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
	return era * 146_097 + dayOfEra - 719_468;
}

/** The date of a day number; the inverse of `dayNumber`. */
export function dateOfDayNumber(days: number): PlainDate {
	const shifted = days + 719_468;
	const era = Math.floor(shifted / 146_097);
	const dayOfEra = shifted - era * 146_097;
	const yearOfEra = Math.floor(
		(dayOfEra -
			Math.floor(dayOfEra / 1460) +
			Math.floor(dayOfEra / 36_524) -
			Math.floor(dayOfEra / 146_096)) /
			365,
	);
	const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
	const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
	const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
	return written(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

/** `date` moved by whole days (negative: back). */
export const addDays = (date: PlainDate, days: number): PlainDate => dateOfDayNumber(dayNumber(date) + days);

/** `date` moved by calendar months, held at the month's end: 31 Aug + 6 months = 28 or 29 Feb. */
export function addMonthsClamped(date: PlainDate, months: number): PlainDate {
	const total = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
	const year = Math.floor(total / 12);
	const month = (total % 12) + 1;
	return written(year, month, Math.min(Number(date.slice(8, 10)), daysInMonth(year, month)));
}

/** Whole calendar days from `from` to `to` (negative when `to` is earlier). */
export const daysBetween = (from: PlainDate, to: PlainDate): number => dayNumber(to) - dayNumber(from);

/** The calendar date as written: for an instant the date at the place of recording, whatever zone we are in. */
export const dateOfWhen = (when: When): PlainDate => when.slice(0, 10);

/** Instants already read: the results of one draw share theirs. Emptied when full. */
const read = new Map<Instant, number>();
const readAtMost = 4096;

/** Milliseconds since 1970-01-01T00:00:00Z; needs a valid instant. */
export function instantMs(instant: Instant): number {
	const known = read.get(instant);
	if (known !== undefined) return known;
	const fresh = computedMs(instant);
	if (read.size >= readAtMost) read.clear();
	read.set(instant, fresh);
	return fresh;
}

function computedMs(instant: Instant): number {
	const parts = instantPattern.exec(instant);
	if (!parts) throw new RangeError(`not an instant: ${instant}`);
	const [, date = '', hour, minute, second, fraction = '', sign, offsetHour, offsetMinute] = parts;
	const local = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000;
	const offset = sign === undefined ? 0 : (Number(offsetHour) * 60 + Number(offsetMinute)) * 60_000;
	const thousandths = Number(fraction.padEnd(3, '0').slice(0, 3));
	return dayNumber(date) * dayMs + local + thousandths - (sign === '-' ? -offset : offset);
}

/** The instant `hours` later (negative: earlier), written with the same offset and to the second. */
export function addHours(instant: Instant, hours: number): Instant {
	const clock = (twoDigits(instant, 11) * 60 + twoDigits(instant, 14)) * 60 + twoDigits(instant, 17);
	const moved = dayNumber(instant) * dayMs + clock * 1000 + Math.round(hours * 3_600_000);
	const days = Math.floor(moved / dayMs);
	const seconds = Math.floor((moved - days * dayMs) / 1000);
	const [hour, minute] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
	const offset = instant.endsWith('Z') ? 'Z' : instant.slice(-6);
	return `${dateOfDayNumber(days)}T${pad(hour, 2)}:${pad(minute, 2)}:${pad(seconds % 60, 2)}${offset}`;
}

/** Sorting order of plain dates. */
export const comparePlainDates = (a: PlainDate, b: PlainDate): number => (a < b ? -1 : a > b ? 1 : 0);

/** Sorting order of instants by the moment they name, not by their text. */
export const compareInstants = (a: Instant, b: Instant): number => instantMs(a) - instantMs(b);

/** Of a valid date or instant: whether it is an instant. */
const hasClock = (when: When): boolean => when.length > 10;

/** Sorting order by the written date, then a bare date before an instant of that day, then by the moment. */
export function compareWhen(a: When, b: When): number {
	if (a === b) return 0;
	const byDate = comparePlainDates(dateOfWhen(a), dateOfWhen(b));
	if (byDate !== 0) return byDate;
	if (hasClock(a) && hasClock(b)) return compareInstants(a, b);
	return Number(hasClock(a)) - Number(hasClock(b));
}

/** Completed years of age on a date; a birthday counts on the day itself (29 Feb: on 1 March of a common year). */
export function ageInYears(birth: PlainDate, on: PlainDate): number {
	const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4));
	return on.slice(5) < birth.slice(5) ? years - 1 : years;
}
