import { parsePath } from '@consilium/case-model';
import { z } from 'zod';

/** What a thread hangs on. It keeps hanging there when the thing is gone; then the thread's quote tells what it was. */
export const anchorSchema = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('case') }),
	z.strictObject({
		kind: z.literal('field'),
		path: z
			.string()
			.max(300)
			.refine((path) => parsePath(path) !== null, 'is no address of a field'),
	}),
	z.strictObject({ kind: z.literal('lab'), rowId: z.string().min(1).max(128) }),
	z.strictObject({ kind: z.literal('finding'), key: z.string().min(1).max(200) }),
]);
export type Anchor = z.infer<typeof anchorSchema>;
