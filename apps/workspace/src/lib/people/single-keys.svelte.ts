const place = 'consilium-single-keys';

/** Whether single keys act on pages (WCAG 2.1.4: they can be switched off). Kept in this browser; on at first. */
class SingleKeys {
	#on = $state(true);

	/** Reads what was chosen in this browser. Call it once the page is alive. */
	recall(): void {
		this.#on = localStorage.getItem(place) !== 'off';
	}

	get on(): boolean {
		return this.#on;
	}

	choose(on: boolean): void {
		this.#on = on;
		localStorage.setItem(place, on ? 'on' : 'off');
	}
}

export const singleKeys = new SingleKeys();
