import { addDays, addMonthsClamped, dateOfWhen, formatDate, type PlainDate } from '@consilium/case-model';
import { defaultPolicy } from '@consilium/prrt-rules';
import { findingOf, findingsOf, type Judged, type JudgedFinding } from './judged.ts';

/** A dated thing to do: the words of its date, or what is missing to date it. */
export type Due = { ok: true; words: string } | { ok: false; missing: string };

const day = (when: string): string => formatDate(dateOfWhen(when));
const due = (words: string): Due => ({ ok: true, words });

/** What a rule lacks to give a date, in its own words. */
function undated(finding: JudgedFinding, otherwise: string): Due {
	const need = finding.missing?.[0]?.need ?? otherwise;
	return { ok: false, missing: `${need.charAt(0).toLowerCase()}${need.slice(1)}` };
}

const lateness = (finding: JudgedFinding): string =>
	finding.status === 'overdue' ? ', overdue: please arrange now' : '';

/** Blood tests five weeks after the last infusion. */
export function postTreatmentLabs(evaluation: Judged, last: PlainDate): Due {
	const finding = findingOf(evaluation, 'LAB-POST-5W');
	if (!finding) return due(formatDate(addDays(last, defaultPolicy.postLabDays)));
	if (finding.status === 'done') return due('done; further tests as you see fit');
	const { dueOn, windowStart, windowEnd } = finding.window ?? {};
	if (dueOn === undefined) return undated(finding, 'whether the course has ended');
	const range = windowStart && windowEnd ? ` (${day(windowStart)} to ${day(windowEnd)})` : '';
	return due(`${day(dueOn)}${range}${lateness(finding)}`);
}

/** CT or MRI every three months. */
export function nextAnatomicImaging(evaluation: Judged, last: PlainDate): Due {
	const finding = findingOf(evaluation, 'IMG-CT-MRI-3M');
	const every = `then every ${defaultPolicy.imagingMonths} months`;
	if (!finding)
		return due(`first ${formatDate(addMonthsClamped(last, defaultPolicy.imagingMonths))}, ${every}`);
	const next = finding.window?.dueOn;
	return next === undefined
		? undated(finding, 'the date of the last CT or MRI')
		: due(`next ${day(next)}${lateness(finding)}, ${every}`);
}

/** A receptor PET for response, not before three months. */
export function receptorPet(evaluation: Judged, last: PlainDate): Due {
	const earliest = findingsOf(evaluation, 'IMG-SSTR-PET-RESPONSE').find((one) => one.window?.earliest)?.window
		?.earliest;
	return due(`not before ${day(earliest ?? addMonthsClamped(last, defaultPolicy.sstrPetMonths))}`);
}

/** The long-acting analog every four weeks until progression or 18 months from the first infusion. */
export function analogMaintenance(evaluation: Judged, first: PlainDate): Due {
	const finding = findingOf(evaluation, 'LAR-MAINTENANCE');
	if (!finding) {
		const limit = formatDate(addMonthsClamped(first, defaultPolicy.maintenanceMonths));
		return due(`every 4 weeks, until progression or ${limit}`);
	}
	if (finding.status === 'stopped-progression') return due('not further: progression is recorded');
	if (finding.status === 'complete')
		return due(`${defaultPolicy.maintenanceMonths} months are over: continuing is a clinical decision`);
	const { dueOn, limit } = finding.window ?? {};
	if (dueOn === undefined || limit === undefined || finding.status === 'cannot-determine')
		return undated(finding, 'whether the long-acting analog goes on');
	return due(
		`next ${day(dueOn)}${lateness(finding)}, then every 4 weeks, until progression or ${day(limit)}`,
	);
}

/** Whether long-term watching of the blood is enhanced. */
export function isWatchEnhanced(evaluation: Judged): boolean {
	return findingOf(evaluation, 'SURV-MDS')?.status === 'enhanced';
}
