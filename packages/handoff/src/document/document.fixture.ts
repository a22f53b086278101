import type { Block, HandoffDocument } from './document.ts';

/** For tests: a document with a sentence, a table row and a blank, whose words can be replaced. */
export function documentOf(words = 'Four infusions were given.', more: Block[] = []): HandoffDocument {
	return {
		kind: 'referral-back',
		title: 'Referral back',
		patientLine: 'DEMO-ROSSI, Maria',
		date: '2026-05-25',
		from: { name: 'Northgate NET Center', phone: '+1 555 0100' },
		to: { name: 'Riverside Oncology' },
		sections: [
			{
				id: 'treatment',
				heading: 'Treatment',
				columns: ['Cycle', 'Activity'],
				blocks: [
					{ id: 'said', kind: 'sentence', text: words, provenance: [{ path: 'plan/courseStatus' }] },
					{ id: 'row', kind: 'row', text: '1 · 7.4 GBq', cells: ['1', '7.4 GBq'], provenance: [] },
					{ id: 'gap', kind: 'sentence', text: 'Weight: [weight].', provenance: [], blank: 'weight' },
					{ id: 'head', kind: 'heading', text: 'Later', provenance: [] },
					...more,
				],
			},
		],
		footer: 'Synthetic.',
	};
}
