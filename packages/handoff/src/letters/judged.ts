import type { CaseFacts, CaseRecord, FieldPath, PlainDate } from '@consilium/case-model';
import type { Finding } from '@consilium/prrt-rules';
import type { Party } from '../document/document.ts';

/** What a letter needs of one finding of the rules; a whole `Finding` fits. */
export type JudgedFinding = Pick<
	Finding,
	'key' | 'ruleId' | 'status' | 'severity' | 'headline' | 'factsFingerprint'
> &
	Partial<Pick<Finding, 'subject' | 'window' | 'measures' | 'missing' | 'ctcae'>>;

/** What a letter needs of an evaluation; a whole `Evaluation` fits. */
export interface Judged {
	findings: readonly JudgedFinding[];
	decisions: { eligibility: string };
}

/** An override that was not withdrawn, with the words of who and where. */
export interface LetterOverride {
	findingKey: string;
	factsFingerprint: string;
	headline: string;
	reason: string;
	comment: string;
	by: string;
	centerName: string;
	at: string;
}

/** What a referral-back is made from. `conflicted`: fields with two values; what leans on them cannot be signed. */
export interface LetterInput {
	record: CaseRecord;
	facts: CaseFacts;
	evaluation: Judged;
	centers: { from: Party; to: Party };
	today: PlainDate;
	overrides: readonly LetterOverride[];
	conflicted?: ReadonlySet<FieldPath>;
}

/** The finding of a rule that has no subject; undefined when the rules said nothing of it. */
export function findingOf(evaluation: Judged, ruleId: string): JudgedFinding | undefined {
	return evaluation.findings.find((finding) => finding.ruleId === ruleId);
}

/** All findings of a rule that speaks once per study, cycle or blood draw. */
export function findingsOf(evaluation: Judged, ruleId: string): JudgedFinding[] {
	return evaluation.findings.filter((finding) => finding.ruleId === ruleId && finding.subject !== undefined);
}
