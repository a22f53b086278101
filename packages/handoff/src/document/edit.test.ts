import { describe, expect, test } from 'vitest';
import { documentOf } from './document.fixture.ts';
import { blanksOf, blocksOf } from './document.ts';
import { applyEdits, changedSince } from './edit.ts';

const who = { by: 'Dr. Demo', at: '2026-05-25T10:00:00Z' };
const edit = (blockId: string, text: string, document = documentOf()) =>
	applyEdits(document, [{ blockId, text }], who);
const blockAfter = (blockId: string, text: string) => {
	const outcome = edit(blockId, text);
	return outcome.ok ? blocksOf(outcome.document).find((block) => block.id === blockId) : undefined;
};

describe('applyEdits', () => {
	test('[EDIT-1] a reworded sentence keeps what was generated, who changed it and where it came from', () => {
		expect(blockAfter('said', 'Four  infusions,\nwell borne.')).toEqual({
			id: 'said',
			kind: 'sentence',
			text: 'Four  infusions, well borne.',
			provenance: [{ path: 'plan/courseStatus' }],
			edited: { ...who, original: 'Four infusions were given.' },
		});
	});

	test('[EDIT-2] a second rewording still remembers the generated text', () => {
		const once = edit('said', 'A');
		const twice = once.ok ? edit('said', 'B', once.document) : once;
		expect(twice.ok && blocksOf(twice.document)[0]?.edited?.original).toBe('Four infusions were given.');
	});

	test('[EDIT-3] a blank is gone when its bracket is, and stays while it is there', () => {
		const filled = edit('gap', 'Weight: 68 kg.');
		expect(filled.ok && blanksOf(filled.document)).toEqual([]);
		const kept = edit('gap', 'Her weight is [weight] today.');
		expect(kept.ok && blanksOf(kept.document)).toEqual([{ blockId: 'gap', blank: 'weight' }]);
	});

	test('[EDIT-4] a reworded row becomes one cell over the table', () => {
		expect(blockAfter('row', 'Cycle 1 was given elsewhere.')).not.toHaveProperty('cells');
	});

	test.each([
		['nowhere', 'x', 'This sentence is not in the document.'],
		['head', 'x', 'A heading cannot be changed.'],
		['said', ' \n ', 'The sentence is empty. Say in words why it does not apply.'],
		['said', '\u202E\u200B', 'The sentence is empty. Say in words why it does not apply.'],
	])('[EDIT-5] an edit of %s to %j is refused', (blockId, text, why) => {
		expect(edit(blockId, text)).toEqual({ ok: false, blockId, why });
	});

	test('[EDIT-6] an edit to what stands there already changes nothing, in rows too', () => {
		expect(blockAfter('said', 'Four infusions were given.')).not.toHaveProperty('edited');
		expect(blockAfter('row', '1 · 7.4 GBq')).toHaveProperty('cells');
	});

	test('[EDIT-7] what the board says differently by now is named, an edited sentence is compared by its origin', () => {
		const written = edit('said', 'My own words.');
		if (!written.ok) throw new Error('refused');
		expect(changedSince(written.document, documentOf())).toEqual([]);
		expect(changedSince(written.document, documentOf('Three infusions were given.'))).toEqual([
			'Was: Four infusions were given. Now: Three infusions were given.',
		]);
		const more = documentOf(undefined, [
			{ id: 'new', kind: 'sentence', text: 'A new fact.', provenance: [] },
		]);
		expect(changedSince(written.document, more)).toEqual(['New on the board: A new fact.']);
		expect(changedSince(more, documentOf())).toEqual(['No longer on the board: A new fact.']);
	});
});
