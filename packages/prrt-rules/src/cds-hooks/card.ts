import { z } from 'zod';

/** A FHIR Coding. */
const codingSchema = z.object({
	system: z.string().optional(),
	code: z.string(),
	display: z.string().optional(),
});

/** An override reason is a coding that says what it means (the specification's cds-resp-4). */
const overrideReasonSchema = codingSchema.extend({ display: z.string().min(1) });

const suggestionSchema = z.object({
	label: z.string(),
	uuid: z.string().optional(),
	isRecommended: z.boolean().optional(),
});

const linkSchema = z
	.object({
		label: z.string(),
		url: z.url(),
		type: z.enum(['absolute', 'smart']),
		appContext: z.string().optional(),
	})
	.refine(({ type, appContext }) => type === 'smart' || appContext === undefined, {
		error: 'appContext belongs to SMART links only',
		path: ['appContext'],
	});

/**
 * A card of CDS Hooks 2.0 and 3.0, as far as a finding needs one: the attributes are the same in both (3.0.0: section
 * Card Attributes and the logical model CDSHooksResponse with its invariants).
 */
export const cdsCardSchema = z
	.object({
		uuid: z.uuid().optional(),
		summary: z.string().min(1).max(139),
		detail: z.string().optional(),
		indicator: z.enum(['info', 'warning', 'critical']),
		source: z.object({
			label: z.string().min(1),
			url: z.url().optional(),
			icon: z.url().optional(),
			topic: codingSchema.optional(),
		}),
		suggestions: z.array(suggestionSchema).optional(),
		selectionBehavior: z.enum(['at-most-one', 'any']).optional(),
		overrideReasons: z.array(overrideReasonSchema).optional(),
		links: z.array(linkSchema).optional(),
	})
	.refine(({ suggestions, selectionBehavior }) => !suggestions?.length || selectionBehavior !== undefined, {
		error: 'suggestions need a selectionBehavior',
		path: ['selectionBehavior'],
	});
export type CdsCard = z.infer<typeof cdsCardSchema>;
