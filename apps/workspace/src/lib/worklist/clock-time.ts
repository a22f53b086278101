import { dateInZone, formatDate } from '@consilium/case-model';

/** The 24-hour clock at a place, `14:02`. Needs milliseconds since 1970 and a known time zone. */
export function clockTime(ms: number, timeZone: string): string {
	return new Intl.DateTimeFormat('en-GB', {
		timeZone,
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	}).format(ms);
}

/** A moment at a place, `12-May-2026 14:02`. */
export function momentText(at: Date | string, timeZone: string): string {
	const ms = new Date(at).getTime();
	return `${formatDate(dateInZone(ms, timeZone))} ${clockTime(ms, timeZone)}`;
}
