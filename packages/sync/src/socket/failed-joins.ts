import { createHash } from 'node:crypto';

const windowMs = 60_000;
const mostKeys = 10_000;

/** Counts joins of rooms that are not there, per cookie: room ids cannot be found by trying. */
export interface FailedJoins {
	isBlocked(cookie: string | undefined): boolean;
	note(cookie: string | undefined): void;
}

export function createFailedJoins(perMinute: number, now: () => number): FailedJoins {
	const failures = new Map<string, { since: number; count: number }>();
	const keyOf = (cookie: string | undefined): string =>
		createHash('sha256')
			.update(cookie ?? '')
			.digest('base64');
	const current = (cookie: string | undefined) => {
		const found = failures.get(keyOf(cookie));
		return found && now() - found.since < windowMs ? found : undefined;
	};
	return {
		isBlocked: (cookie) => (current(cookie)?.count ?? 0) >= perMinute,
		note: (cookie) => {
			const found = current(cookie);
			if (found) found.count += 1;
			else failures.set(keyOf(cookie), { since: now(), count: 1 });
			const [oldest] = failures.keys();
			if (failures.size > mostKeys && oldest !== undefined) failures.delete(oldest);
		},
	};
}
