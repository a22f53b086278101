import { dayNumber, isInstant, isPlainDate, type PlainDate, type When } from './date.ts';
import type { Entry, FieldValue } from './entry.ts';
import { formatQuantity } from './quantity.ts';
import type { Field } from './section.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const weekdays = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'] as const;

/** `05-May-2026`: two-digit day, month in letters, four-digit year. */
export function formatDate(date: PlainDate): string {
	const [year = '', month = '', day = ''] = date.split('-');
	return `${day}-${months[Number(month) - 1] ?? month}-${year}`;
}

/** `Mon 25-May-2026`. */
export function formatDateWithWeekday(date: PlainDate): string {
	const weekday = weekdays[((dayNumber(date) % 7) + 7) % 7] ?? '';
	return `${weekday} ${formatDate(date)}`;
}

/** A date as above; an instant with its 24-hour clock as recorded, `05-May-2026 14:02`. */
export function formatWhen(when: When): string {
	return isInstant(when) ? `${formatDate(when.slice(0, 10))} ${when.slice(11, 16)}` : formatDate(when);
}

/** `today`, `3 days ago`, `in 13 days`. */
export function formatDistance(date: PlainDate, today: PlainDate): string {
	const days = dayNumber(date) - dayNumber(today);
	if (days === 0) return 'today';
	const count = `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'}`;
	return days < 0 ? `${count} ago` : `in ${count}`;
}

const labelOf = (field: Field, value: string): string =>
	field.options?.find((option) => option.value === value)?.label ?? value;

/** A value in the words of the board. */
export function formatValue(field: Field, value: FieldValue): string {
	if (typeof value === 'boolean') return value ? 'Yes' : 'No';
	if (typeof value === 'number') return String(value);
	if (Array.isArray(value)) return value.map((one) => labelOf(field, one)).join(', ');
	if (typeof value === 'object') return formatQuantity(value);
	if (field.kind === 'date' && isPlainDate(value)) return formatDate(value);
	if (field.kind === 'when') return formatWhen(value);
	return labelOf(field, value);
}

/** An entry in the words of the board; empty is the empty string, the other two say what they are. */
export function formatEntry(field: Field, entry: Entry | undefined): string {
	if (!entry) return '';
	if (entry.is === 'unknown') return 'Not known';
	return entry.is === 'not-recorded' ? 'Not recorded' : formatValue(field, entry.value);
}
