/**
 * Unsent texts of this tab by place. They live in memory only: what is written about a patient never reaches the
 * browser's storage, and a sign-out that reloads the page forgets them.
 */
const kept = new Map<string, string>();

/** The unsent text of a place; empty when there is none. */
export const draftOf = (place: string): string => kept.get(place) ?? '';

/** Keeps an unsent text; an empty text is forgotten. Call it in the browser only. */
export function keepDraft(place: string, text: string): void {
	if (text === '') kept.delete(place);
	else kept.set(place, text);
}
