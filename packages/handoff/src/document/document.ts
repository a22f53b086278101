import { isPlainDate, type PlainDate } from '@consilium/case-model';
import { z } from 'zod';

/** Where a sentence comes from: a field on the board, a rule, or both. A sentence of ours about neither has none. */
export const provenanceSchema = z.strictObject({
	path: z.string().max(300).optional(),
	ruleId: z.string().max(100).optional(),
});

/** Who changed a generated text, when, and what stood there before. */
export const editSchema = z.strictObject({
	by: z.string().max(200),
	at: z.string().max(40),
	original: z.string().max(5_000),
});

/**
 * One sentence, one row of a table or one small heading. `blank` names what is missing: the text then shows it in
 * brackets and the document cannot be signed. A row that was edited has lost its `cells` and spans the table.
 */
export const blockSchema = z.strictObject({
	id: z.string().min(1).max(200),
	kind: z.enum(['sentence', 'row', 'heading']),
	text: z.string().max(5_000),
	cells: z.array(z.string().max(2_000)).max(12).optional(),
	provenance: z.array(provenanceSchema).max(100),
	blank: z.string().max(500).optional(),
	edited: editSchema.optional(),
});

/** A section; `columns` are the headings of the table that its consecutive rows form. */
export const documentSectionSchema = z.strictObject({
	id: z.string().min(1).max(100),
	heading: z.string().max(200),
	columns: z.array(z.string().max(100)).max(12).optional(),
	blocks: z.array(blockSchema).max(2_000),
});

/** One end of a handoff. */
export const partySchema = z.strictObject({
	name: z.string().max(200),
	city: z.string().max(200).nullish(),
	phone: z.string().max(100).nullish(),
});

/** A letter as data: made from the board, edited sentence by sentence, signed as it stands. */
export const handoffDocumentSchema = z.strictObject({
	kind: z.enum(['referral-packet', 'referral-back']),
	title: z.string().max(200),
	patientLine: z.string().max(500),
	date: z.custom<PlainDate>(isPlainDate),
	from: partySchema,
	to: partySchema,
	sections: z.array(documentSectionSchema).max(60),
	footer: z.string().max(1_000),
});

export type BlockProvenance = z.infer<typeof provenanceSchema>;
export type Block = z.infer<typeof blockSchema>;
export type DocumentSection = z.infer<typeof documentSectionSchema>;
export type Party = z.infer<typeof partySchema>;
export type HandoffDocument = z.infer<typeof handoffDocumentSchema>;

/** What stands under a signed document. `at` is an instant with its offset, shown as recorded. */
export interface SignatureLine {
	by: string;
	role: string;
	centerName: string;
	at: string;
	meaning: string;
	hash: string;
}

/** Every block of a document, in reading order. */
export function blocksOf(document: HandoffDocument): Block[] {
	return document.sections.flatMap((section) => section.blocks);
}

/** What must be filled or struck out before the document may be signed. */
export function blanksOf(document: HandoffDocument): { blockId: string; blank: string }[] {
	return blocksOf(document).flatMap(({ id, blank }) => (blank === undefined ? [] : [{ blockId: id, blank }]));
}
