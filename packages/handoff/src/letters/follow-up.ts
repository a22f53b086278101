import { addDays, addMonthsClamped, dateOfWhen, formatDate, type PlainDate } from '@consilium/case-model';
import { findingOf, findingsOf, type Judged, type JudgedFinding } from './judged.ts';

/** A dated thing to do: the words of its date, or what is missing to date it. */
export type Due = { ok: true; words: string } | { ok: false; missing: string };

/** The source's own numbers, used only where the rules said nothing at all of an item. */
const sourceDefaults = {
	postLabDays: 35,
	imagingMonths: 3,
	sstrPetMonths: 3,
	analogDays: 28,
	analogMonths: 18,
};

const day = (when: string): string => formatDate(dateOfWhen(when));
const due = (words: string): Due => ({ ok: true, words });
const undated = (missing: string): Due => ({ ok: false, missing });

function rangeWords({ dueOn, windowStart, windowEnd }: NonNullable<JudgedFinding['window']>): string | null {
	if (dueOn === undefined) return null;
	const range = windowStart && windowEnd ? ` (${day(windowStart)} to ${day(windowEnd)})` : '';
	return `${day(dueOn)}${range}`;
}

/** Blood tests five weeks after the last infusion. */
export function postTreatmentLabs(evaluation: Judged, last: PlainDate): Due {
	const finding = findingOf(evaluation, 'LAB-POST-5W');
	if (!finding) return due(formatDate(addDays(last, sourceDefaults.postLabDays)));
	if (finding.status === 'done') return due('done; further tests as you see fit');
	const words = finding.window ? rangeWords(finding.window) : null;
	return words === null ? undated('date of the blood tests: the course must have ended') : due(words);
}

/** CT or MRI every three months. */
export function nextAnatomicImaging(evaluation: Judged, last: PlainDate): Due {
	const finding = findingOf(evaluation, 'IMG-CT-MRI-3M');
	const next = finding?.window?.dueOn;
	if (next !== undefined) return due(`next ${day(next)}, then every 3 months`);
	return due(
		`first ${formatDate(addMonthsClamped(last, sourceDefaults.imagingMonths))}, then every 3 months`,
	);
}

/** A receptor PET for response, not before three months. */
export function receptorPet(evaluation: Judged, last: PlainDate): Due {
	const earliest = findingsOf(evaluation, 'IMG-SSTR-PET-RESPONSE').find((one) => one.window?.earliest)?.window
		?.earliest;
	return due(`not before ${day(earliest ?? addMonthsClamped(last, sourceDefaults.sstrPetMonths))}`);
}

/** The long-acting analog every four weeks until progression or 18 months from the first infusion. */
export function analogMaintenance(evaluation: Judged, first: PlainDate): Due {
	const finding = findingOf(evaluation, 'LAR-MAINTENANCE');
	if (!finding) {
		const limit = formatDate(addMonthsClamped(first, sourceDefaults.analogMonths));
		return due(`every 4 weeks, until progression or ${limit}`);
	}
	if (finding.status === 'stopped-progression') return due('not further: progression is recorded');
	const { dueOn, limit } = finding.window ?? {};
	if (finding.status === 'complete')
		return due('18 months are over: continuing is your and our decision together');
	if (dueOn === undefined || limit === undefined)
		return undated('whether and how long the long-acting analog goes on');
	return due(`next ${day(dueOn)}, then every 4 weeks, until progression or ${day(limit)}`);
}

/** Whether long-term watching of the blood is enhanced. */
export function isWatchEnhanced(evaluation: Judged): boolean {
	return findingOf(evaluation, 'SURV-MDS')?.status === 'enhanced';
}
