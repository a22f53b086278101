import { messageOf, refusalOf } from '#lib/api/refusal.ts';
import { markTitle } from './error-title.ts';

export interface Problem {
	message: string;
	fieldId?: string;
}

/**
 * One act on the server behind a form: at most one at a time, its problems above the form and in the page's title,
 * nothing that was typed touched. `focus` brings the reader to the problems.
 */
export class Deed {
	busy = $state(false);
	problems: Problem[] = $state.raw([]);
	/** The code of the last refusal of the server; null when it refused nothing. */
	refusal: string | null = null;
	readonly #focus: () => Promise<void> | undefined;

	constructor(focus: () => Promise<void> | undefined) {
		this.#focus = focus;
	}

	/** The problem of one field, for the words beside it. */
	errorOf(fieldId: string): string | undefined {
		return this.problems.find((problem) => problem.fieldId === fieldId)?.message;
	}

	/** Shows problems found before asking; true when there are any. */
	async refused(problems: Problem[]): Promise<boolean> {
		this.problems = problems;
		markTitle(problems.length > 0);
		if (problems.length > 0) await this.#focus();
		return problems.length > 0;
	}

	/** Does it; true when it was done. A refusal becomes a problem above the form. */
	async run(work: () => Promise<unknown>): Promise<boolean> {
		if (this.busy) return false;
		this.busy = true;
		this.refusal = null;
		try {
			await work();
			await this.refused([]);
			return true;
		} catch (reason) {
			this.refusal = refusalOf(reason)?.code ?? null;
			await this.refused([{ message: messageOf(reason) }]);
			return false;
		} finally {
			this.busy = false;
		}
	}
}
