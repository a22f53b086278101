import { entered, sections, type Entry, type FieldPath } from '@consilium/case-model';
import fc from 'fast-check';

const paths: readonly FieldPath[] = sections.flatMap((section) =>
	section.fields
		.filter((field) => field.kind === 'text')
		.flatMap((field) =>
			section.shape === 'single'
				? [`${section.id}/${field.id}`]
				: [`${section.id}/r1/${field.id}`, `${section.id}/r2/${field.id}`],
		),
);

/** The address of some text field of the table. */
export const textPath: fc.Arbitrary<FieldPath> = fc.constantFrom(...paths);

export const textEntry: fc.Arbitrary<Entry> = fc.oneof(
	fc.string({ maxLength: 40 }).map((value): Entry => ({ is: 'value', value, source: entered })),
	fc.constant<Entry>({ is: 'unknown', source: entered }),
	fc.constant<Entry>({ is: 'not-recorded', source: entered }),
);

/** One assignment by one of a few people; null empties the field. */
export const assignment = fc.record({
	by: fc.nat({ max: 2 }),
	path: textPath,
	entry: fc.option(textEntry, { freq: 6 }),
});
