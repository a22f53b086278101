import { readBundleText, type ImportPreview } from '@consilium/handoff';
import { schema } from '@consilium/store';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Board } from '../board.ts';
import { done, refused, type Outcome } from '../refused.ts';
import { createCase, whyNotOpener } from './create.ts';
import { dayIn } from './judge.ts';

export const importBundleInput = z.strictObject({
	centerId: z.string(),
	fileName: z.string().max(200),
	text: z.string().max(20_000_000),
});

/** The zone of a center; UTC for one that is not there, which `createCase` then refuses. */
async function zoneOf(board: Board, centerId: string): Promise<string> {
	if (!z.uuid().safeParse(centerId).success) return 'UTC';
	const { center } = schema;
	const [row] = await board.store.db.select().from(center).where(eq(center.id, centerId));
	return row?.timeZone ?? 'UTC';
}

/** Opens a case from a FHIR bundle; the preview names each resource taken, each refused and why. */
export async function importBundle(
	board: Board,
	by: { personId: string; sessionId: string },
	{ centerId, fileName, text }: z.infer<typeof importBundleInput>,
): Promise<Outcome<{ caseId: string; preview: ImportPreview }>> {
	const refusal = await whyNotOpener(board.store.db, by.personId, centerId);
	if (refusal) return refusal;
	const timeZone = await zoneOf(board, centerId);
	const preview = readBundleText(text, {
		newId: board.newId,
		today: dayIn(board.now(), timeZone),
		timeZone,
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
