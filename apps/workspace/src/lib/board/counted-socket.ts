/** A sync message of this tab: `question` asks for content (step 1), `answer` sends all (step 2), `update` one change. */
export type SentKind = 'question' | 'answer' | 'update';

/** A WebSocket that tells which sync messages leave through it; the stock provider has no such hook. */
export function countedSocket(onSent: (kind: SentKind) => void): typeof WebSocket {
	return class CountedSocket extends WebSocket {
		override send(data: Parameters<WebSocket['send']>[0]): void {
			const kind = data instanceof Uint8Array ? sentKind(data) : null;
			if (kind && this.readyState === WebSocket.OPEN) onSent(kind);
			super.send(data);
		}
	};
}

const kinds: readonly SentKind[] = ['question', 'answer', 'update'];

/** The kind of a y-websocket frame, or null when it is no sync message: the server numbers exactly these. */
export function sentKind(frame: Uint8Array): SentKind | null {
	return frame[0] === 0 ? (kinds[frame[1] ?? -1] ?? null) : null;
}
