/** Every way in which a command can be refused. Each is a value; anything else that goes wrong is a bug and throws. */
export const refusalCodes = [
	/** There is no such thing, or it is not yours: deliberately the same answer. */
	'not-found',
	/** The thing is yours to see, and this role may not do that with it. */
	'not-allowed',
	/** The thing is in a state in which this cannot be done. */
	'wrong-state',
	/** Somebody else changed it since you read it. */
	'stale',
	/** What was sent cannot be used as it is; `fields` says where. */
	'invalid',
	/** Something that must be there is missing: signing needs every blank filled. */
	'incomplete',
	/** The password given to confirm a signature is not right. */
	'wrong-password',
	/** Too many tries; `retryAfterSeconds` says when again. */
	'slow-down',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export interface Refused {
	ok: false;
	code: RefusalCode;
	/** A sentence for the person who asked; never names a patient. */
	message: string;
	/** What to mend, by field name. */
	fields?: Record<string, string>;
	retryAfterSeconds?: number;
}

export interface Done<T> {
	ok: true;
	value: T;
}

export type Outcome<T> = Done<T> | Refused;

export function refused(code: RefusalCode, message: string, fields?: Record<string, string>): Refused {
	return { ok: false, code, message, ...(fields && { fields }) };
}

export function done<T>(value: T): Done<T> {
	return { ok: true, value };
}

/** One answer for what does not exist and for what is not yours. */
export const notFound: Refused = refused('not-found', 'There is nothing here that you can see.');
