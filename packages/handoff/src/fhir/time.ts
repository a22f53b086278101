import {
	addDays,
	dateOfWhen,
	formatDate,
	isInstant,
	isPlainDate,
	type PlainDate,
	type When,
} from '@consilium/case-model';
import type { Period } from './elements.ts';

export type TimeReading = { ok: true; when: When } | { ok: false; why: string };

const no = (why: string): TimeReading => ({ ok: false, why });

/** A FHIR dateTime as a date or an instant; a year or a month alone is not a day and is said so. */
export function readDateTime(text: string | undefined, today: PlainDate): TimeReading {
	if (text === undefined) return no('has no date');
	if (/^\d{4}$/.test(text)) return no(`is dated only to the year ${text}`);
	if (/^\d{4}-\d{2}$/.test(text)) return no(`is dated only to the month ${text}`);
	const day: boolean = isPlainDate(text) || isInstant(text);
	if (!day) return no(`has a date that is none: “${text.slice(0, 40)}”`);
	const date = dateOfWhen(text);
	if (date > addDays(today, 1)) return no(`is dated ${formatDate(date)}, in the future`);
	return { ok: true, when: text };
}

/** When something was observed or done: an instant, a date, or a period that lies within one day. */
export function readEffective(
	element: { dateTime?: string | undefined; instant?: string | undefined; period?: Period | undefined },
	today: PlainDate,
): TimeReading {
	if (element.dateTime !== undefined) return readDateTime(element.dateTime, today);
	if (element.instant !== undefined) return readDateTime(element.instant, today);
	if (element.period === undefined) return no('has no date');
	const { start, end } = element.period;
	const reading = readDateTime(start, today);
	if (!reading.ok) return reading;
	const sameDay = end === undefined || end.slice(0, 10) === start?.slice(0, 10);
	if (!sameDay) return no('was observed over more than one day');
	return { ok: true, when: dateOfWhen(reading.when) };
}
