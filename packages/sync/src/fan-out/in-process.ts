import type { FanOut, Notice } from './fan-out.ts';

/** Between the sync servers of one process. Nothing is lost on the way. */
export function createInProcessFanOut(): FanOut {
	const listeners = new Set<(notice: Notice) => void>();
	return {
		publish: (notice) => {
			for (const heard of listeners) heard(notice);
		},
		subscribe: (heard) => {
			listeners.add(heard);
			return () => listeners.delete(heard);
		},
		pollMs: null,
		close: async () => listeners.clear(),
	};
}
