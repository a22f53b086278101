import { readBundle, type ImportPreview } from '@consilium/handoff';
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

/** The bundle as JSON, or the plain reason why it is none. */
export function parseJson(text: string): Outcome<unknown> {
	try {
		return done(JSON.parse(text) as unknown);
	} catch (error) {
		return refused('invalid', `This is not JSON: ${(error as Error).message}`, { text: 'is not JSON' });
	}
}

/** Opens a case from a FHIR bundle; the preview names each resource taken, each refused and why. */
export async function importBundle(
	board: Board,
	by: { personId: string; sessionId: string },
	{ centerId, fileName, text }: z.infer<typeof importBundleInput>,
): Promise<Outcome<{ caseId: string; preview: ImportPreview }>> {
	const parsed = parseJson(text);
	if (!parsed.ok) return parsed;
	const preview = readBundle(parsed.value, {
		newId: board.newId,
		today: dayIn(board.now(), 'UTC'),
		source: { kind: 'fhir', ref: fileName },
	});
	if (preview.taken.length === 0)
		return refused('invalid', 'Nothing in this file could be taken onto a board.', {
			text: 'holds nothing usable',
		});
	const { entries, prose } = preview;
	const created = await createCase(board, by, { centerId, entries, prose });
	return created.ok ? done({ caseId: created.value.caseId, preview }) : created;
}
