import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	courtOf,
	isOver,
	referralMoves,
	transitionOf,
	type ReferralMove,
	type ReferralState,
} from './machine.ts';

/** Where a walk of moves leads, refused ones left out. */
function walk(moves: readonly ReferralMove[]): (ReferralState | null)[] {
	const states: (ReferralState | null)[] = [null];
	for (const move of moves)
		states.push(transitionOf(move, states.at(-1) ?? null)?.to ?? states.at(-1) ?? null);
	return states;
}

const walks = fc.array(fc.constantFrom(...referralMoves), { maxLength: 60 });

describe('any sequence of moves', () => {
	it('[BOARD-4] never gets stuck: wherever it leads, somebody can go on', () => {
		fc.assert(
			fc.property(walks, (moves) => {
				const state = walk(moves).at(-1) ?? null;
				expect(referralMoves.some((move) => transitionOf(move, state) !== null)).toBe(true);
			}),
		);
	});

	it('[BOARD-4] is acknowledged only after it was accepted and referred back, in that order', () => {
		fc.assert(
			fc.property(walks, (moves) => {
				const states = walk(moves);
				states.forEach((state, index) => {
					if (state !== 'acknowledged' || states[index - 1] === 'acknowledged') return;
					const round = states.slice(states.slice(0, index).lastIndexOf('accepted'), index + 1);
					expect(new Set(round)).toEqual(new Set(['accepted', 'referred-back', 'acknowledged']));
				});
			}),
		);
	});

	it('[BOARD-4] gives the move to the center that has the ball', () => {
		fc.assert(
			fc.property(walks, (moves) => {
				const state = walk(moves).at(-1) ?? null;
				if (state === null || isOver(state)) return;
				for (const move of referralMoves) {
					const row = transitionOf(move, state);
					if (row) expect(row.by).toBe(courtOf(state));
				}
			}),
		);
	});
});
