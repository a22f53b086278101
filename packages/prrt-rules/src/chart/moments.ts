import { addDays, dateOfWhen, instantMs, startOfDayMs, type When } from '@consilium/case-model';
import type { Tri } from '../exact/kleene.ts';

/** The moments (ms) that a recorded date or instant may mean: an instant is one moment, a date a whole day. */
export interface Moments {
	readonly from: number;
	readonly to: number;
}

const hourMs = 3_600_000;

/** Every moment a recorded time may mean, in the zone of the place of recording. */
export function momentsOf(when: When, timeZone: string): Moments {
	if (when.length > 10) {
		const moment = instantMs(when);
		return { from: moment, to: moment };
	}
	return { from: startOfDayMs(when, timeZone), to: startOfDayMs(addDays(when, 1), timeZone) - 1 };
}

/** From a moment to the end of its written calendar day: an end that was not recorded. */
export function restOfDay(when: When, timeZone: string): Moments {
	const day = momentsOf(dateOfWhen(when), timeZone);
	return { from: momentsOf(when, timeZone).from, to: day.to };
}

/** Whether at least `hours` lie between two times; unknown when their precision does not decide it. */
export function hoursApartAtLeast(first: Moments, second: Moments, hours: number): Tri {
	if (second.from - first.to >= hours * hourMs) return true;
	return second.to - first.from < hours * hourMs ? false : null;
}

/** Whether more than `hours` lie between two times; unknown when their precision does not decide it. */
export function hoursApartMoreThan(first: Moments, second: Moments, hours: number): Tri {
	if (second.from - first.to > hours * hourMs) return true;
	return second.to - first.from <= hours * hourMs ? false : null;
}

/** Whether the first time lies strictly before the second. */
export function isBefore(first: Moments, second: Moments): Tri {
	if (first.to < second.from) return true;
	return first.from >= second.to ? false : null;
}
