import {
	clearEntry,
	newRow,
	proseFragment,
	readCaseDoc,
	removeRow,
	restoreRow,
	setEntry,
} from '@consilium/case-doc';
import { caseShape, type Entry, type FieldPath, type RoomScope } from '@consilium/case-model';
import { ruleSet } from '@consilium/prrt-rules';
import * as decoding from 'lib0/decoding';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { SaveLedger } from './save-ledger.ts';
import { countedSocket } from './counted-socket.ts';

const frame = { auth: 2, saved: 100, refused: 101, hello: 102 };

/** Why a room stays closed, from the close code (SYNC "Wire"). */
export type Closed = 'signed-out' | 'revoked' | 'not-found' | 'too-large' | 'too-fast' | 'bad-frame';
const closedBy: Record<number, Closed> = {
	4400: 'bad-frame',
	4401: 'signed-out',
	4403: 'revoked',
	4404: 'not-found',
	4413: 'too-large',
	4429: 'too-fast',
};

export interface RoomEvents {
	/** The content, the connection or the save state changed; ask again for what you show. */
	onChange(room: LiveRoom): void;
	/** Who is here or where they are changed. */
	onPresence(): void;
	/** The server committed this tab's changes up to a log position. */
	onSaved(room: LiveRoom, seq: number): void;
	/** The server refused a change by name; it is kept in this tab. */
	onRefused(room: LiveRoom, code: string): void;
	onClosed(room: LiveRoom, why: Closed): void;
	/** The server works with other versions of the case's shape or the rules than this page. */
	onOtherVersion(): void;
}

/** The origin of this tab's own edits; undo follows it. */
export const mine = Symbol('this tab');

/** One room of the case, open: its document, its connection, and what of it is saved. Browser only; fetched after the page. */
export class LiveRoom {
	readonly id: string;
	readonly scope: RoomScope;
	readonly doc = new Y.Doc();
	readonly provider: WebsocketProvider;
	readonly ledger = new SaveLedger();
	readonly undo: Y.UndoManager;
	/** True from the first complete answer of the server on: before it, the document says nothing. */
	loaded = false;
	connected = false;
	/** When (ms) the oldest unsaved change was made. */
	waitingSince: number | null = null;
	/** The newest log position known to hold this tab's changes. */
	savedSeq = 0;
	readonly #events: RoomEvents;
	#reading: ReturnType<typeof readCaseDoc> | null = null;
	#isClosed = false;

	constructor(room: { id: string; scope: RoomScope }, url: string, events: RoomEvents) {
		this.id = room.id;
		this.scope = room.scope;
		this.#events = events;
		this.undo = new Y.UndoManager(this.doc.getMap('fields'), {
			trackedOrigins: new Set([mine]),
			captureTimeout: 0,
		});
		// Before the provider's own listener, so that a change is counted before it is sent.
		this.doc.on('update', (_update, origin) => this.#changed(origin));
		this.provider = new WebsocketProvider(url, room.id, this.doc, {
			connect: false,
			disableBc: true,
			params: { ack: '1' },
			maxBackoffTime: 15_000 + Math.random() * 5000,
			WebSocketPolyfill: countedSocket((kind) => this.ledger.sent(kind)),
		});
		this.#listen();
	}

	/** What the document holds now; read once per change. */
	get reading(): ReturnType<typeof readCaseDoc> {
		this.#reading ??= readCaseDoc(this.doc, { scope: this.scope });
		return this.#reading;
	}

	/** Assigns a whole value to a field. This and what follows is each one change of this person, undoable on its own. */
	set(path: FieldPath, entry: Entry): void {
		this.#edit((doc) => setEntry(doc, path, entry));
	}

	clear(path: FieldPath): void {
		this.#edit((doc) => clearEntry(doc, path));
	}

	addRow(sectionId: string, rowId: string, entries: Record<string, Entry>): void {
		this.#edit((doc) => newRow(doc, sectionId, rowId, entries));
	}

	removeRow(sectionId: string, rowId: string): void {
		this.#edit((doc) => removeRow(doc, sectionId, rowId));
	}

	restoreRow(sectionId: string, rowId: string): void {
		this.#edit((doc) => restoreRow(doc, sectionId, rowId));
	}

	/** The rich text of a prose field. */
	prose(path: FieldPath): Y.XmlFragment {
		return proseFragment(this.doc, path);
	}

	/** Nothing once the room is closed here: a late second try must not open it again. */
	connect(): void {
		if (!this.#isClosed) this.provider.connect();
	}

	/** Connects at once instead of after the back-off. */
	reconnect(): void {
		this.provider.disconnect();
		this.connect();
	}

	close(): void {
		this.#isClosed = true;
		this.provider.destroy();
		this.undo.destroy();
		this.doc.destroy();
	}

	#edit(edit: (doc: Y.Doc) => void): void {
		this.doc.transact(() => edit(this.doc), mine);
	}

	#changed(origin: unknown): void {
		this.#reading = null;
		if (origin !== this.provider) {
			this.ledger.changed();
			this.waitingSince ??= Date.now();
		}
		this.#events.onChange(this);
	}

	#listen(): void {
		const { provider } = this;
		provider.on('status', ({ status }) => this.#status(status));
		provider.on('sync', (synced) => {
			this.loaded ||= synced;
			this.#events.onChange(this);
		});
		provider.on('closed', ({ code }) => this.#events.onClosed(this, closedBy[code] ?? 'bad-frame'));
		provider.awareness.on('change', () => this.#events.onPresence());
		provider.messageHandlers[frame.auth] = () => undefined;
		provider.messageHandlers[frame.hello] = (_encoder, decoder) => this.#hello(decoder);
		provider.messageHandlers[frame.saved] = (_encoder, decoder) => this.#saved(decoder);
		provider.messageHandlers[frame.refused] = (_encoder, decoder) => this.#refused(decoder);
	}

	#status(status: 'connected' | 'disconnected' | 'connecting'): void {
		this.connected = status === 'connected';
		if (status === 'disconnected') this.ledger.closed();
		if (status === 'connected' && this.ledger.waiting > 0) this.waitingSince = Date.now();
		this.#events.onChange(this);
	}

	#saved(decoder: decoding.Decoder): void {
		this.ledger.saved(decoding.readVarUint(decoder));
		this.savedSeq = Math.max(this.savedSeq, decoding.readVarUint(decoder));
		this.waitingSince = this.ledger.waiting > 0 ? Date.now() : null;
		this.#events.onSaved(this, this.savedSeq);
	}

	#hello(decoder: decoding.Decoder): void {
		const [shape, rules] = [decoding.readVarString(decoder), decoding.readVarString(decoder)];
		const same = shape === caseShape.fingerprint && rules === `${ruleSet.id}@${ruleSet.version}`;
		if (!same) this.#events.onOtherVersion();
	}

	#refused(decoder: decoding.Decoder): void {
		const changes = this.ledger.refused(decoding.readVarUint(decoder));
		const code = decoding.readVarString(decoder);
		if (changes > 0) this.#events.onRefused(this, code);
	}
}
