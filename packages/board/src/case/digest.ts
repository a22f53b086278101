import { singleValue, type CaseRecord, type When } from '@consilium/case-model';
import { judge } from './judge.ts';
import { isTreated } from './stage.ts';
import type { plainViewsOf } from './view.ts';

type View = ReturnType<Awaited<ReturnType<typeof plainViewsOf>>>;

/** What a list shows of a drafted case: drawn from one version of its view, for one day. */
export interface CaseDigest {
	/** Each null when it is not on the board: never a default. */
	patient: {
		familyName: string | null;
		givenName: string | null;
		birthDate: string | null;
		sex: string | null;
		mrn: string | null;
	};
	treated: boolean;
	question: string | null;
	nextDoseAt: When | null;
	/** Null when the rules could not be run on this case. */
	findings: { critical: number; warning: number; cannotTell: number } | null;
}

function textAt(record: CaseRecord, section: string, field: string): string | null {
	const value = singleValue(record, section, field);
	return typeof value === 'string' && value !== '' ? value : null;
}

function patientOf(record: CaseRecord): CaseDigest['patient'] {
	return {
		familyName: textAt(record, 'patient', 'familyName'),
		givenName: textAt(record, 'patient', 'givenName'),
		birthDate: textAt(record, 'patient', 'birthDate'),
		sex: textAt(record, 'patient', 'sex'),
		mrn: textAt(record, 'patient', 'mrn'),
	};
}

/** Counts of loud findings; null when the record cannot be judged, so that one bad case does not hide the others. */
function countFindings(
	view: View,
	{ timeZone, asOf }: { timeZone: string; asOf: string },
): CaseDigest['findings'] {
	try {
		const { findings } = judge(view, { timeZone, asOf }).evaluation;
		const count = (wanted: (finding: (typeof findings)[number]) => boolean) => findings.filter(wanted).length;
		return {
			critical: count((finding) => finding.severity === 'critical'),
			warning: count((finding) => finding.severity === 'warning'),
			cannotTell: count((finding) => finding.status === 'cannot-determine' && finding.severity !== 'none'),
		};
	} catch {
		return null;
	}
}

/** Draws the digest of a view as of a day. Pure; runs all rules, so ask `digestsOf` where many are wanted. */
export function digestOf(view: View, asked: { timeZone: string; asOf: string }): CaseDigest {
	const { record } = view;
	return {
		patient: patientOf(record),
		treated: isTreated(record),
		question: record.prose['question/asked']?.trim() || textAt(record, 'question', 'reason'),
		nextDoseAt: textAt(record, 'plan', 'nextDoseAt'),
		findings: countFindings(view, asked),
	};
}
