import { singleValue, type CaseRecord, type CaseRole, type When } from '@consilium/case-model';
import { allCaseAccess, type CaseActor } from '../access/case-access.ts';
import type { Board } from '../board.ts';
import { currentReferrals, type Referral } from '../referral/referral.ts';
import { openThreadCounts } from '../thread/thread.ts';
import { dayIn, judge } from './judge.ts';
import { stageOf, type Stage } from './stage.ts';
import { plainViewsOf } from './view.ts';

export interface CaseRow {
	caseId: string;
	/** Each null when it is not on the board: never a default. */
	patient: {
		familyName: string | null;
		givenName: string | null;
		birthDate: string | null;
		sex: string | null;
		mrn: string | null;
	};
	stage: Stage;
	originCenter: { id: string; name: string };
	sharedWith: { id: string; name: string }[];
	question: string | null;
	waitingOn: { centerId: string; centerName: string; since: Date } | null;
	/** Null when the rules could not be run on this case. */
	findings: { critical: number; warning: number; cannotTell: number } | null;
	nextDoseAt: When | null;
	openThreads: number;
	myRole: CaseRole;
	updatedAt: Date;
}

type View = ReturnType<Awaited<ReturnType<typeof plainViewsOf>>>;

function textAt(record: CaseRecord, section: string, field: string): string | null {
	const value = singleValue(record, section, field);
	return typeof value === 'string' && value !== '' ? value : null;
}

function patientOf(record: CaseRecord): CaseRow['patient'] {
	return {
		familyName: textAt(record, 'patient', 'familyName'),
		givenName: textAt(record, 'patient', 'givenName'),
		birthDate: textAt(record, 'patient', 'birthDate'),
		sex: textAt(record, 'patient', 'sex'),
		mrn: textAt(record, 'patient', 'mrn'),
	};
}

function waitingOn(referral: Referral | null): CaseRow['waitingOn'] {
	const since = referral?.events.at(-1)?.at;
	if (!referral || !since || referral.owner === null) return null;
	const { fromCenter, toCenter, owner } = referral;
	const center = owner === fromCenter.id ? fromCenter : toCenter;
	return { centerId: center.id, centerName: center.name, since };
}

/** Counts of loud findings; null when the record cannot be judged, so that one bad case does not hide the others. */
function countFindings(
	view: View,
	{ timeZone, asOf }: { timeZone: string; asOf: string },
): CaseRow['findings'] {
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

interface Known {
	view: View;
	referral: Referral | null;
	openThreads: number;
	now: Date;
}

function rowOf(actor: CaseActor, { view, referral, openThreads, now }: Known): CaseRow {
	const { record } = view;
	const { timeZone } = actor;
	const shared = referral && referral.state !== 'declined' ? [referral.toCenter] : [];
	const lastMove = referral?.events.at(-1)?.at;
	const times = [actor.createdAt, view.updatedAt, lastMove].flatMap((at) => (at ? [at.getTime()] : []));
	return {
		caseId: actor.caseId,
		patient: patientOf(record),
		stage: stageOf(referral?.state ?? null, record),
		originCenter: { id: actor.originCenterId, name: actor.originCenterName },
		sharedWith: shared,
		question: record.prose['question/asked']?.trim() || textAt(record, 'question', 'reason'),
		waitingOn: waitingOn(referral),
		findings: countFindings(view, { timeZone, asOf: dayIn(now, timeZone) }),
		nextDoseAt: textAt(record, 'plan', 'nextDoseAt'),
		openThreads,
		myRole: actor.role,
		updatedAt: new Date(Math.max(...times)),
	};
}

/** The cases this person is on, last changed first. Five questions to the store, however many cases there are. */
export async function listCases(board: Board, personId: string): Promise<CaseRow[]> {
	const { db } = board.store;
	const now = board.now();
	const actors = await allCaseAccess(db, personId, now);
	const caseIds = actors.map((actor) => actor.caseId);
	const views = await plainViewsOf(db, caseIds);
	const referrals = await currentReferrals(db, caseIds);
	const threads = await openThreadCounts(db, actors);
	return actors
		.map((actor) => {
			const { caseId } = actor;
			const referral = referrals.get(caseId) ?? null;
			return rowOf(actor, { view: views(caseId), referral, openThreads: threads.get(caseId) ?? 0, now });
		})
		.sort((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime());
}
