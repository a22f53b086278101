import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Limits } from '../limits.ts';
import type { Member } from '../ports.ts';
import { awarenessFrame } from '../wire.ts';
import { colorOf } from './color.ts';

/** A connection as far as presence goes. */
export interface Present {
	readonly sessionId: string;
	readonly who: Member;
	send(frame: Uint8Array): void;
}

/**
 * Who is here and in which field. What a client says of itself is cut to `field`, `section` and `cursor`; who it is
 * comes from its session. A client id belongs to the socket that used it first, until that socket goes; the same
 * session may take it over with its first word (a tab that comes back before its old socket is known to be dead).
 * Stock clients repeat everything they hear, so a socket is told of its own session only after that first word.
 */
export interface Presence {
	/** False when the bytes are no presence update. Entries for other sockets' ids are dropped without a word. */
	receive(from: Present, states: Uint8Array): boolean;
	/** Binds a client id before its first state; false when it is another socket's. */
	claim(from: Present, clientId: number): boolean;
	/** Everybody else, for one who comes or asks. */
	tell(to: Present): void;
	/** What `who` says has changed. */
	rename(of: Present): void;
	leave(from: Present): void;
	close(): void;
}

interface Entry {
	owner: Present;
	/** The last clock of the client itself; older news of it is dropped. */
	heard: number;
	/** The clock told to others: later than any told before, also across a restart and for one who comes back. */
	told: number;
	state: Record<string, unknown> | null;
}

const mostStates = 1_000;
const kept = ['field', 'section', 'cursor'] as const;
const epoch = Date.UTC(2025, 0, 1);

interface Heard {
	readonly clientId: number;
	readonly clock: number;
	readonly json: Uint8Array;
}

function readStates(bytes: Uint8Array): Heard[] {
	const decoder = decoding.createDecoder(bytes);
	const count = decoding.readVarUint(decoder);
	if (count > mostStates) throw new RangeError('too many states');
	const heard: Heard[] = [];
	for (let index = 0; index < count; index++) {
		const clientId = decoding.readVarUint(decoder);
		const clock = decoding.readVarUint(decoder);
		heard.push({ clientId, clock, json: decoding.readVarUint8Array(decoder) });
	}
	if (decoding.hasContent(decoder)) throw new RangeError('bytes left over');
	return heard;
}

const text = new TextDecoder('utf-8', { fatal: true });

function readState(json: Uint8Array): Record<string, unknown> | null {
	const state: unknown = JSON.parse(text.decode(json));
	if (state === null) return null;
	if (typeof state !== 'object' || Array.isArray(state)) throw new TypeError('a state is an object');
	const said = new Map(Object.entries(state));
	return Object.fromEntries(kept.filter((key) => said.has(key)).map((key) => [key, said.get(key)]));
}

function userOf(who: Member): Record<string, unknown> {
	const { personId, name, initials, role, centerId, centerName, centerKind } = who;
	return { id: personId, name, initials, role, centerId, centerName, centerKind, color: colorOf(personId) };
}

function encodeState(clientId: number, entry: Entry): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, clientId);
	encoding.writeVarUint(encoder, entry.told);
	encoding.writeVarString(
		encoder,
		JSON.stringify(entry.state === null ? null : { ...entry.state, user: userOf(entry.owner.who) }),
	);
	return encoding.toUint8Array(encoder);
}

export function createPresence(peers: ReadonlySet<Present>, limits: Limits, now: () => number): Presence {
	const entries = new Map<number, Entry>();
	const changed = new Set<number>();
	const introduced = new WeakSet<Present>();
	let timer: NodeJS.Timeout | undefined;

	/** Nobody gets its own state back: it would undo what was typed since. */
	const mayHear = (peer: Present, owner: Present): boolean =>
		peer !== owner && (introduced.has(peer) || peer.sessionId !== owner.sessionId);
	const flush = (): void => {
		timer = undefined;
		const news = [...changed].flatMap((id) => {
			const entry = entries.get(id);
			return entry ? [{ owner: entry.owner, bytes: encodeState(id, entry) }] : [];
		});
		for (const id of changed) if (entries.get(id)?.state === null) entries.delete(id);
		changed.clear();
		const forAll = awarenessFrame(news.map((one) => one.bytes));
		for (const peer of peers) {
			const forOne = news.filter((one) => mayHear(peer, one.owner));
			if (forOne.length === news.length) peer.send(forAll);
			else if (forOne.length > 0) peer.send(awarenessFrame(forOne.map((one) => one.bytes)));
		}
	};
	const tell = (to: Present, isWanted: (owner: Present) => boolean): void => {
		const told = [...entries].filter(
			([, { owner, state }]) => state !== null && mayHear(to, owner) && isWanted(owner),
		);
		for (const [, entry] of told) entry.told = Math.max(entry.told + 1, now() - epoch);
		if (told.length > 0) to.send(awarenessFrame(told.map(([id, entry]) => encodeState(id, entry))));
	};
	const introduce = (peer: Present): void => {
		if (introduced.has(peer)) return;
		introduced.add(peer);
		tell(peer, (owner) => owner.sessionId === peer.sessionId);
	};
	const mark = (id: number, entry: Entry): void => {
		entry.told = Math.max(entry.told + 1, now() - epoch);
		changed.add(id);
		timer ??= setTimeout(flush, limits.presenceWindowMs);
	};
	const idsOf = (owner: Present): number[] =>
		[...entries].flatMap(([id, one]) => (one.owner === owner ? [id] : []));

	/** True where this socket may speak for the id: its own, nobody's, or its session's before its first word is over. */
	const maySpeakFor = (from: Present, owner: Present | undefined): boolean =>
		owner === undefined || owner === from || (owner.sessionId === from.sessionId && !introduced.has(from));
	/** The entry of a client id for this socket; null when it is somebody else's or the socket has enough. */
	const entryFor = (from: Present, id: number): Entry | null => {
		const entry = entries.get(id);
		if (entry?.owner === from) return entry;
		if (!maySpeakFor(from, entry?.owner) || idsOf(from).length >= limits.presenceIdsPerSocket) return null;
		const fresh: Entry = { owner: from, heard: -1, told: entry?.told ?? 0, state: entry?.state ?? null };
		entries.set(id, fresh);
		return fresh;
	};
	/** True when the socket spoke for itself. */
	const hear = (from: Present, { clientId, clock, json }: Heard): boolean => {
		const owner = entries.get(clientId)?.owner;
		if (!maySpeakFor(from, owner) || json.byteLength > limits.presenceStateBytes) return false;
		const state = readState(json);
		if (state === null && owner !== from) return false;
		const entry = entryFor(from, clientId);
		if (!entry || (state !== null && clock <= entry.heard)) return false;
		entry.heard = clock;
		entry.state = state;
		mark(clientId, entry);
		return true;
	};

	return {
		receive: (from, states) => {
			try {
				const spoke = readStates(states).map((heard) => hear(from, heard));
				if (spoke.includes(true)) introduce(from);
				return true;
			} catch {
				return false;
			}
		},
		claim: (from, clientId) => entryFor(from, clientId) !== null,
		tell: (to) => tell(to, () => true),
		rename: (of) => {
			for (const id of idsOf(of)) {
				const entry = entries.get(id);
				if (entry?.state) mark(id, entry);
			}
		},
		leave: (from) => {
			for (const id of idsOf(from)) {
				const entry = entries.get(id);
				if (!entry) continue;
				if (entry.state === null) {
					entries.delete(id);
					continue;
				}
				entry.state = null;
				mark(id, entry);
			}
		},
		close: () => clearTimeout(timer),
	};
}
