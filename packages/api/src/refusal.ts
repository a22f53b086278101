import type { Outcome, RefusalCode, Refused } from '@consilium/board';
import { TRPCError } from '@trpc/server';
import { ZodError } from 'zod';

type TrpcCode = TRPCError['code'];

const codes: Record<RefusalCode, TrpcCode> = {
	'not-found': 'NOT_FOUND',
	'not-allowed': 'FORBIDDEN',
	'wrong-state': 'CONFLICT',
	stale: 'CONFLICT',
	invalid: 'BAD_REQUEST',
	incomplete: 'PRECONDITION_FAILED',
	'wrong-password': 'FORBIDDEN',
	'slow-down': 'TOO_MANY_REQUESTS',
};

/** What a refused call carries to the page. */
export interface Refusal {
	code: RefusalCode;
	message: string;
	fields?: Record<string, string>;
	retryAfterSeconds?: number;
}

class RefusedError extends Error {
	readonly refusal: Refusal;
	constructor({ code, message, fields, retryAfterSeconds }: Refused) {
		super(message);
		this.refusal = {
			code,
			message,
			...(fields && { fields }),
			...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
		};
	}
}

/** A refusal as the tRPC error that the table gives for its code. */
export function errorOf(refused: Refused): TRPCError {
	const { code, message } = refused;
	return new TRPCError({ code: codes[code], message, cause: new RefusedError(refused) });
}

/** The value of an outcome; a refusal is thrown. */
export function valueOf<T>(outcome: Outcome<T>): T {
	if (outcome.ok) return outcome.value;
	throw errorOf(outcome);
}

function ofInput(error: ZodError): Refusal {
	const fields = error.issues.map((issue) => [issue.path.join('.') || 'input', issue.message] as const);
	const [first] = fields;
	const message = first
		? `What was sent cannot be used: ${first[0]} ${first[1]}.`
		: 'What was sent cannot be used.';
	return { code: 'invalid', message, fields: Object.fromEntries(fields) };
}

/** The refusal inside an error; null for what is none (nobody signed in, a bug). */
export function refusalIn(error: TRPCError): Refusal | null {
	if (error.cause instanceof RefusedError) return error.cause.refusal;
	return error.code === 'BAD_REQUEST' && error.cause instanceof ZodError ? ofInput(error.cause) : null;
}
