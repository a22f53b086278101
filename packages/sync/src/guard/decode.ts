import type * as decoding from 'lib0/decoding';
import * as Y from 'yjs';

/** An update that is not one, or that no honest client would make. */
export class BadUpdate extends Error {
	override readonly name = 'BadUpdate';
}

const deepest = 24;
const badKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Keys that would change what an object inherits once somebody builds one from them. */
export const isBadKey = (key: string): boolean => badKeys.has(key);

function checkPlain(value: unknown, depth: number): void {
	if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
	if (depth > deepest) throw new BadUpdate('nested too deeply');
	if (Array.isArray(value)) {
		for (const one of value) checkPlain(one, depth + 1);
		return;
	}
	// An own `__proto__` of JSON.parse shows in the keys; one that lib0 assigned shows as a changed prototype.
	if (Object.getPrototypeOf(value) !== Object.prototype) throw new BadUpdate('bad key');
	for (const [key, one] of Object.entries(value)) {
		if (isBadKey(key)) throw new BadUpdate('bad key');
		checkPlain(one, depth + 1);
	}
}

/** Yjs' V1 decoder that knows where it ended and lets no dangerous plain value through. */
class CheckedDecoder extends Y.UpdateDecoderV1 {
	static last: CheckedDecoder | null = null;
	constructor(decoder: decoding.Decoder) {
		super(decoder);
		CheckedDecoder.last = this;
	}
	override readAny(): unknown {
		const value: unknown = super.readAny();
		checkPlain(value, 0);
		return value;
	}
	override readJSON(): unknown {
		const value: unknown = super.readJSON();
		checkPlain(value, 0);
		return value;
	}
}

export type DecodedUpdate = ReturnType<typeof Y.decodeUpdate>;
export type Struct = DecodedUpdate['structs'][number];

/**
 * Decodes a V1 update whole. Throws on anything else: bytes left over (so also on V2), cut short, plain values
 * nested too deeply or with keys that poison objects.
 */
export function decodeChecked(update: Uint8Array): DecodedUpdate {
	const decoded = Y.decodeUpdateV2(update, CheckedDecoder);
	const position = CheckedDecoder.last?.restDecoder.pos;
	CheckedDecoder.last = null;
	if (position !== update.byteLength) throw new BadUpdate('bytes left over');
	return decoded;
}
