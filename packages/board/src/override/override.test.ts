import { rowPath, valueEntry } from '@consilium/case-model';
import { initialUpdate } from '@consilium/case-doc';
import { schema } from '@consilium/store';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge } from '../case/judge.ts';
import { viewOf } from '../case/view.ts';
import { beginJourney, taken, treated, type Journey } from '../journey.fixture.ts';
import { overrideFinding, withdrawOverride } from './commands.ts';
import { overridesOf } from './override.ts';

let journey: Journey;
let caseId: string;

beforeAll(async () => {
	journey = await beginJourney();
	caseId = await journey.open(treated(62));
	await journey.accepted(caseId);
}, 60_000);
afterAll(() => journey.remove());

async function hold() {
	const view = await viewOf(journey.store.db, caseId);
	const { evaluation } = judge(view, { timeZone: 'America/Chicago', asOf: '2026-05-12' });
	const finding = evaluation.findings.find((one) => one.ruleId === 'DOSE-THROMBOCYTOPENIA');
	if (!finding) throw new Error('the rule did not report');
	return { finding, evaluation, view };
}

async function override(
	personId: string,
	more: { factsFingerprint?: string; comment?: string; findingKey?: string } = {},
) {
	const { finding } = await hold();
	return overrideFinding(journey.board, await journey.actor(personId, caseId), {
		findingKey: finding.key,
		factsFingerprint: finding.factsFingerprint,
		reason: 'recipient-disagrees-evidence',
		comment: 'Clumping in the tube; repeated count is normal.',
		...more,
	});
}

describe('setting a finding aside', () => {
	it('[BOARD-13] keeps what was seen: the finding, its fingerprint, rule set, policy and log position', async () => {
		const { overrideId } = taken(await override(journey.specialist));
		const { finding, evaluation, view } = await hold();
		const [row] = await journey.store.db
			.select()
			.from(schema.override)
			.where(eq(schema.override.id, overrideId));
		expect(row).toMatchObject({
			findingKey: finding.key,
			factsFingerprint: finding.factsFingerprint,
			ruleSet: evaluation.ruleSet,
			policyHash: evaluation.policyHash,
			seqs: view.seqs,
			finding: { headline: finding.headline, status: finding.status },
		});
		expect(Object.keys(view.seqs).length).toBeGreaterThan(0);
		const [shown] = await overridesOf(journey.store.db, caseId);
		expect(shown).toMatchObject({
			by: { centerName: 'Northgate' },
			headline: finding.headline,
			withdrawn: null,
		});
		expect(finding.severity).toBe('critical');
	});

	it('[BOARD-13] is refused for other evidence, for a finding that is not there, and without words for a critical one', async () => {
		expect(await override(journey.specialist, { factsFingerprint: 'other' })).toMatchObject({
			code: 'stale',
		});
		expect(await override(journey.specialist, { findingKey: 'NO-RULE' })).toMatchObject({
			code: 'wrong-state',
		});
		expect(await override(journey.specialist, { comment: '' })).toMatchObject({
			code: 'invalid',
			fields: { comment: expect.any(String) },
		});
	});

	it('[BOARD-13] is for the roles that have it', async () => {
		for (const personId of [journey.surgeon, journey.coordinator, journey.observer, journey.navigator])
			expect(await override(personId)).toMatchObject({ ok: false, code: 'not-allowed' });
		expect((await override(journey.oncologist)).ok).toBe(true);
	});

	it('[BOARD-13] can be withdrawn once; a stranger cannot tell it from none', async () => {
		const { overrideId } = taken(await override(journey.specialist));
		const foreign = await withdrawOverride(journey.board, journey.stranger, { overrideId });
		expect(foreign).toEqual(await withdrawOverride(journey.board, journey.stranger, { overrideId: 'none' }));
		taken(await withdrawOverride(journey.board, journey.oncologist, { overrideId }));
		const again = await withdrawOverride(journey.board, journey.oncologist, { overrideId });
		expect(again).toMatchObject({ ok: false, code: 'wrong-state' });
		const shown = (await overridesOf(journey.store.db, caseId)).find((one) => one.id === overrideId);
		expect(shown?.withdrawn).not.toBeNull();
	});

	it('[BOARD-13] lapses when the value behind it changes: the fingerprint is another', async () => {
		const before = await hold();
		const { caseRoom } = schema;
		const [room] = await journey.store.db
			.select()
			.from(caseRoom)
			.where(and(eq(caseRoom.caseId, caseId), eq(caseRoom.scope, 'workup')));
		const entries = {
			[rowPath('labs', 'plt-3', 'analyte')]: valueEntry('platelets'),
			[rowPath('labs', 'plt-3', 'value')]: valueEntry({ value: 58, unit: '10*9/L' }),
			[rowPath('labs', 'plt-3', 'collected')]: valueEntry('2026-05-11'),
			[rowPath('labs', 'plt-3', 'status')]: valueEntry('final'),
		};
		const update = initialUpdate('workup', entries, {});
		const by = { authorId: journey.oncologist, centerId: journey.riverside, sessionId: 'test' };
		await journey.board.projected(
			await journey.store.log.append([{ roomId: room?.id ?? '', update, ...by }]),
		);
		const after = await hold();
		expect(after.finding.key).toBe(before.finding.key);
		expect(after.finding.factsFingerprint).not.toBe(before.finding.factsFingerprint);
	});
});
