import { api } from '#lib/api/client.ts';
import { messageOf } from '#lib/api/refusal.ts';
import type { Thread } from '#lib/api/shapes.ts';
import { onCaseEvents } from '#lib/live/case-events.ts';

/** The conversations of one case as this person may see them, kept fresh while somebody listens. */
export class CaseThreads {
	list: Thread[] = $state.raw([]);
	/** False until the first answer: nothing is said about threads before. */
	known = $state(false);
	/** Why the last reading failed, or null. */
	trouble: string | null = $state(null);
	readonly #caseId: string;

	constructor(caseId: string) {
		this.#caseId = caseId;
	}

	get open(): Thread[] {
		return this.list.filter((thread) => thread.resolved === null);
	}

	get resolved(): Thread[] {
		return this.list.filter((thread) => thread.resolved !== null);
	}

	async read(): Promise<void> {
		try {
			this.list = await api.threads.list.query({ caseId: this.#caseId });
			this.known = true;
			this.trouble = null;
		} catch (reason) {
			this.trouble = messageOf(reason);
		}
	}

	/** Reads now and after every change, until the returned function is called. */
	listen(): () => void {
		void this.read();
		return onCaseEvents(this.#caseId, {
			onEvent: (kind) => {
				if (kind === 'threads') void this.read();
			},
			onConnected: () => void this.read(),
		});
	}
}
