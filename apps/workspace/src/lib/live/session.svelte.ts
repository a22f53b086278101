/** Whether the person's session has ended while the page is open. Pages keep everything and wait. */
class SessionState {
	#signedOut = $state(false);
	#waiting = new Set<() => void>();

	/** True while the sign-in dialog lies over the page. */
	get signedOut(): boolean {
		return this.#signedOut;
	}

	/** The server said that nobody is signed in. */
	ended(): void {
		this.#signedOut = true;
	}

	/** The same person signed in again: everything that waited goes on. */
	restored(): void {
		this.#signedOut = false;
		for (const goOn of this.#waiting) goOn();
	}

	/** Calls `goOn` after each return; answers how to stop. */
	onRestored(goOn: () => void): () => void {
		this.#waiting.add(goOn);
		return () => this.#waiting.delete(goOn);
	}
}

export const session = new SessionState();
