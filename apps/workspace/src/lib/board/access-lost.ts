import { isSignedOut, refusalOf } from '#lib/api/refusal.ts';

/** What the server says of a room that closed on us. `unknown`: it said nothing, so nothing is lost yet. */
export type Standing<Opened> =
	{ is: 'kept' | 'room-gone'; opened: Opened } | { is: 'case-gone' | 'signed-out' | 'unknown' };

/** Asks whether this person may still read the case and this room of it. Never rejects. */
export async function standingIn<Opened extends { rooms: readonly { id: string }[] }>(
	roomId: string,
	open: () => Promise<Opened>,
): Promise<Standing<Opened>> {
	try {
		const opened = await open();
		return { is: opened.rooms.some((room) => room.id === roomId) ? 'kept' : 'room-gone', opened };
	} catch (error) {
		if (isSignedOut(error)) return { is: 'signed-out' };
		const code = refusalOf(error)?.code;
		return { is: code === 'not-found' || code === 'not-allowed' ? 'case-gone' : 'unknown' };
	}
}
