import type { FieldPath } from '@consilium/case-model';
import { describe, expect, test } from 'vitest';
import { checklist } from '../checklist/checklist.ts';
import { blocksOf, handoffDocumentSchema } from '../document/document.ts';
import { toPlainText } from '../document/plain-text.ts';
import { homeward, letterInput } from './letters.fixture.ts';
import { referralPacket } from './referral-packet.ts';

function packet(
	values: Parameters<typeof letterInput>[0] = homeward,
	conflicted: ReadonlySet<FieldPath> = new Set(),
) {
	const { record, evaluation, centers, today } = letterInput(values);
	const plannedTreatmentOn = '2026-05-25';
	record.prose['question/asked'] = 'Is she a candidate for <PRRT>?';
	const items = checklist({ record, evaluation, plannedTreatmentOn, conflicted });
	return referralPacket({
		record,
		evaluation,
		centers,
		today,
		plannedTreatmentOn,
		checklist: items,
		note: 'Please call.',
		conflicted,
	});
}

describe('referralPacket', () => {
	test('[PACKET-1] the question comes first, then what the board holds, what it lacks and what the rules say', async () => {
		const document = packet();
		expect(document.sections.map(({ id }) => id)).toEqual([
			...['question', 'patient', 'diagnosis', 'pathology', 'sstrImaging', 'imaging', 'labs', 'priorTherapy'],
			...['ssaAdministrations', 'function', 'ssa', 'who-does-what', 'readiness', 'rules'],
		]);
		await expect(toPlainText(document)).toMatchFileSnapshot('__golden__/referral-packet.txt');
	});

	test('[PACKET-2] it has the form of a handoff document with unique ids, for an empty board too', () => {
		for (const values of [homeward, {}]) {
			const document = packet(values);
			expect(handoffDocumentSchema.safeParse(JSON.parse(JSON.stringify(document))).success).toBe(true);
			const ids = blocksOf(document).map((block) => block.id);
			expect(new Set(ids).size).toBe(ids.length);
		}
	});

	test('[PACKET-3] nothing that is not recorded is written as if it were', () => {
		expect(toPlainText(packet({}))).toContain('Primary site · Not recorded');
	});

	test('[PACKET-4] a laboratory value that is not final says so beside the number', () => {
		const rowOf = (status: string | undefined) =>
			blocksOf(packet({ ...homeward, 'labs/plt1/status': status })).find(({ id }) => id === 'labs.plt1')
				?.text;
		expect(rowOf('final')).not.toContain('(');
		expect(rowOf('preliminary')).toContain('62 ×10⁹/L (preliminary)');
		expect(rowOf('entered-in-error')).toContain('62 ×10⁹/L (entered in error)');
		expect(rowOf(undefined)).toContain('62 ×10⁹/L (status not recorded)');
	});

	test('[PACKET-5] a disputed field says so where it is shown', () => {
		const document = packet(homeward, new Set(['patient/birthDate', 'labs/plt1/value']));
		const disputed = blocksOf(document).filter(({ text }) => text.includes('two values'));
		expect(disputed.map(({ id }) => id)).toEqual([
			'patient.birthDate',
			'labs.plt1',
			'readiness.patient',
			'readiness.labs',
		]);
	});
});
