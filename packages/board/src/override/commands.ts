import { overrideReasonCodes, type Finding } from '@consilium/prrt-rules';
import { appendAudit, schema } from '@consilium/store';
import { z } from 'zod';
import { caseAccess, may, type CaseActor } from '../access/case-access.ts';
import type { Board } from '../board.ts';
import { dayIn, judge } from '../case/judge.ts';
import { viewOf } from '../case/view.ts';
import { uniqueOr } from '../conflict.ts';
import { done, notFound, refused, type Outcome } from '../refused.ts';
import { overridePlace } from './override.ts';

export const overrideInput = z.strictObject({
	findingKey: z.string().min(1).max(200),
	factsFingerprint: z.string().min(1).max(200),
	reason: z.enum(overrideReasonCodes),
	comment: z.string().trim().max(5_000),
});
export const withdrawInput = z.strictObject({ overrideId: z.string() });

type OverrideInput = z.infer<typeof overrideInput>;

const mayNot = refused('not-allowed', 'Your role on this case does not include setting a finding aside.');

/** Whether a finding may be set aside as the person saw it. Pure. */
export function decideOverride(finding: Finding | undefined, input: OverrideInput): Outcome<Finding> {
	if (!finding) return refused('wrong-state', 'This finding is no longer there.');
	if (finding.severity === 'none')
		return refused('wrong-state', 'This finding is quiet: there is nothing to set aside.');
	if (finding.factsFingerprint !== input.factsFingerprint)
		return refused('stale', 'The values behind this finding have changed since you read it.');
	if (finding.severity === 'critical' && input.comment === '')
		return refused('invalid', 'A finding of this weight needs your reason in words.', {
			comment: 'is empty',
		});
	return done(finding);
}

/**
 * Sets a finding aside: judged on the server, on the committed view, and stored with all that is needed to see later
 * what was seen then. The finding's status does not change; the override stands beside it until its evidence does.
 */
export async function overrideFinding(
	board: Board,
	actor: CaseActor,
	input: OverrideInput,
): Promise<Outcome<{ overrideId: string }>> {
	if (!may(actor, 'override')) return mayNot;
	const { caseId, personId, centerId, timeZone } = actor;
	const { db } = board.store;
	const at = board.now();
	const view = await viewOf(db, caseId);
	const { evaluation } = judge(view, { timeZone, asOf: dayIn(at, timeZone) });
	const { findingKey, factsFingerprint, reason, comment } = input;
	const decided = decideOverride(
		evaluation.findings.find((finding) => finding.key === findingKey),
		input,
	);
	if (!decided.ok) return decided;
	const overrideId = board.newId();
	const { ruleSet, policyHash } = evaluation;
	await db.transaction(async (tx) => {
		await tx.insert(schema.override).values({
			id: overrideId,
			caseId,
			findingKey,
			factsFingerprint,
			ruleSet,
			policyHash,
			seqs: view.seqs,
			finding: decided.value,
			reason,
			comment,
			personId,
			centerId,
			at,
		});
		await appendAudit(tx, {
			centerId,
			personId,
			action: 'finding.override',
			caseId,
			detail: { overrideId, findingKey, reason },
		});
	});
	board.live.publish({ caseId, kind: 'overrides', at });
	return done({ overrideId });
}

/** Takes an override back. Whoever may override may do so: the finding speaks again for everybody. */
export async function withdrawOverride(
	board: Board,
	personId: string,
	{ overrideId }: z.infer<typeof withdrawInput>,
): Promise<Outcome<{ overrideId: string }>> {
	const { db } = board.store;
	const place = await overridePlace(db, overrideId);
	const actor = place && (await caseAccess(db, personId, place.caseId, board.now()));
	if (!actor) return notFound;
	if (!may(actor, 'override')) return mayNot;
	const gone = refused('wrong-state', 'This override has already been withdrawn.');
	if (place.withdrawn) return gone;
	const at = board.now();
	const { centerId, caseId } = actor;
	const lost = await uniqueOr(gone, () =>
		db.transaction(async (tx) => {
			await tx
				.insert(schema.overrideEvent)
				.values({ id: board.newId(), overrideId, number: 1, kind: 'withdrawn', personId, centerId, at });
			await appendAudit(tx, {
				centerId,
				personId,
				action: 'finding.withdrawOverride',
				caseId,
				detail: { overrideId },
			});
		}),
	);
	if (lost) return lost;
	board.live.publish({ caseId, kind: 'overrides', at });
	return done({ overrideId });
}
