import { formatDate, dateOfWhen, pathOf, type CaseRecord } from '@consilium/case-model';
import { defaultPolicy } from '@consilium/prrt-rules';
import type { Block, DocumentSection, Party } from '../document/document.ts';
import { gap, row, sentence } from './blocks.ts';
import { textAt } from './board-words.ts';
import { findingsOf, type Judged, type LetterOverride } from './judged.ts';
import type { Infusions } from './treatment.ts';

const thresholds: readonly { id: string; when: string; rules: readonly string[] }[] = [
	{ id: 'platelets', when: 'Platelets fall below 75 ×10⁹/L', rules: ['DOSE-THROMBOCYTOPENIA'] },
	{
		id: 'counts',
		when: 'Hemoglobin falls below 80 g/L or neutrophils below 1.0 ×10⁹/L (CTCAE 5.0 grade 3)',
		rules: ['DOSE-ANEMIA-NEUTROPENIA'],
	},
	{
		id: 'kidney',
		when: 'Creatinine rises by 40% over baseline, or clearance falls by 40% or below 40 mL/min',
		rules: ['DOSE-RENAL'],
	},
	{
		id: 'liver',
		when: 'Bilirubin rises above 3 times the upper limit, or albumin falls below 30 g/L',
		rules: ['DOSE-HEPATIC'],
	},
	{ id: 'grade-3', when: 'Any other adverse event reaches grade 3', rules: ['DOSE-NONHEM'] },
	{ id: 'recovery', when: 'A cytopenia does not recover', rules: ['SURV-MDS'] },
];

/** When to call, and where. */
export function callUsSection(record: CaseRecord, from: Party): DocumentSection {
	const contact = textAt(record, 'responsibilities', 'emergencyContact');
	const phone = [contact, from.phone]
		.filter((part) => part !== undefined && part !== null && part !== '')
		.join('; ');
	const missing = phone === '' ? 'telephone number for urgent questions' : undefined;
	return {
		id: 'call-us',
		heading: 'Call us if',
		columns: ['When'],
		blocks: [
			...thresholds.map(({ id, when, rules }) => row(`call-us.${id}`, [when], { rules })),
			sentence(
				'call-us.phone',
				`${from.name}: ${phone === '' ? gap('telephone number for urgent questions') : phone}.`,
				{ paths: [pathOf('responsibilities', 'emergencyContact')] },
				missing,
			),
		],
	};
}

/** Until when the patient follows the radiation precautions; null when nothing was given. */
export function precautionsSection(evaluation: Judged, infusions: Infusions | null): DocumentSection | null {
	if (infusions === null) return null;
	const { lastPath, unsafe } = infusions;
	const through = findingsOf(evaluation, 'RAD-PRECAUTIONS')
		.flatMap((finding) => finding.window?.through ?? [])
		.sort()
		.at(-1);
	const missing = through === undefined ? 'last day of the precautions' : unsafe;
	const until =
		through === undefined || missing !== undefined
			? gap(missing ?? '')
			: `through ${formatDate(dateOfWhen(through))}`;
	const text = `Radiation precautions apply for ${defaultPolicy.radiationDays} days after each infusion, ${until}; no blood is drawn for routine reasons in that time.`;
	const from = { paths: [lastPath], rules: ['RAD-PRECAUTIONS', 'RAD-BLOOD-DRAW'] };
	return {
		id: 'precautions',
		heading: 'Radiation precautions',
		blocks: [sentence('precautions.until', text, from, missing)],
	};
}

function overrideBlock(override: LetterOverride): Block {
	const who = `${override.by}, ${override.centerName}, ${formatDate(dateOfWhen(override.at))}`;
	const comment = override.comment === '' ? '' : `: ${override.comment}`;
	const [ruleId = override.findingKey] = override.findingKey.split('@');
	return row(
		`overrides.${override.findingKey}.${override.at}`.slice(0, 200),
		[override.headline || override.findingKey, `${override.reason.replaceAll('-', ' ')}${comment}`, who],
		{ rules: [ruleId] },
	);
}

/** Findings that someone set aside and that still stand as they were; lapsed overrides are not open. */
export function overridesSection(evaluation: Judged, overrides: readonly LetterOverride[]): DocumentSection {
	const standing = overrides.filter((override) =>
		evaluation.findings.some(
			({ key, factsFingerprint }) =>
				key === override.findingKey && factsFingerprint === override.factsFingerprint,
		),
	);
	const blocks =
		standing.length === 0
			? [sentence('overrides.none', 'No finding of the rules stands overridden.')]
			: standing.map(overrideBlock);
	return { id: 'overrides', heading: 'Open overrides', columns: ['Finding', 'Reason', 'By'], blocks };
}
