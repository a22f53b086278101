import {
	addDays,
	dateOfWhen,
	formatDate,
	instantInZone,
	instantMs,
	isInstant,
	isPlainDate,
	type PlainDate,
	type When,
} from '@consilium/case-model';
import type { Period } from './elements.ts';

export type TimeReading = { ok: true; when: When } | { ok: false; why: string };

const no = (why: string): TimeReading => ({ ok: false, why });

/**
 * A moment written in UTC says nothing of the place: with the zone of the case it is written with the offset there, so that
 * its day is the day on which it happened. One written with another offset is kept as written.
 */
function atHome(when: When, timeZone: string | undefined): When {
	if (timeZone === undefined || !/T.*(?:Z|[+-]00:00)$/.test(when)) return when;
	return instantInZone(instantMs(when), timeZone);
}

/** A FHIR dateTime as a date or an instant; a year or a month alone is not a day and is said so. */
export function readDateTime(
	text: string | undefined,
	{ today, timeZone }: { today: PlainDate; timeZone?: string | undefined },
): TimeReading {
	if (text === undefined) return no('has no date');
	if (/^\d{4}$/.test(text)) return no(`is dated only to the year ${text}`);
	if (/^\d{4}-\d{2}$/.test(text)) return no(`is dated only to the month ${text}`);
	const day: boolean = isPlainDate(text) || isInstant(text);
	if (!day) return no(`has a date that is none: “${text.slice(0, 40)}”`);
	const when = atHome(text, timeZone);
	const date = dateOfWhen(when);
	if (date > addDays(today, 1)) return no(`is dated ${formatDate(date)}, in the future`);
	return { ok: true, when };
}

/** When something was observed or done: an instant, a date, or a period that lies within one day. */
export function readEffective(
	element: { dateTime?: string | undefined; instant?: string | undefined; period?: Period | undefined },
	at: { today: PlainDate; timeZone?: string | undefined },
): TimeReading {
	if (element.dateTime !== undefined) return readDateTime(element.dateTime, at);
	if (element.instant !== undefined) return readDateTime(element.instant, at);
	if (element.period === undefined) return no('has no date');
	const { start, end } = element.period;
	const reading = readDateTime(start, at);
	if (!reading.ok) return reading;
	const last = end === undefined ? reading : readDateTime(end, at);
	const sameDay = last.ok && dateOfWhen(last.when) === dateOfWhen(reading.when);
	if (!sameDay) return no('was observed over more than one day');
	return { ok: true, when: dateOfWhen(reading.when) };
}
