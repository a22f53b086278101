/** The one polite voice of the page for screen readers. A newer sentence replaces one not yet said. */
class Voice {
	text = $state('');
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** Says `sentence` after `delay` ms of quiet; repeated calls within that time say only the last. */
	say(sentence: string, delay = 300): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => (this.text = sentence), delay);
	}
}

export const voice = new Voice();
export const announce = (sentence: string, delay?: number): void => voice.say(sentence, delay);
