import { describe, expect, test } from 'vitest';
import { checklist } from '../checklist/checklist.ts';
import { blocksOf, handoffDocumentSchema } from '../document/document.ts';
import { toPlainText } from '../document/plain-text.ts';
import { homeward, letterInput } from './letters.fixture.ts';
import { referralPacket } from './referral-packet.ts';

function packet(values = homeward) {
	const { record, evaluation, centers, today } = letterInput(values);
	const plannedTreatmentOn = '2026-05-25';
	record.prose['question/asked'] = 'Is she a candidate for <PRRT>?';
	const items = checklist({ record, evaluation, plannedTreatmentOn });
	return referralPacket({
		record,
		evaluation,
		centers,
		today,
		plannedTreatmentOn,
		checklist: items,
		note: 'Please call.',
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
});
