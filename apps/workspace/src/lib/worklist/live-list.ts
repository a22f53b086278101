import { api } from '#lib/api/client.ts';

/**
 * Calls `onChange` soon after anything changed on a case of the reader, and after every (re)connection; many changes
 * at once make one call. Answers how to stop.
 */
export function onListChanges(onChange: () => void, quietMs = 400): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let connectedBefore = false;
	const soon = (): void => {
		clearTimeout(timer);
		timer = setTimeout(onChange, quietMs);
	};
	const subscription = api.live.mine.subscribe(undefined, {
		onData: soon,
		onConnectionStateChange: ({ state }) => {
			if (state !== 'pending') return;
			if (connectedBefore) soon();
			connectedBefore = true;
		},
	});
	return () => {
		clearTimeout(timer);
		subscription.unsubscribe();
	};
}
