import type { FieldPath } from '@consilium/case-model';
import type { FieldText } from './field-text.ts';

/** Texts typed but not yet readable, by field, while the page is open: closing a row does not lose them. Memory only. */
class KeptDrafts {
	#texts = new Map<FieldPath, FieldText>();

	of(path: FieldPath): FieldText | null {
		return this.#texts.get(path) ?? null;
	}

	keep(path: FieldPath, text: FieldText): void {
		if (typeof window !== 'undefined') this.#texts.set(path, text);
	}

	forget(path: FieldPath): void {
		this.#texts.delete(path);
	}

	get any(): boolean {
		return this.#texts.size > 0;
	}
}

export const keptDrafts = new KeptDrafts();
