import {
	dateInZone,
	fieldAt,
	mergeRecords,
	sectionById,
	type CaseRecord,
	type Entry,
	type FieldPath,
	type RoomScope,
} from '@consilium/case-model';
import { untrack } from 'svelte';
import type * as Y from 'yjs';
import { api } from '#lib/api/client.ts';
import type { CaseView, OpenedCase, Override } from '#lib/api/shapes.ts';
import { onCaseEvents } from '#lib/live/case-events.ts';
import { session } from '#lib/live/session.svelte.ts';
import { standingIn } from './access-lost.ts';
import type { Closed, LiveRoom, RoomEvents } from './live-room.ts';
import { judge, type Judgement } from './judgement.ts';
import { peopleHere, type Present } from './presence.ts';
import { refusalWords } from './refusal-words.ts';
import { RoomSet } from './room-set.ts';
import { clockWords, saveWords, type SaveTone } from './save-words.ts';
import { differingLines, sameRecord, shownRecord } from './shown-record.ts';

/** The shortest time between two askings for the whole view. */
const viewPauseMs = 1000;

const syncUrl = (): string => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`;

export interface Unsaved {
	scope: RoomScope;
	code: string;
	words: string;
}

/**
 * The open board of one case: the merged record of every room this person may read, live; what the rules say about it;
 * who is here; and what is saved. Made from the server's answer (good for server rendering); `goLive` opens the rooms.
 */
export class CaseBoard {
	readonly caseId: string;
	readonly me: OpenedCase['me'];
	readonly timeZone: string;
	readonly originCenter: OpenedCase['originCenter'];
	readonly may: OpenedCase['may'];
	team: OpenedCase['team'];
	today: string;
	view: CaseView;
	record: CaseRecord;
	overrides: Override[] = $state.raw([]);
	people: Present[] = $state.raw([]);
	judgement: Judgement;
	/** True while what is shown is not yet what the server has projected: findings are then a draft. */
	draft: boolean;
	save: { text: string; tone: SaveTone } = $state.raw({ text: 'Connecting…', tone: 'busy' });
	/** Set when the server refused a change; the text stays in the tab. */
	unsaved: Unsaved | null = $state.raw(null);
	/** Set when this person may no longer read the case. */
	closed: Closed | null = $state.raw(null);
	offlineSince: number | null = $state.raw(null);
	/** The server has another version of the case's shape or the rules: the page should be loaded anew. */
	otherVersion = $state(false);
	live = $state(false);
	undoable = $state(0);
	rooms: OpenedCase['rooms'];

	readonly #rooms = new RoomSet(syncUrl, (steps) => (this.undoable = steps));
	readonly #events: RoomEvents = {
		onChange: (room) => this.#changed(room),
		onPresence: () => this.#presence(),
		onSaved: (room) => this.#saved(room),
		onRefused: (room, code) => this.#refused(room, code),
		onClosed: (room, why) => this.#onClosed(room, why),
		onOtherVersion: () => (this.otherVersion = true),
	};
	readonly #unsaved = new Map<RoomScope, Unsaved>();
	#frame: number | null = null;
	#savedAt: number | null;
	#networkUp = true;
	#viewAskedAt = 0;
	#viewTimer: ReturnType<typeof setTimeout> | null = null;
	#stops: (() => void)[] = [];

	constructor(opened: OpenedCase) {
		this.caseId = opened.caseId;
		this.me = opened.me;
		this.timeZone = opened.timeZone;
		this.originCenter = opened.originCenter;
		this.may = opened.may;
		this.team = $state.raw(opened.team);
		this.rooms = $state.raw(opened.rooms);
		this.today = $state.raw(opened.today);
		this.view = $state.raw(opened.view);
		this.record = $state.raw(opened.view.record);
		this.draft = $state.raw(false);
		this.judgement = $state.raw(judge(opened.view.record, this.#judgedAs(opened.today, opened.view)));
		this.#savedAt = Date.parse(String(opened.view.updatedAt));
		if (Number.isNaN(this.#savedAt)) this.#savedAt = null;
		this.#say();
	}

	/** Opens the rooms and listens; answers how to stop. Browser only. */
	goLive(): () => void {
		let stopped = false;
		import('./live-room.ts').then(
			({ LiveRoom }) => !stopped && this.#openRooms(LiveRoom),
			() => (this.otherVersion = true),
		);
		const tick = setInterval(() => this.#tick(), 1000);
		this.#stops = [
			() => (stopped = true),
			() => clearInterval(tick),
			this.#followNetwork(),
			session.onRestored(() => this.#rooms.reconnect()),
			onCaseEvents(this.caseId, {
				onEvent: (kind) => {
					if (kind === 'view') this.refetchViewSoon();
					if (kind === 'overrides') void this.refetchOverrides();
					if (kind === 'team' || kind === 'referral') void this.refetchAccess();
				},
				onConnected: () =>
					void Promise.all([this.refetchView(), this.refetchOverrides(), this.refetchAccess()]),
			}),
		];
		return () => this.#close();
	}

	/** Whether this person may write a section here and now. */
	canWrite(sectionId: string): boolean {
		const scope = sectionById(sectionId)?.scope;
		const room = this.rooms.find((one) => one.scope === scope);
		return this.live && !this.closed && !this.unsaved && room?.access === 'write' && !room.locked;
	}

	/** Why a section is not writable, in words; null when it is (or before the page is live). */
	whyReadOnly(sectionId: string): string | null {
		const scope = sectionById(sectionId)?.scope;
		const room = this.rooms.find((one) => one.scope === scope);
		if (!room) return 'You have no access to this part.';
		if (room.locked) return 'Locked while the referral is with the other center.';
		return room.access === 'write' ? null : 'You may read this part, not change it.';
	}

	canRead(sectionId: string): boolean {
		const scope = sectionById(sectionId)?.scope;
		return this.rooms.some((one) => one.scope === scope);
	}

	/** Assigns a whole value to a field. */
	set(path: FieldPath, entry: Entry): void {
		this.#roomOf(path)?.set(path, entry);
	}

	/** Makes a field empty again. */
	clear(path: FieldPath): void {
		this.#roomOf(path)?.clear(path);
	}

	/** Adds a row with its first values as one change. */
	addRow(sectionId: string, rowId: string, entries: Record<string, Entry>): void {
		this.#rooms.ofSection(sectionId)?.addRow(sectionId, rowId, entries);
	}

	removeRow(sectionId: string, rowId: string): void {
		this.#rooms.ofSection(sectionId)?.removeRow(sectionId, rowId);
	}

	restoreRow(sectionId: string, rowId: string): void {
		this.#rooms.ofSection(sectionId)?.restoreRow(sectionId, rowId);
	}

	/** The rich text of a prose field with the room it lives in; null before its room has loaded. */
	prose(path: FieldPath): { fragment: Y.XmlFragment; room: LiveRoom } | null {
		const room = this.#roomOf(path);
		return room?.loaded ? { fragment: room.prose(path), room } : null;
	}

	/** Takes back this person's last change, wherever on the board it was. */
	undo(): boolean {
		return this.#rooms.undo();
	}

	/** Tells the others which field or section this person is in; null when in none. */
	attend(path: FieldPath | null, section: string | null): void {
		this.#rooms.attend(path, section);
	}

	/** Gives up the changes of the room that refused one and takes the server's state; the person has been shown the texts. */
	startOver(): void {
		if (!this.unsaved) return;
		const { scope } = this.unsaved;
		this.#rooms.openAnew(scope, this.rooms, this.#events);
		this.#nothingUnsaved(scope);
		this.#refresh();
	}

	/** A time of day on the reader's clock; on the case's while the server draws the page. */
	clock(ms: number): string {
		return clockWords(ms, this.live ? undefined : this.timeZone);
	}

	/** Asks for the server's view, at most once in a while: while people type it changes all the time. */
	refetchViewSoon(): void {
		this.#viewTimer ??= setTimeout(
			() => {
				this.#viewTimer = null;
				void this.refetchView();
			},
			Math.max(0, this.#viewAskedAt + viewPauseMs - Date.now()),
		);
	}

	async refetchView(): Promise<void> {
		this.#viewAskedAt = Date.now();
		try {
			this.view = await api.cases.view.query({ caseId: this.caseId });
			this.#refresh();
		} catch {
			// The connection's own state already tells the person; the next event asks again.
		}
	}

	async refetchOverrides(): Promise<void> {
		try {
			this.overrides = await api.findings.overrides.query({ caseId: this.caseId });
		} catch {
			// As above.
		}
	}

	async refetchAccess(): Promise<void> {
		try {
			this.#allowed(await api.cases.open.query({ caseId: this.caseId }));
		} catch {
			// As above.
		}
	}

	/** What this person may do here, as the server says now. It never asks a closed room for what waits: say so. */
	#allowed({ rooms, team }: Pick<OpenedCase, 'rooms' | 'team'>): void {
		this.rooms = rooms;
		this.team = team;
		for (const { id, access, locked } of rooms)
			for (const room of this.#rooms.waitingIn(id))
				if (locked || access === 'read') this.#notSaved(room, locked ? 'locked' : 'read-only');
	}

	/** From here on the board can be written: before, nothing that is typed would have a place. */
	#openRooms(Room: typeof LiveRoom): void {
		this.#rooms.open(Room, this.rooms, this.#events);
		this.live = true;
		this.#say();
	}

	#roomOf(path: FieldPath): LiveRoom | undefined {
		const section = fieldAt(path)?.section.id;
		return section === undefined ? undefined : this.#rooms.ofSection(section);
	}

	#changed(_room: LiveRoom): void {
		this.#say();
		this.#frame ??= requestAnimationFrame(() => {
			this.#frame = null;
			this.#refresh();
		});
	}

	/** The record from the open documents (the server's view where a room has not loaded yet), and its judgement. */
	#refresh(): void {
		const { loaded } = this.#rooms;
		const merged = mergeRecords(loaded.map((room) => room.reading.record));
		const record = shownRecord(this.view.record, merged, new Set(loaded.map((room) => room.scope)));
		untrack(() => {
			this.record = record;
			this.draft = !sameRecord(record, this.view.record);
			this.judgement = judge(record, this.#judgedAs(this.today, this.view), this.judgement);
		});
	}

	#judgedAs(today: string, view: CaseView) {
		return {
			today,
			timeZone: this.timeZone,
			conflicted: new Set(view.conflicts.map((conflict) => conflict.path)),
			unreadable: new Set(view.unreadable.map((one) => one.path)),
		};
	}

	#presence(): void {
		this.people = peopleHere(this.#rooms.presence, this.#rooms.clientIds, this.me.personId);
	}

	#saved(room: LiveRoom): void {
		this.#savedAt = Date.now();
		// What was refused has been taken after all: the room was unlocked, or the right came back.
		if (room.ledger.waiting === 0) this.#nothingUnsaved(room.scope);
		else this.#say();
	}

	#refused(room: LiveRoom, code: string): void {
		if (code === 'resync') return;
		this.#notSaved(room, code);
	}

	#notSaved(room: LiveRoom, code: string): void {
		this.unsaved = { scope: room.scope, code, words: refusalWords(code) };
		this.#unsaved.set(room.scope, this.unsaved);
		this.#say();
	}

	#nothingUnsaved(scope: RoomScope): void {
		this.#unsaved.delete(scope);
		this.unsaved = [...this.#unsaved.values()].at(-1) ?? null;
		this.#say();
	}

	#onClosed(room: LiveRoom, why: Closed): void {
		if (why === 'signed-out') session.ended();
		else if (why === 'too-fast') setTimeout(() => room.connect(), 5000);
		else if (why === 'revoked' || why === 'not-found') void this.#accessLost(room, why);
		else if (!this.#unsaved.has(room.scope)) this.#notSaved(room, why);
		this.#say();
	}

	/** One room closed on us. Only the server's word closes the case; whatever is not saved stays to be copied. */
	async #accessLost(room: LiveRoom, why: Closed): Promise<void> {
		const standing = await standingIn(room.id, () => api.cases.open.query({ caseId: this.caseId }));
		if (standing.is === 'signed-out') return session.ended();
		if (standing.is === 'unknown') return void setTimeout(() => room.connect(), 5000);
		if (standing.is === 'case-gone') this.closed = why;
		if (standing.is === 'kept' || standing.is === 'room-gone') this.#allowed(standing.opened);
		if (standing.is === 'kept') setTimeout(() => room.connect(), 1000);
		else if (room.ledger.waiting > 0) this.#notSaved(room, why);
		else if (standing.is === 'room-gone') this.#rooms.drop(room);
		this.#say();
	}

	/** The browser notices a lost or returned network before a socket does. */
	#followNetwork(): () => void {
		const gone = new AbortController();
		const { signal } = gone;
		window.addEventListener('offline', () => this.#setNetwork(false), { signal });
		window.addEventListener('online', () => this.#setNetwork(true), { signal });
		return () => gone.abort();
	}

	#setNetwork(up: boolean): void {
		this.#networkUp = up;
		if (up) this.#rooms.reconnect();
		this.#say();
	}

	#tick(): void {
		this.#say();
		// What waits long may wait for a right that is gone, and the event that said so may have been missed.
		const waits = Date.now() - (this.#rooms.waitingSince ?? Infinity);
		if (waits > 3000 && this.#networkUp && !this.unsaved) void this.refetchAccess();
		const today = dateInZone(Date.now(), this.timeZone);
		if (today === this.today) return;
		this.today = today;
		this.#refresh();
	}

	#say(): void {
		const connected = this.#rooms.allConnected && (this.#networkUp || this.waiting === 0);
		const started = this.#rooms.size > 0 && this.#rooms.loaded.length === this.#rooms.size;
		this.offlineSince = connected || !started ? null : (this.offlineSince ?? Date.now());
		const words = saveWords(
			{
				connected: connected || this.#rooms.size === 0,
				waiting: this.waiting,
				waitingSince: this.#rooms.waitingSince,
				savedAt: this.#savedAt,
				refused: this.unsaved?.words ?? null,
				now: Date.now(),
			},
			this.live ? undefined : this.timeZone,
		);
		if (words.text !== this.save.text || words.tone !== this.save.tone) this.save = words;
	}

	#close(): void {
		for (const stop of this.#stops) stop();
		if (this.#viewTimer !== null) clearTimeout(this.#viewTimer);
		this.#rooms.close();
		if (this.#frame !== null) cancelAnimationFrame(this.#frame);
		this.live = false;
	}

	/** Changes in this tab that are not known to be committed. */
	get waiting(): number {
		return this.#rooms.waiting;
	}

	/** What this tab holds and the server's view does not, as plain lines to copy before giving it up. */
	unsavedText(): string {
		return differingLines(this.record, this.view.record).join('\n');
	}
}
