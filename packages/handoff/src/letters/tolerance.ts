import type { CaseRecord } from '@consilium/case-model';
import { defaultPolicy } from '@consilium/prrt-rules';
import type { Block, DocumentSection } from '../document/document.ts';
import { eventBlocks } from './adverse-events.ts';
import { sentence } from './blocks.ts';
import { findingOf, type Judged } from './judged.ts';
import { nadirRows } from './nadirs.ts';
import type { Infusions } from './treatment.ts';

const doseRules = [
	'DOSE-THROMBOCYTOPENIA',
	'DOSE-ANEMIA-NEUTROPENIA',
	'DOSE-RENAL',
	'DOSE-HEPATIC',
	'DOSE-NONHEM',
	'DOSE-HYPERSENSITIVITY',
];

/** What the dose rules still say, when they are not quiet. */
function doseBlocks(evaluation: Judged): Block[] {
	return doseRules.flatMap((ruleId) => {
		const finding = findingOf(evaluation, ruleId);
		if (!finding || finding.severity === 'none' || finding.status === 'cannot-determine') return [];
		return [sentence(`tolerance.${ruleId}`, finding.headline, { rules: [ruleId] })];
	});
}

/** How it was borne: lowest counts since the first infusion, worst grade of each adverse event, what the dose rules say. */
export function toleranceSection(
	{ record, evaluation }: { record: CaseRecord; evaluation: Judged },
	infusions: Infusions | null,
): DocumentSection {
	const version = evaluation.findings.find((finding) => finding.ctcae)?.ctcae ?? defaultPolicy.ctcaeVersion;
	return {
		id: 'tolerance',
		heading: 'Tolerance and worst grades',
		columns: ['What', 'Worst', 'On'],
		blocks: [
			...(infusions === null ? [] : nadirRows(record, infusions, version)),
			...eventBlocks(record, infusions),
			...doseBlocks(evaluation),
		],
	};
}
