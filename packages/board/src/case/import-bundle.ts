import { readBundleText, type ImportPreview } from '@consilium/handoff';
import { z } from 'zod';
import type { Board } from '../board.ts';
import { done, refused, type Outcome } from '../refused.ts';
import { createCase } from './create.ts';
import { dayIn } from './judge.ts';

export const importBundleInput = z.strictObject({
	centerId: z.string(),
	fileName: z.string().max(200),
	text: z.string().max(20_000_000),
});

/** Opens a case from a FHIR bundle; the preview names each resource taken, each refused and why. */
export async function importBundle(
	board: Board,
	by: { personId: string; sessionId: string },
	{ centerId, fileName, text }: z.infer<typeof importBundleInput>,
): Promise<Outcome<{ caseId: string; preview: ImportPreview }>> {
	const preview = readBundleText(text, {
		newId: board.newId,
		today: dayIn(board.now(), 'UTC'),
		source: { kind: 'fhir', ref: fileName },
	});
	const whole = preview.refused.find((one) => one.resource === 'File');
	if (whole) return refused('invalid', `This file ${whole.why}.`, { text: whole.why });
	if (preview.taken.length === 0)
		return refused('invalid', 'Nothing in this file could be taken onto a board.', {
			text: 'holds nothing usable',
		});
	const { entries, prose } = preview;
	const created = await createCase(board, by, { centerId, entries, prose });
	return created.ok ? done({ caseId: created.value.caseId, preview }) : created;
}
