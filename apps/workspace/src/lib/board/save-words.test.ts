import { expect, it } from 'vitest';
import { saveWords, type SaveFacts } from './save-words.ts';

const at = Date.UTC(2026, 4, 11, 14, 2);
const facts: SaveFacts = {
	connected: true,
	waiting: 0,
	waitingSince: null,
	savedAt: at,
	refused: null,
	now: at,
};
const say = (change: Partial<SaveFacts>): string => saveWords({ ...facts, ...change }, 'UTC').text;

it('[BOARD-UI-5] the save state uses the words of the screens and says Saved only when nothing waits', () => {
	expect(say({})).toBe('Saved 14:02');
	expect(say({ waiting: 1, waitingSince: at })).toBe('Saving…');
	expect(say({ waiting: 3, connected: false })).toBe('Offline — 3 changes kept in this tab');
	expect(say({ waiting: 1, connected: false })).toBe('Offline — 1 change kept in this tab');
	expect(say({ waiting: 1, waitingSince: at - 6000 })).toBe('Cannot save — retrying');
	expect(say({ refused: 'the referral is with the other center' })).toBe(
		'Not saved: the referral is with the other center',
	);
	expect(say({ savedAt: null })).not.toContain('Saved');
});
