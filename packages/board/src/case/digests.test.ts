import { rowPath, type CaseRecord } from '@consilium/case-model';
import { schema } from '@consilium/store';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginJourney, treated, type Journey } from '../journey.fixture.ts';
import { listCases } from './list.ts';

const { caseView } = schema;
let journey: Journey;

beforeAll(async () => {
	journey = await beginJourney();
}, 60_000);
afterAll(() => journey.remove());

async function rowOf(caseId: string) {
	const rows = await listCases(journey.board, journey.oncologist);
	const row = rows.find((one) => one.caseId === caseId);
	if (!row) throw new Error('the case is not on the list');
	return row;
}

async function storedRow(caseId: string) {
	const [row] = await journey.store.db.select().from(caseView).where(eq(caseView.caseId, caseId));
	if (!row) throw new Error('the case has no view');
	return row;
}

/** Puts another platelet count under the view, as a projector would, or (without a new version) as it never does. */
async function changeRecord(caseId: string, platelets: number, { newVersion }: { newVersion: boolean }) {
	const { record, seqs } = await storedRow(caseId);
	const { entries, prose } = record as CaseRecord;
	const path = rowPath('labs', 'plt-2', 'value');
	const value = { value: platelets, unit: '10*9/L' as const };
	const entry = { is: 'value' as const, value, source: { kind: 'entered' as const } };
	const grown = Object.fromEntries(Object.entries(seqs).map(([room, seq]) => [room, seq + 1]));
	await journey.store.db
		.update(caseView)
		.set({
			record: { entries: { ...entries, [path]: entry }, prose },
			...(newVersion && { seqs: grown }),
		})
		.where(eq(caseView.caseId, caseId));
}

describe('the judgements of a list', () => {
	it('[BOARD-17] hold as long as the view has the same version, and no longer', async () => {
		const caseId = await journey.open(treated(210));
		const before = await rowOf(caseId);
		await changeRecord(caseId, 20, { newVersion: false });
		expect(await rowOf(caseId)).toEqual(before);
		await changeRecord(caseId, 20, { newVersion: true });
		const after = await rowOf(caseId);
		expect(after.findings?.critical).toBeGreaterThan(before.findings?.critical ?? Infinity);
	});

	it('[BOARD-17] hold for one day at the center of the case', async () => {
		const caseId = await journey.open(treated(210));
		const before = await rowOf(caseId);
		await changeRecord(caseId, 20, { newVersion: false });
		journey.pass(14 * 60);
		expect((await rowOf(caseId)).findings).toEqual(before.findings);
		journey.pass(2 * 60);
		const after = await rowOf(caseId);
		expect(after.findings?.critical).toBeGreaterThan(before.findings?.critical ?? Infinity);
	});

	it('[BOARD-17] are those of many cases, each its own', async () => {
		const wanted = new Map<string, boolean>();
		for (let n = 0; n < 30; n += 1) wanted.set(await journey.open(treated(n % 2 ? 20 : 210)), n % 2 === 1);
		for (const round of ['drawn', 'remembered']) {
			const rows = await listCases(journey.board, journey.oncologist);
			for (const [caseId, held] of wanted) {
				const row = rows.find((one) => one.caseId === caseId);
				expect([round, (row?.findings?.critical ?? 0) > 0]).toEqual([round, held]);
			}
		}
	});
});
