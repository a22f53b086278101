import { z } from 'zod';

/** The elements of FHIR R4 that we read. Anything else in a resource is left unread, never an error. */
export const codingSchema = z.object({
	system: z.string().optional(),
	code: z.string().optional(),
	display: z.string().optional(),
});

export const conceptSchema = z.object({
	coding: z.array(codingSchema).optional(),
	text: z.string().optional(),
});

export const quantitySchema = z.object({
	value: z.number().optional(),
	comparator: z.string().optional(),
	unit: z.string().optional(),
	system: z.string().optional(),
	code: z.string().optional(),
});

export const periodSchema = z.object({ start: z.string().optional(), end: z.string().optional() });
export const referenceSchema = z.object({
	reference: z.string().optional(),
	display: z.string().optional(),
	type: z.string().optional(),
	identifier: z.object({ system: z.string().optional(), value: z.string().optional() }).optional(),
});
export const identifierSchema = z.object({
	use: z.string().optional(),
	type: conceptSchema.optional(),
	system: z.string().optional(),
	value: z.string().optional(),
});

/** An extension, two levels deep: what the profiles we read use. */
const innerExtensionSchema = z.object({
	url: z.string(),
	valueCode: z.string().optional(),
	valueCoding: codingSchema.optional(),
	valueCodeableConcept: conceptSchema.optional(),
	valueReference: referenceSchema.optional(),
});
export const extensionSchema = innerExtensionSchema.extend({
	extension: z.array(innerExtensionSchema).optional(),
});

/** What every resource may carry. */
export const resourceSchema = z.object({
	resourceType: z.string(),
	id: z.string().optional(),
	contained: z.array(z.unknown()).optional(),
	extension: z.array(extensionSchema).optional(),
});

export type Coding = z.infer<typeof codingSchema>;
export type Concept = z.infer<typeof conceptSchema>;
export type FhirQuantity = z.infer<typeof quantitySchema>;
export type Period = z.infer<typeof periodSchema>;
export type Reference = z.infer<typeof referenceSchema>;
export type Extension = z.infer<typeof extensionSchema>;
