import { addMonthsClamped, dateOfDayNumber, dayNumber, formatDate } from '@consilium/case-model';

export type RangeId = '3m' | '9m' | 'all';
export const ranges: readonly { id: RangeId; label: string }[] = [
	{ id: '3m', label: '3 months' },
	{ id: '9m', label: '9 months' },
	{ id: 'all', label: 'All' },
];

/** First and last day shown, as day numbers. */
export interface Span {
	from: number;
	to: number;
}

const months: Record<Exclude<RangeId, 'all'>, number> = { '3m': 3, '9m': 9 };

/** A fixed stretch of time up to a little after today (and after what is planned); `all` begins with the first day known. */
export function spanOf(range: RangeId, today: string, days: readonly number[]): Span {
	const now = dayNumber(today);
	const last = Math.max(
		now + 21,
		...days.filter((day) => day > now && day < now + 200).map((day) => day + 14),
	);
	if (range !== 'all') return { from: dayNumber(addMonthsClamped(today, -months[range])), to: last };
	const first = Math.min(dayNumber(addMonthsClamped(today, -3)), ...days);
	return { from: first - 14, to: last };
}

/** The first days of months within a span, thinned so that labels `May 2026` have `room` pixels each. */
export function monthTicks(span: Span, pixelsPerDay: number, room = 62): { day: number; label: string }[] {
	const ticks: { day: number; label: string }[] = [];
	const every = [1, 2, 3, 6, 12, 24, 60].find((step) => step * 30.4 * pixelsPerDay >= room) ?? 120;
	let date = `${dateOfDayNumber(span.from).slice(0, 7)}-01`;
	for (; dayNumber(date) <= span.to; date = addMonthsClamped(date, 1)) {
		const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
		if (dayNumber(date) >= span.from && index % every === 0)
			ticks.push({ day: dayNumber(date), label: formatDate(date).slice(3).replace('-', ' ') });
	}
	return ticks;
}

export const dayLabel = (day: number): string => formatDate(dateOfDayNumber(day));
