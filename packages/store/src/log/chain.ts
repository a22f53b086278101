import { createHash } from 'node:crypto';

/** One log row as the chain sees it. */
export interface LogLink {
	seq: number;
	at: Date;
	authorId: string;
	centerId: string;
	sessionId: string;
	seen: number | null;
	update: Uint8Array;
}

const sha256 = (...parts: Uint8Array[]): Uint8Array => {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part);
	return new Uint8Array(hash.digest());
};

/** Eight bytes, big endian. */
export const int8 = (value: number): Uint8Array => {
	const bytes = Buffer.alloc(8);
	bytes.writeBigInt64BE(BigInt(value));
	return bytes;
};

/** UTF-8 with its length in four bytes before it, so that no two lists of texts give the same bytes. */
export const framedText = (value: string): Uint8Array => {
	const text = Buffer.from(value, 'utf8');
	const bytes = Buffer.alloc(4 + text.length);
	bytes.writeInt32BE(text.length);
	text.copy(bytes, 4);
	return bytes;
};

/** What the first row of a room's log covers instead of a row before it. */
export const logSeed = (roomId: string): Uint8Array =>
	sha256(Buffer.from(`consilium case log ${roomId}`, 'utf8'));

/** The hash of a row, given the hash of the row before it (or the seed). */
export const logHash = (before: Uint8Array, row: LogLink): Uint8Array =>
	sha256(
		before,
		int8(row.seq),
		int8(row.at.getTime()),
		framedText(row.authorId),
		framedText(row.centerId),
		framedText(row.sessionId),
		framedText(row.seen === null ? '' : String(row.seen)),
		row.update,
	);

/** A snapshot's hash: it stands for this room, this number, this history and these bytes. */
export const snapshotHash = (
	at: { roomId: string; seq: number; logHash: Uint8Array },
	update: Uint8Array,
): Uint8Array => sha256(framedText(`consilium snapshot ${at.roomId}`), int8(at.seq), at.logHash, update);

/** Same length and same bytes. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
