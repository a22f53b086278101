import type { Entry, FieldPath } from '@consilium/case-model';
import { formatDate, dateInZone } from '@consilium/case-model';
import type { CaseView } from '#lib/api/shapes.ts';

const sources: Record<Entry['source']['kind'], string> = {
	entered: 'entered by hand',
	fhir: 'from FHIR',
	hl7v2: 'from HL7 v2',
	csv: 'from a CSV file',
	paste: 'pasted',
	facts: 'from a facts file',
	demo: 'demo data',
};

/** `11-May-2026 14:02` on the case's clock. */
export function stampOf(at: string | Date, timeZone: string): string {
	const moment = new Date(at);
	const clock = new Intl.DateTimeFormat('en-GB', {
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
		timeZone,
	});
	return `${formatDate(dateInZone(moment.getTime(), timeZone))} ${clock.format(moment)}`;
}

/** Who set a value, where, when and from what source; of a value not yet projected, that it is this tab's or new. */
export function provenanceOf(
	view: CaseView,
	path: FieldPath,
	entry: Entry | undefined,
	timeZone: string,
): string | null {
	if (!entry) return null;
	const from = `${sources[entry.source.kind]}${entry.source.ref ? ` (${entry.source.ref})` : ''}`;
	const author = view.authorship[path];
	const projected = JSON.stringify(view.record.entries[path]?.is) === JSON.stringify(entry.is);
	if (!author || !projected) return `Just now · ${from}`;
	return `${author.name} · ${author.centerName} · ${stampOf(author.at, timeZone)} · ${from}`;
}
