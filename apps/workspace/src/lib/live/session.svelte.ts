/** Whether the person's session has ended while the page is open. Pages keep everything and wait. */
class SessionState {
	#signedOut = $state(false);
	#waiting = new Set<() => void>();
	#restoredAt = 0;

	/** True while the sign-in dialog lies over the page. */
	get signedOut(): boolean {
		return this.#signedOut;
	}

	/** The server said that nobody is signed in, to something asked at `askedAt` (ms). An answer from before the return is old news. */
	ended(askedAt = Date.now()): void {
		if (askedAt >= this.#restoredAt) this.#signedOut = true;
	}

	/** The same person signed in again: everything that waited goes on. */
	restored(): void {
		this.#signedOut = false;
		this.#restoredAt = Date.now();
		for (const goOn of this.#waiting) goOn();
	}

	/** Calls `goOn` after each return; answers how to stop. */
	onRestored(goOn: () => void): () => void {
		this.#waiting.add(goOn);
		return () => this.#waiting.delete(goOn);
	}
}

export const session = new SessionState();
