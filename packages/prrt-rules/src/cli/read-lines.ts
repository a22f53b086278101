/** The lines of a text stream, without their ends and without empty ones, held one at a time. */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
	let rest = '';
	for await (const chunk of chunks) {
		const parts = (rest + chunk).split('\n');
		rest = parts.pop() ?? '';
		for (const part of parts) if (part.trim() !== '') yield part;
	}
	if (rest.trim() !== '') yield rest;
}
