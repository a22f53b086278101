import { error } from '@sveltejs/kit';

const codeOf = (reason: unknown): unknown =>
	typeof reason === 'object' && reason !== null && 'code' in reason ? reason.code : undefined;

/**
 * An answer of the server, or the page "nothing here": the same words for what does not exist and for what is not
 * yours, and for an id that is none. Anything else that goes wrong goes on to the error page.
 */
export async function found<T>(answer: Promise<T>): Promise<T> {
	try {
		return await answer;
	} catch (reason) {
		const code = codeOf(reason);
		if (code === 'NOT_FOUND' || code === 'BAD_REQUEST') error(404, 'There is nothing here that you can see.');
		throw reason;
	}
}
