import { dateOfWhen, formatDate } from '@consilium/case-model';
import { z } from 'zod';
import { hasCode, systems, wordsOf } from './coding.ts';
import { conceptSchema, periodSchema } from './elements.ts';
import { whyInvalid } from './invalid.ts';
import { entriesOf, refuse, type Reader } from './reading.ts';
import { readDateTime } from './time.ts';

const procedureSchema = z.object({
	status: z.string(),
	category: conceptSchema.optional(),
	code: conceptSchema.optional(),
	performedDateTime: z.string().optional(),
	performedPeriod: periodSchema.optional(),
});
type Procedure = z.infer<typeof procedureSchema>;

const radiopharmaceutical = ['440252007'];
const surgery = ['387713003'];
const radiotherapy = ['108290001', '1217123003'];

function kindOf({ category, code }: Procedure): 'surgery' | 'radiotherapy' | undefined {
	if (hasCode(category, systems.snomed, surgery)) return 'surgery';
	const radiation =
		hasCode(category, systems.snomed, radiotherapy) || hasCode(code, systems.snomed, radiotherapy);
	return radiation ? 'radiotherapy' : undefined;
}

/** Procedure: surgery and external radiotherapy, where category or code says so, become lines of prior therapy. */
export const readProcedure: Reader = (found, context) => {
	const parsed = procedureSchema.safeParse(found.json);
	if (!parsed.success) return refuse('Procedure', whyInvalid('Procedure', parsed.error));
	const procedure = parsed.data;
	const label = wordsOf(procedure.code, 'Procedure');
	if (procedure.status !== 'completed')
		return refuse(label, `is ${procedure.status.slice(0, 30)}, not completed`);
	if (hasCode(procedure.code, systems.snomed, radiopharmaceutical))
		return refuse(
			label,
			'is a radiopharmaceutical given, without product and activity: enter the cycle by hand',
		);
	const kind = kindOf(procedure);
	if (kind === undefined)
		return refuse(
			label,
			'is not coded as surgery or radiotherapy: add it to prior therapy by hand if it matters',
		);
	const start = readDateTime(procedure.performedDateTime ?? procedure.performedPeriod?.start, context);
	const end = readDateTime(procedure.performedPeriod?.end, context);
	const from = start.ok ? dateOfWhen(start.when) : undefined;
	const row = `priorTherapy/${context.newId()}`;
	return {
		is: 'taken',
		label: `${label}${from === undefined ? '' : `, ${formatDate(from)}`}`,
		entries: entriesOf(
			{
				[`${row}/kind`]: kind,
				[`${row}/name`]: label,
				[`${row}/from`]: from,
				[`${row}/to`]: end.ok ? dateOfWhen(end.when) : undefined,
			},
			context.source(found.ref),
		),
		...(start.ok ? {} : { notes: [`The date was left empty: it ${start.why}.`] }),
	};
};
