/** What the server refused, in words for the person; `fields` names inputs with what is wrong in each. */
export interface Refusal {
	code: string;
	message: string;
	fields?: Record<string, string>;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;

/** The refusal inside a rejected call, or null when the call failed for another reason (network, a bug). */
export function refusalOf(error: unknown): Refusal | null {
	if (!isRecord(error) || !isRecord(error.data)) return null;
	const refusal = error.data.refusal;
	if (!isRecord(refusal) || typeof refusal.message !== 'string') return null;
	return refusal as unknown as Refusal;
}

/** True when the call failed because nobody is signed in any more. */
export const isSignedOut = (error: unknown): boolean =>
	isRecord(error) && isRecord(error.data) && error.data.code === 'UNAUTHORIZED';

/** True when no answer came at all: offline, or the server is away. */
export const isUnreachable = (error: unknown): boolean => isRecord(error) && !isRecord(error.data);

/** One plain sentence for a rejected call. */
export function messageOf(error: unknown): string {
	const refusal = refusalOf(error);
	if (refusal) return refusal.message;
	if (isSignedOut(error)) return 'Your session has ended. Sign in again; what you typed is kept.';
	if (isUnreachable(error)) return 'The server did not answer. Nothing was sent; what you typed is kept.';
	return 'Something went wrong on the server. Nothing was changed; what you typed is kept.';
}
