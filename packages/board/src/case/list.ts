import type { CaseRole } from '@consilium/case-model';
import { allCaseAccess, type CaseActor } from '../access/case-access.ts';
import type { Board } from '../board.ts';
import { currentReferrals, type Referral } from '../referral/referral.ts';
import { openThreadCounts } from '../thread/thread.ts';
import type { CaseDigest } from './digest.ts';
import { digestsOf, type Digested } from './digests.ts';
import { stageOf, type Stage } from './stage.ts';

export interface CaseRow extends Omit<CaseDigest, 'treated'> {
	caseId: string;
	stage: Stage;
	originCenter: { id: string; name: string };
	sharedWith: { id: string; name: string }[];
	waitingOn: { centerId: string; centerName: string; since: Date } | null;
	openThreads: number;
	myRole: CaseRole;
	updatedAt: Date;
}

function waitingOn(referral: Referral | null): CaseRow['waitingOn'] {
	const since = referral?.events.at(-1)?.at;
	if (!referral || !since || referral.owner === null) return null;
	const { fromCenter, toCenter, owner } = referral;
	const center = owner === fromCenter.id ? fromCenter : toCenter;
	return { centerId: center.id, centerName: center.name, since };
}

interface Known extends Digested {
	referral: Referral | null;
	openThreads: number;
}

function rowOf(actor: CaseActor, { digest, updatedAt, referral, openThreads }: Known): CaseRow {
	const { treated, ...shown } = digest;
	const shared = referral && referral.state !== 'declined' ? [referral.toCenter] : [];
	const lastMove = referral?.events.at(-1)?.at;
	const times = [actor.createdAt, updatedAt, lastMove].flatMap((at) => (at ? [at.getTime()] : []));
	return {
		...shown,
		caseId: actor.caseId,
		stage: stageOf(referral?.state ?? null, treated),
		originCenter: { id: actor.originCenterId, name: actor.originCenterName },
		sharedWith: shared,
		waitingOn: waitingOn(referral),
		openThreads,
		myRole: actor.role,
		updatedAt: new Date(Math.max(...times)),
	};
}

/** The cases this person is on, last changed first. Records are read and judged only where something is new. */
export async function listCases(board: Board, personId: string): Promise<CaseRow[]> {
	const { db } = board.store;
	const now = board.now();
	const actors = await allCaseAccess(db, personId, now);
	const caseIds = actors.map((actor) => actor.caseId);
	const digests = await digestsOf(board.store, actors, now);
	const referrals = await currentReferrals(db, caseIds);
	const threads = await openThreadCounts(db, actors);
	return actors
		.map((actor) => {
			const { caseId } = actor;
			const digested = digests.get(caseId);
			if (!digested) throw new Error('a case was asked for and has no digest');
			const referral = referrals.get(caseId) ?? null;
			return rowOf(actor, { ...digested, referral, openThreads: threads.get(caseId) ?? 0 });
		})
		.sort((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime());
}
