import { dateOfWhen, formatDate } from '@consilium/case-model';
import { z } from 'zod';
import { cleanText } from '../document/clean.ts';
import { systems, wordsOf } from './coding.ts';
import { codingSchema, conceptSchema, referenceSchema } from './elements.ts';
import { whyInvalid } from './invalid.ts';
import { entriesOf, refuse, type Found, type Reader } from './reading.ts';
import { readDateTime } from './time.ts';

const studySchema = z.object({
	status: z.string(),
	modality: z.array(codingSchema).optional(),
	series: z.array(z.object({ modality: codingSchema.optional() })).optional(),
	started: z.string().optional(),
	description: z.string().optional(),
});
type Study = z.infer<typeof studySchema>;

/** Modalities of a study without those that carry no image of their own (reports, presentation states, …). */
function modalitiesOf(study: Study): Set<string> {
	const codings = [...(study.modality ?? []), ...(study.series ?? []).map((one) => one.modality)];
	const codes = codings.flatMap((one) =>
		one?.code !== undefined && one.system === systems.dicom ? [one.code] : [],
	);
	return new Set(codes.filter((code) => !['SR', 'PR', 'KO', 'SEG', 'REG', 'DOC', 'OT'].includes(code)));
}

const boardModality: Record<string, string> = { CT: 'CT', MR: 'MRI' };

/** ImagingStudy: CT and MRI with their date. What the study showed is never guessed; a PET is refused without its tracer. */
export const readStudy: Reader = (found, context) => {
	const parsed = studySchema.safeParse(found.json);
	if (!parsed.success) return refuse('Imaging study', whyInvalid('ImagingStudy', parsed.error));
	const study = parsed.data;
	const label = cleanText(study.description ?? 'Imaging study', 160);
	if (study.status !== 'available')
		return refuse(label, `is ${study.status.slice(0, 30)}, not an available study`);
	const modalities = modalitiesOf(study);
	if (modalities.has('PT') || modalities.has('NM'))
		return refuse(
			label,
			'is a nuclear medicine study whose tracer is not coded: enter it as SSTR or FDG imaging by hand',
		);
	const [code] = modalities;
	const modality = code === undefined || modalities.size > 1 ? undefined : boardModality[code];
	if (modality === undefined)
		return refuse(
			label,
			`has no modality that the board records (${[...modalities].join(', ').slice(0, 40) || 'none coded'})`,
		);
	const started = readDateTime(study.started, context);
	if (!started.ok) return refuse(label, started.why);
	const date = dateOfWhen(started.when);
	const row = `imaging/${context.newId()}`;
	return {
		is: 'taken',
		label: `${modality}, ${formatDate(date)}`,
		entries: entriesOf({ [`${row}/modality`]: modality, [`${row}/date`]: date }, context.source(found.ref)),
		notes: ['What the study showed was left open: someone who read the report chooses the conclusion.'],
	};
};

const reportSchema = z.object({
	status: z.string(),
	code: conceptSchema.optional(),
	category: z.array(conceptSchema).optional(),
	conclusion: z.string().optional(),
	imagingStudy: z.array(referenceSchema).optional(),
	result: z.array(referenceSchema).optional(),
});
export type DiagnosticReport = z.infer<typeof reportSchema>;

/** What a DiagnosticReport offers: the words of its conclusion for one study of the file, or why nothing. */
export type ReportReading =
	{ is: 'words'; label: string; study: Found; text: string } | { is: 'refused'; label: string; why: string };

/** DiagnosticReport: its conclusion is copied word for word beside its study; it is never turned into a verdict. */
export function readReport(
	found: Found,
	resolve: (reference: { reference?: string }) => Found | null,
): ReportReading {
	const parsed = reportSchema.safeParse(found.json);
	const no = (label: string, why: string): ReportReading => ({ is: 'refused', label, why });
	if (!parsed.success) return no('Report', whyInvalid('DiagnosticReport', parsed.error));
	const report = parsed.data;
	const label = wordsOf(report.code, 'Report');
	if (!['final', 'amended', 'corrected', 'appended'].includes(report.status))
		return no(label, `is ${report.status.slice(0, 30)}, not a final report`);
	const [study, ...more] = (report.imagingStudy ?? []).map((one) => resolve(one));
	const text = report.conclusion === undefined ? '' : cleanText(report.conclusion, 2_000);
	if (study && more.length === 0 && text !== '') return { is: 'words', label, study, text };
	if ((report.result ?? []).length > 0) return no(label, 'is a report of results that are read one by one');
	return no(label, 'is a report in words: read it and enter what it says by hand');
}
