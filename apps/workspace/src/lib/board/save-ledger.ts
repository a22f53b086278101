import type { SentKind } from './counted-socket.ts';

interface Sent {
	index: number;
	changes: number;
}

/**
 * Which of this tab's changes to one room are durable. A change is *waiting* from the keystroke until the server
 * says that the message holding it is committed; a lost connection puts unacknowledged changes back to *kept*,
 * and the next full answer to the server's sync question carries them all.
 */
export class SaveLedger {
	#kept = 0;
	#sent = 0;
	#inFlight: Sent[] = [];

	/** Changes not yet known to be committed. */
	get waiting(): number {
		return this.#kept + this.inFlight;
	}

	/** Of these, the ones the server has been sent on the open connection. */
	get inFlight(): number {
		return this.#inFlight.reduce((sum, message) => sum + message.changes, 0);
	}

	/** The person changed something; called before it is sent. */
	changed(): void {
		this.#kept += 1;
	}

	/** One sync message left: an `update` holds one change, an `answer` everything kept, a `question` none. */
	sent(kind: SentKind): void {
		const held = { question: 0, update: 1, answer: this.#kept };
		const changes = Math.min(held[kind], this.#kept);
		this.#kept -= changes;
		this.#sent += 1;
		this.#inFlight.push({ index: this.#sent, changes });
	}

	/** The first `count` sync messages of this connection are settled: committed, or refused by name before; answers how many changes that settles. */
	saved(count: number): number {
		const before = this.inFlight;
		this.#inFlight = this.#inFlight.filter((message) => message.index > count);
		return before - this.inFlight;
	}

	/** The message number `count` was refused; its changes are kept in the tab. Answers how many. */
	refused(count: number): number {
		const refused = this.#inFlight.filter((message) => message.index === count);
		const changes = refused.reduce((sum, message) => sum + message.changes, 0);
		this.#inFlight = this.#inFlight.filter((message) => message.index !== count);
		this.#kept += changes;
		return changes;
	}

	/** The connection is gone; numbering starts again with the next one. */
	closed(): void {
		this.#kept += this.inFlight;
		this.#inFlight = [];
		this.#sent = 0;
	}
}
