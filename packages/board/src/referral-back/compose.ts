import { referralBack as compose, type HandoffDocument, type Party } from '@consilium/handoff';
import { schema, type Executor } from '@consilium/store';
import { eq } from 'drizzle-orm';
import type { CaseActor } from '../access/case-access.ts';
import type { Board } from '../board.ts';
import { dayIn, judge } from '../case/judge.ts';
import { viewOf } from '../case/view.ts';
import { overridesOf } from '../override/override.ts';
import type { Referral } from '../referral/referral.ts';
import { hashOf } from './hash.ts';
import type { Evidence } from './referral-back.ts';

async function partyOf(db: Executor, centerId: string): Promise<Party> {
	const { center } = schema;
	const [row] = await db.select().from(center).where(eq(center.id, centerId));
	if (!row) throw new Error(`there is no center ${centerId}`);
	return { name: row.name, city: row.city, phone: row.phone };
}

/** The referral-back as the board stands now, with what it was made from. */
export async function composeNow(
	board: Board,
	actor: CaseActor,
	referral: Referral,
): Promise<{ document: HandoffDocument; evidence: Evidence }> {
	const { db } = board.store;
	const today = dayIn(board.now(), actor.timeZone);
	const view = await viewOf(db, actor.caseId);
	const { facts, evaluation } = judge(view, { timeZone: actor.timeZone, asOf: today });
	const overrides = (await overridesOf(db, actor.caseId)).filter((one) => one.withdrawn === null);
	const document = compose({
		record: view.record,
		facts,
		evaluation,
		centers: { from: await partyOf(db, referral.toCenter.id), to: await partyOf(db, referral.fromCenter.id) },
		today,
		conflicted: new Set(view.conflicts.map(({ path }) => path)),
		overrides: overrides.map(({ by, at, ...one }) => ({
			...one,
			by: by.name,
			centerName: by.centerName,
			at: at.toISOString(),
		})),
	});
	const { ruleSet, policyHash } = evaluation;
	return {
		document,
		evidence: { asOf: today, ruleSet, policyHash, seqs: view.seqs, factsHash: hashOf(facts) },
	};
}
