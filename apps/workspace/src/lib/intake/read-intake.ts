import {
	fieldAt,
	parseEntryText,
	valueEntry,
	type Entry,
	type Field,
	type FieldPath,
	type PlainDate,
} from '@consilium/case-model';

/** The least that starts a case: who, and what is asked. Everything else is filled in on the board. */
export const startPaths = [
	'patient/familyName',
	'patient/givenName',
	'patient/birthDate',
	'patient/gender',
	'patient/mrn',
	'question/asked',
	'question/reason',
] as const;
export type StartPath = (typeof startPaths)[number];

/** What stands in the inputs, exactly as it was typed. */
export type Typed = Record<StartPath, string>;

export interface Problem {
	path: StartPath;
	message: string;
}

export interface Started {
	ok: true;
	entries: Record<FieldPath, Entry>;
	prose: Record<FieldPath, string>;
}

export type IntakeReading = Started | { ok: false; problems: Problem[] };

export interface IntakeContext {
	today: PlainDate;
	timeZone: string;
}

export const nothingTyped = (): Typed => ({
	'patient/familyName': '',
	'patient/givenName': '',
	'patient/birthDate': '',
	'patient/gender': '',
	'patient/mrn': '',
	'question/asked': '',
	'question/reason': '',
});

/** The line of the field table for a start path; throws when the table has none (a slip in this file). */
export function startField(path: StartPath): Field {
	const found = fieldAt(path);
	if (!found) throw new Error(`the field table has no ${path}`);
	return found.field;
}

function missing(typed: Typed): Problem[] {
	const problems: Problem[] = [];
	const empty = (path: StartPath): boolean => typed[path].trim() === '';
	if (empty('patient/familyName'))
		problems.push({ path: 'patient/familyName', message: 'Enter the patient’s family name' });
	if (empty('patient/birthDate') && empty('patient/mrn'))
		problems.push({
			path: 'patient/birthDate',
			message: 'Enter the date of birth, or a record number when it is not known',
		});
	if (empty('question/asked'))
		problems.push({ path: 'question/asked', message: 'Enter the question to the specialty center' });
	return problems;
}

/**
 * Reads the form: each text goes through the same parser as on the board, an empty text makes no entry, and every
 * text that cannot be read is named with its reason. Nothing is coerced.
 */
export function readIntake(typed: Typed, context: IntakeContext): IntakeReading {
	const problems = missing(typed);
	const entries: Record<FieldPath, Entry> = {};
	const prose: Record<FieldPath, string> = {};
	for (const path of startPaths) {
		const text = typed[path].trim();
		const field = startField(path);
		if (text === '') continue;
		if (field.kind === 'prose') {
			prose[path] = text;
			continue;
		}
		const reading = parseEntryText(field, text, context);
		if (reading.ok) entries[path] = valueEntry(reading.value);
		else problems.push({ path, message: reading.message });
	}
	const inOrder = problems.toSorted((a, b) => startPaths.indexOf(a.path) - startPaths.indexOf(b.path));
	return problems.length === 0 ? { ok: true, entries, prose } : { ok: false, problems: inOrder };
}
