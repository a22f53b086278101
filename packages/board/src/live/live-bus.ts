/** What changed on a case, so that open pages fetch it again. Carries no content of the case. */
export const liveKinds = ['view', 'threads', 'overrides', 'referral', 'referralBack', 'team'] as const;
export type LiveKind = (typeof liveKinds)[number];

export interface LiveEvent {
	caseId: string;
	kind: LiveKind;
	/** When set, only this center may learn that something happened. */
	onlyCenterId?: string;
	at: Date;
}

/** Events of this process, in order of publication. Nothing is kept: who was not listening fetches anew. */
export interface LiveBus {
	publish(event: LiveEvent): void;
	/** Events that pass `wanted`, until `signal` is aborted. Events of one kind and case that wait are told once. */
	listen(wanted: (event: LiveEvent) => boolean, signal: AbortSignal): AsyncGenerator<LiveEvent>;
	listeners(): number;
}

interface Listener {
	wanted: (event: LiveEvent) => boolean;
	waiting: Map<string, LiveEvent>;
	wake: () => void;
}

async function* drain(listener: Listener, signal: AbortSignal): AsyncGenerator<LiveEvent> {
	while (!signal.aborted) {
		const [next] = listener.waiting;
		if (next) {
			listener.waiting.delete(next[0]);
			yield next[1];
			continue;
		}
		await new Promise<void>((wake) => (listener.wake = wake));
	}
}

export function createLiveBus(): LiveBus {
	const listeners = new Set<Listener>();
	return {
		publish(event) {
			for (const listener of listeners) {
				if (!listener.wanted(event)) continue;
				listener.waiting.set(`${event.caseId} ${event.kind} ${event.onlyCenterId ?? ''}`, event);
				listener.wake();
			}
		},
		async *listen(wanted, signal) {
			const listener: Listener = { wanted, waiting: new Map(), wake: () => undefined };
			const stop = () => listener.wake();
			listeners.add(listener);
			signal.addEventListener('abort', stop);
			try {
				yield* drain(listener, signal);
			} finally {
				signal.removeEventListener('abort', stop);
				listeners.delete(listener);
			}
		},
		listeners: () => listeners.size,
	};
}
