import { expect, test } from 'vitest';
import { withProgress } from './progress.ts';

async function* three(): AsyncGenerator<string> {
	yield* ['a', 'b', 'c'];
}

async function run(isTTY: boolean): Promise<{ read: string[]; drawn: string[] }> {
	let time = 0;
	const [read, drawn]: [string[], string[]] = [[], []];
	const terminal = { isTTY, write: (text: string) => drawn.push(text) };
	for await (const line of withProgress(three(), terminal, () => (time += 200))) read.push(line);
	return { read, drawn };
}

test('[CLI-7] on a terminal a line counts the cases and is cleared at the end', async () => {
	const { read, drawn } = await run(true);
	expect(read).toEqual(['a', 'b', 'c']);
	expect(drawn).toEqual(['\r\u001B[2K2 cases, 5 a second', '\r\u001B[2K']);
});

test('[CLI-8] without a terminal nothing is drawn and every line passes', async () => {
	expect(await run(false)).toEqual({ read: ['a', 'b', 'c'], drawn: [] });
});
