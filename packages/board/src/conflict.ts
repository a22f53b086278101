import { schema, type Tx } from '@consilium/store';
import { eq } from 'drizzle-orm';
import type { Refused } from './refused.ts';

const uniqueViolation = '23505';

function codeOf(error: unknown): unknown {
	if (typeof error !== 'object' || error === null) return undefined;
	if ('code' in error && typeof error.code === 'string') return error.code;
	return 'cause' in error ? codeOf(error.cause) : undefined;
}

/** Lets the commands that move a case on go one after the other, until this transaction ends. Comes first in it. */
export async function holdCase(tx: Tx, caseId: string): Promise<void> {
	const { consiliumCase } = schema;
	await tx
		.select({ id: consiliumCase.id })
		.from(consiliumCase)
		.where(eq(consiliumCase.id, caseId))
		.for('no key update');
}

/**
 * Runs a transaction that numbers its event after the ones it has read. When somebody else took that number first the
 * transaction is undone and `otherwise` is the answer; null when it went through. Other errors are thrown on.
 */
export async function uniqueOr(otherwise: Refused, transact: () => Promise<void>): Promise<Refused | null> {
	try {
		await transact();
		return null;
	} catch (error) {
		if (codeOf(error) === uniqueViolation) return otherwise;
		throw error;
	}
}
