/** Where a progress line is drawn: standard error of a terminal. */
export interface Terminal {
	readonly isTTY?: boolean;
	write(text: string): unknown;
}

const everyMs = 250;
/** Back to the start of the line and clear it. */
const restart = '\r\u001B[2K';

/**
 * The lines of a stream as they are, with a line on the terminal that counts them. Without a terminal nothing is
 * drawn. The last line drawn is cleared at the end, so that what is printed after it stands alone.
 */
export async function* withProgress(
	lines: AsyncIterable<string>,
	terminal: Terminal,
	now: () => number,
): AsyncGenerator<string> {
	if (!terminal.isTTY) return yield* lines;
	const start = now();
	let [count, drawn] = [0, start];
	for await (const line of lines) {
		yield line;
		count += 1;
		const time = now();
		if (time - drawn < everyMs) continue;
		drawn = time;
		const rate = Math.round((count * 1000) / (time - start));
		terminal.write(`${restart}${count} cases, ${rate} a second`);
	}
	terminal.write(restart);
}
