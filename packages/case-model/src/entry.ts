import { z } from 'zod/mini';
import { quantitySchema, type Quantity } from './quantity.ts';

/** Where a value came from, as the person or program that set it says. Author, center and time are not here: the log row has them. */
export const sourceSchema = z.strictObject({
	kind: z.enum(['entered', 'fhir', 'hl7v2', 'csv', 'paste', 'facts', 'demo']),
	ref: z.optional(z.string().check(z.maxLength(500))),
});
export type Source = z.infer<typeof sourceSchema>;

export type FieldValue = string | number | boolean | string[] | Quantity;

const fieldValueSchema = z.union([
	z.string().check(z.maxLength(20_000)),
	z.number(),
	z.boolean(),
	z.array(z.string().check(z.maxLength(2_000))).check(z.maxLength(200)),
	quantitySchema,
]);

/**
 * One atomic register: replaced whole, never merged by characters. An absent entry is *empty*; `unknown` was asked
 * and nobody knows; `not-recorded` was looked for in the documents and is not there.
 */
export const entrySchema = z.discriminatedUnion('is', [
	z.strictObject({ is: z.literal('value'), value: fieldValueSchema, source: sourceSchema }),
	z.strictObject({ is: z.literal('unknown'), source: sourceSchema }),
	z.strictObject({ is: z.literal('not-recorded'), source: sourceSchema }),
]);
export type Entry = z.infer<typeof entrySchema>;

export const entered: Source = { kind: 'entered' };

/** An entry that holds a value. */
export function valueEntry(value: FieldValue, source: Source = entered): Entry {
	return { is: 'value', value, source };
}
