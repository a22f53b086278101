import { addMonthsClamped, daysBetween, formatDate, type PlainDate } from '@consilium/case-model';

/** How old something is on a day, in calendar months and days: `7 m 11 d`; `0 d` on the day itself. */
export function ageInWords(from: PlainDate, on: PlainDate): string {
	let months = 0;
	while (addMonthsClamped(from, months + 1) <= on) months += 1;
	const days = daysBetween(addMonthsClamped(from, months), on);
	return [months > 0 ? `${months} m` : '', days > 0 || months === 0 ? `${days} d` : '']
		.filter(Boolean)
		.join(' ');
}

/** `SSTR PET 14-Oct-2025 · will be 7 m 11 d old on 25-May-2026 · limit 6 m`. */
export function currencyWords(what: string, date: PlainDate, on: PlainDate, limit: string): string {
	return `${what} ${formatDate(date)} · will be ${ageInWords(date, on)} old on ${formatDate(on)} · limit ${limit}`;
}
