/** The 24-hour clock at a place, `14:02`. Needs milliseconds since 1970 and a known time zone. */
export function clockTime(ms: number, timeZone: string): string {
	return new Intl.DateTimeFormat('en-GB', {
		timeZone,
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	}).format(ms);
}
