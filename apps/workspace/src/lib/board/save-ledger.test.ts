import { expect, it } from 'vitest';
import { sentKind } from './counted-socket.ts';
import { SaveLedger } from './save-ledger.ts';

it('[BOARD-UI-1] a change waits until the message that holds it is committed', () => {
	const ledger = new SaveLedger();
	ledger.changed();
	expect([ledger.waiting, ledger.inFlight]).toEqual([1, 0]);
	ledger.sent('update');
	expect([ledger.waiting, ledger.inFlight]).toEqual([1, 1]);
	expect(ledger.saved(0)).toBe(0);
	expect(ledger.saved(1)).toBe(1);
	expect(ledger.waiting).toBe(0);
});

it('[BOARD-UI-2] changes made while offline are counted and settle with the one answer that carries them', () => {
	const ledger = new SaveLedger();
	ledger.changed();
	ledger.sent('update');
	ledger.closed();
	ledger.changed();
	ledger.changed();
	expect([ledger.waiting, ledger.inFlight]).toEqual([3, 0]);
	ledger.sent('answer');
	expect(ledger.inFlight).toBe(3);
	expect(ledger.saved(1)).toBe(3);
});

it('[BOARD-UI-3] a refused message keeps its changes waiting and leaves the others in flight', () => {
	const ledger = new SaveLedger();
	ledger.sent('answer');
	ledger.changed();
	ledger.sent('update');
	ledger.changed();
	ledger.sent('update');
	expect(ledger.refused(2)).toBe(1);
	expect(ledger.saved(3)).toBe(1);
	expect(ledger.waiting).toBe(1);
});

it('[BOARD-UI-4] an acknowledgement from before a reconnect cannot settle what was sent after it', () => {
	const ledger = new SaveLedger();
	ledger.changed();
	ledger.sent('update');
	ledger.closed();
	ledger.sent('answer');
	expect(ledger.saved(0)).toBe(0);
	expect(ledger.waiting).toBe(1);
});

it('[BOARD-UI-17] every sync message is numbered as the server numbers it, questions too', () => {
	const ledger = new SaveLedger();
	for (const bytes of [[0, 0, 1], [1, 5], [0, 1, 1], [0, 2, 1], [3]]) {
		const kind = sentKind(new Uint8Array(bytes));
		if (kind === 'update') ledger.changed();
		if (kind) ledger.sent(kind);
	}
	expect(ledger.saved(2)).toBe(0);
	expect(ledger.saved(3)).toBe(1);
});
