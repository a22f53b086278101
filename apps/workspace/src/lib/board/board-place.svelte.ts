import { parsePath, type FieldPath } from '@consilium/case-model';
import { tick } from 'svelte';
import type { Anchor } from '#lib/api/shapes.ts';

/** What a new thread is to be about, with what it shows now and, for a question, its first words. */
export interface Subject {
	anchor: Anchor;
	quote: string;
	initialBody?: string;
}

/** Where this person's attention is on the page: the open row, the rail's tab, what is highlighted. Not of the case. */
export class BoardPlace {
	/** `section/row` of the row whose fields are open, or null. */
	openRow: string | null = $state(null);
	/** Fields that the finding under the pointer or focus has used. */
	highlighted: ReadonlySet<FieldPath> = $state.raw(new Set());
	railTab: 'findings' | 'comments' = $state('findings');
	/** The findings drawer of narrow pages. */
	railOpen = $state(false);
	about: Subject | null = $state.raw(null);
	/** Lists that show every row. */
	unfolded: ReadonlySet<string> = $state.raw(new Set());

	/** Opens whatever holds the field, brings it into view and focuses it. */
	async goTo(path: FieldPath): Promise<void> {
		const parsed = parsePath(path);
		if (!parsed) return;
		this.railOpen = false;
		if (parsed.row !== undefined) {
			this.openRow = `${parsed.section}/${parsed.row}`;
			this.unfold(parsed.section);
		}
		await tick();
		const target = controlOf(path) ?? document.getElementById(parsed.section);
		target?.scrollIntoView({ block: 'center' });
		target?.focus({ preventScroll: true });
	}

	unfold(sectionId: string): void {
		this.unfolded = new Set([...this.unfolded, sectionId]);
	}

	/** Opens the comments with a new thread about `anchor`. */
	comment(anchor: Anchor, quote: string, initialBody?: string): void {
		this.about = { anchor, quote, ...(initialBody === undefined ? {} : { initialBody }) };
		this.railTab = 'comments';
		this.railOpen = true;
	}
}

/** The id of the input for a field. */
export const fieldDomId = (path: FieldPath): string =>
	`f-${path.replaceAll('/', '-').replaceAll(/[.:]/g, '_')}`;

const controlOf = (path: FieldPath): HTMLElement | null => document.getElementById(fieldDomId(path));
