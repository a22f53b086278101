/** What is known about saving, over all rooms of the board. */
export interface SaveFacts {
	connected: boolean;
	/** Changes in this tab that are not known to be committed. */
	waiting: number;
	/** Since when (ms) the oldest of them waits while connected; null when none does. */
	waitingSince: number | null;
	/** When the newest commit known here was made (ms), or null before any. */
	savedAt: number | null;
	refused: string | null;
	now: number;
}

export type SaveTone = 'ok' | 'busy' | 'offline' | 'stop';

/** How long a connected server may be silent about a change before we say that it cannot save. */
export const patienceMs = 5000;

/** `14:02` in a time zone, or on the reader's own clock. */
export const clockWords = (ms: number, timeZone: string | undefined): string =>
	new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(
		ms,
	);

const changes = (count: number): string => `${count} ${count === 1 ? 'change' : 'changes'}`;

/** The one sentence about saving, on the reader's clock (`timeZone`). "Saved" is said only of what the server has committed. */
export function saveWords(facts: SaveFacts, timeZone: string | undefined): { text: string; tone: SaveTone } {
	if (facts.refused !== null) return { text: `Not saved: ${facts.refused}`, tone: 'stop' };
	if (!facts.connected)
		return {
			text: facts.waiting > 0 ? `Offline — ${changes(facts.waiting)} kept in this tab` : 'Offline',
			tone: 'offline',
		};
	if (facts.waiting > 0) {
		const late = facts.waitingSince !== null && facts.now - facts.waitingSince > patienceMs;
		return late ? { text: 'Cannot save — retrying', tone: 'stop' } : { text: 'Saving…', tone: 'busy' };
	}
	return {
		text: facts.savedAt === null ? 'No changes yet' : `Saved ${clockWords(facts.savedAt, timeZone)}`,
		tone: 'ok',
	};
}
