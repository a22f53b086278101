import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { writePermissionDenied } from 'y-protocols/auth';
import {
	messageYjsSyncStep1,
	messageYjsSyncStep2,
	messageYjsUpdate,
	writeSyncStep1,
	writeUpdate,
} from 'y-protocols/sync';
import type * as Y from 'yjs';

const SYNC = 0;
const AWARENESS = 1;
const AUTH = 2;
const QUERY_AWARENESS = 3;
const SAVED = 100;
const REFUSED = 101;
const HELLO = 102;

/** Why an update was not taken. Told to the author by name; the text stays in the author's tab. */
export const refusalCodes = [
	/** This connection may only read. */
	'read-only',
	/** The room is closed to edits now. */
	'locked',
	/** Not a V1 update, or one that would damage the document. */
	'malformed',
	/** It builds on something the room does not have; the server asks for it by SyncStep1. */
	'resync',
	/** It would cost more than one update may. */
	'limit',
	'too-large',
	/** Its client id belongs to somebody else in this room. */
	'client-taken',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** 4400–4499 are final for a stock client, 4500–4599 and the protocol's own are retried. */
export const closeCodes = {
	malformed: 4400,
	signedOut: 4401,
	revoked: 4403,
	notFound: 4404,
	tooLarge: 4413,
	tooFast: 4429,
	retry: 4503,
	restart: 1012,
	tooSlow: 1013,
} as const;

export type Frame =
	| { readonly kind: 'step1'; readonly stateVector: Uint8Array }
	| { readonly kind: 'step2' | 'update'; readonly update: Uint8Array }
	| { readonly kind: 'awareness'; readonly states: Uint8Array }
	| { readonly kind: 'query-awareness' }
	| {
			readonly kind: 'hello';
			readonly caseShape: string;
			readonly ruleSet: string;
			readonly clientId: number;
	  };

function syncFrame(decoder: decoding.Decoder): Frame | null {
	const step = decoding.readVarUint(decoder);
	const payload = decoding.readVarUint8Array(decoder);
	if (step === messageYjsSyncStep1) return { kind: 'step1', stateVector: payload };
	if (step === messageYjsSyncStep2) return { kind: 'step2', update: payload };
	return step === messageYjsUpdate ? { kind: 'update', update: payload } : null;
}

function helloFrame(decoder: decoding.Decoder): Frame {
	const caseShape = decoding.readVarString(decoder);
	const ruleSet = decoding.readVarString(decoder);
	return { kind: 'hello', caseShape, ruleSet, clientId: decoding.readVarUint(decoder) };
}

function bodyOf(decoder: decoding.Decoder): Frame | null {
	switch (decoding.readVarUint(decoder)) {
		case SYNC:
			return syncFrame(decoder);
		case AWARENESS:
			return { kind: 'awareness', states: decoding.readVarUint8Array(decoder) };
		case QUERY_AWARENESS:
			return { kind: 'query-awareness' };
		case HELLO:
			return helloFrame(decoder);
		default:
			return null;
	}
}

/** A client's frame, or null when it is none: unknown type, cut short, or with bytes left over. */
export function readFrame(bytes: Uint8Array): Frame | null {
	const decoder = decoding.createDecoder(bytes);
	try {
		const frame = bodyOf(decoder);
		return decoding.hasContent(decoder) ? null : frame;
	} catch {
		return null;
	}
}

/** True when the frame would count as a sync message: the first byte is enough. */
export const isSyncFrame = (bytes: Uint8Array): boolean => bytes[0] === SYNC;

const frame = (write: (encoder: encoding.Encoder) => void): Uint8Array => {
	const encoder = encoding.createEncoder();
	write(encoder);
	return encoding.toUint8Array(encoder);
};

/** Asks for what the document does not have. */
export const step1Frame = (doc: Y.Doc): Uint8Array =>
	frame((encoder) => {
		encoding.writeVarUint(encoder, SYNC);
		writeSyncStep1(encoder, doc);
	});

/** Answers a SyncStep1 with an update that was encoded before, so that one encoding serves many joins. */
export const step2Frame = (update: Uint8Array): Uint8Array =>
	frame((encoder) => {
		encoding.writeVarUint(encoder, SYNC);
		encoding.writeVarUint(encoder, messageYjsSyncStep2);
		encoding.writeVarUint8Array(encoder, update);
	});

export const updateFrame = (update: Uint8Array): Uint8Array =>
	frame((encoder) => {
		encoding.writeVarUint(encoder, SYNC);
		writeUpdate(encoder, update);
	});

/** Presence states, each already encoded as client id, clock, JSON. None at all is a keep-alive. */
export const awarenessFrame = (states: readonly Uint8Array[]): Uint8Array =>
	frame((encoder) => {
		const size = states.reduce((sum, state) => sum + state.byteLength, 0);
		encoding.writeVarUint(encoder, AWARENESS);
		encoding.writeVarUint(encoder, size + lengthOf(states.length));
		encoding.writeVarUint(encoder, states.length);
		for (const state of states) encoding.writeUint8Array(encoder, state);
	});

const lengthOf = (value: number): number =>
	frame((encoder) => encoding.writeVarUint(encoder, value)).byteLength;

export const authDeniedFrame = (reason: string): Uint8Array =>
	frame((encoder) => {
		encoding.writeVarUint(encoder, AUTH);
		writePermissionDenied(encoder, reason);
	});

/** Sync frames 1 to `count` of this connection are settled: durable at `seq` or before, or refused by name earlier. */
export const savedFrame = (count: number, seq: number): Uint8Array =>
	frame((encoder) => {
		encoding.writeVarUint(encoder, SAVED);
		encoding.writeVarUint(encoder, count);
		encoding.writeVarUint(encoder, seq);
	});

/** Sync frame number `count` of this connection was not taken. */
export const refusedFrame = (count: number, code: RefusalCode): Uint8Array =>
	frame((encoder) => {
		encoding.writeVarUint(encoder, REFUSED);
		encoding.writeVarUint(encoder, count);
		encoding.writeVarString(encoder, code);
	});

export const helloReply = (versions: { caseShape: string; ruleSet: string }, nowMs: number): Uint8Array =>
	frame((encoder) => {
		encoding.writeVarUint(encoder, HELLO);
		encoding.writeVarString(encoder, versions.caseShape);
		encoding.writeVarString(encoder, versions.ruleSet);
		encoding.writeVarUint(encoder, nowMs);
	});
