const minuteMs = 60_000;

/** How long something has been so, in words: `just now`, `25 min`, `3 h`, `2 d`. Needs milliseconds since 1970. */
export function elapsed(sinceMs: number, nowMs: number): string {
	const minutes = Math.floor((nowMs - sinceMs) / minuteMs);
	if (minutes < 1) return 'just now';
	if (minutes < 60) return `${minutes} min`;
	const hours = Math.floor(minutes / 60);
	return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}
