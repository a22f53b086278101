import { describe, expect, it } from 'vitest';
import {
	courtOf,
	referralMoves,
	referralStates,
	transitionOf,
	transitions,
	whyNot,
	type ReferralMove,
	type ReferralState,
} from './machine.ts';

/** Every pair of state and move that leads somewhere, written down by hand. */
const allowed: Record<string, ReferralState> = {
	'null send': 'sent',
	'declined send': 'sent',
	'acknowledged send': 'sent',
	'sent accept': 'accepted',
	'sent return': 'returned',
	'sent decline': 'declined',
	'returned resend': 'sent',
	'accepted referBack': 'referred-back',
	'referred-back acknowledge': 'acknowledged',
};

const pairs = [null, ...referralStates].flatMap((state) => referralMoves.map((move) => ({ state, move })));

describe('the referral machine', () => {
	it.each(pairs)(
		'[BOARD-4] $state + $move',
		({ state, move }: { state: ReferralState | null; move: ReferralMove }) => {
			expect(transitionOf(move, state)?.to).toBe(allowed[`${state} ${move}`]);
		},
	);

	it('[BOARD-4] reaches every state, and every state says why a move is refused in it', () => {
		expect(new Set(transitions.map((row) => row.to))).toEqual(new Set(referralStates));
		const words = [null, ...referralStates].map(whyNot);
		expect(new Set(words).size).toBe(referralStates.length + 1);
	});

	it('[BOARD-4] the ball is always with one center until the loop is closed', () => {
		const courts = referralStates.map((state) => [state, courtOf(state)]);
		expect(Object.fromEntries(courts)).toEqual({
			sent: 'to',
			returned: 'from',
			accepted: 'to',
			declined: 'from',
			'referred-back': 'from',
			acknowledged: 'nobody',
		});
	});

	it('[BOARD-5] the referral room is open to the origin exactly while the ball is with it before acceptance', () => {
		const open = transitions.filter((row) => row.referralRoom === 'open').map((row) => row.to);
		expect(open).toEqual(['returned', 'declined']);
	});

	it('[BOARD-6] only declining ends the access of the receiving center', () => {
		expect(transitions.filter((row) => row.receiver === 'off').map((row) => row.move)).toEqual(['decline']);
	});
});
