import type { Room } from '#lib/api/shapes.ts';
import { sectionById, type RoomScope } from '@consilium/case-model';
import type { LiveRoom, RoomEvents } from './live-room.ts';

type RoomRef = Pick<Room, 'id' | 'scope'>;

/** The open rooms of one case as one thing. Browser only; empty until `open`. */
export class RoomSet {
	#rooms: LiveRoom[] = [];
	#Room: typeof LiveRoom | null = null;
	#undoOrder: LiveRoom[] = [];
	readonly #syncUrl: () => string;
	readonly #onUndoable: (steps: number) => void;

	/** `syncUrl` is asked when a room is opened. */
	constructor(syncUrl: () => string, onUndoable: (steps: number) => void) {
		this.#syncUrl = syncUrl;
		this.#onUndoable = onUndoable;
	}

	/** `Room` is given here because documents and their connection are fetched after the page. */
	open(Room: typeof LiveRoom, rooms: readonly RoomRef[], events: RoomEvents): void {
		this.#Room = Room;
		for (const room of rooms) this.#start(room, events);
	}

	/**
	 * Gives up what this tab alone has of one room and takes the server's content; the other rooms and what waits in
	 * them stay. A room that is not among `rooms` any more is closed.
	 */
	openAnew(scope: RoomScope, rooms: readonly RoomRef[], events: RoomEvents): void {
		for (const room of this.#rooms.filter((one) => one.scope === scope)) this.drop(room);
		for (const room of rooms.filter((one) => one.scope === scope)) this.#start(room, events);
	}

	/** Closes one room for good. */
	drop(room: LiveRoom): void {
		this.#rooms = this.#rooms.filter((one) => one !== room);
		this.#undoOrder = this.#undoOrder.filter((one) => one !== room);
		room.close();
		this.#onUndoable(this.#undoOrder.length);
	}

	close(): void {
		for (const room of this.#rooms) room.close();
		this.#rooms = [];
		this.#undoOrder = [];
		this.#onUndoable(0);
	}

	/** Connects whatever is closed; rooms with unsaved changes also anew, for their line may be dead unnoticed. */
	reconnect(): void {
		for (const room of this.#rooms) if (!room.connected || room.ledger.waiting > 0) room.reconnect();
	}

	ofSection(sectionId: string): LiveRoom | undefined {
		const scope = sectionById(sectionId)?.scope;
		return this.#rooms.find((room) => room.scope === scope);
	}

	get size(): number {
		return this.#rooms.length;
	}

	/** Rooms whose document says something; before that the server's view speaks for them. */
	get loaded(): LiveRoom[] {
		return this.#rooms.filter((room) => room.loaded);
	}

	get allConnected(): boolean {
		return this.#rooms.length > 0 && this.#rooms.every((room) => room.connected);
	}

	/** Changes of this tab not known to be committed. */
	get waiting(): number {
		return this.#rooms.reduce((sum, room) => sum + room.ledger.waiting, 0);
	}

	/** The room with this id, where changes of this tab wait in it. */
	waitingIn(id: string): LiveRoom[] {
		return this.#rooms.filter((room) => room.id === id && room.ledger.waiting > 0);
	}

	/** Since when (ms) the oldest of them waits. */
	get waitingSince(): number | null {
		const since = this.#rooms.map((room) => room.waitingSince).filter((ms) => ms !== null);
		return since.length > 0 ? Math.min(...since) : null;
	}

	get clientIds(): Set<number> {
		return new Set(this.#rooms.map((room) => room.doc.clientID));
	}

	get presence(): Map<number, unknown>[] {
		return this.#rooms.map((room) => room.provider.awareness.getStates());
	}

	/** Says where this person is, in the room of that section only. */
	attend(path: string | null, section: string | null): void {
		const scope: RoomScope | undefined = section === null ? undefined : sectionById(section)?.scope;
		for (const room of this.#rooms) {
			const here = room.scope === scope;
			room.provider.awareness.setLocalStateField('field', here && path !== null ? path : undefined);
			room.provider.awareness.setLocalStateField('section', here ? section : undefined);
		}
	}

	/** Takes back this person's last change in whichever room it was; false when there is none. */
	undo(): boolean {
		let done = false;
		for (let room = this.#undoOrder.pop(); room && !done; room = done ? undefined : this.#undoOrder.pop())
			done = room.undo.undo() !== null;
		this.#onUndoable(this.#undoOrder.length);
		return done;
	}

	#start(ref: RoomRef, events: RoomEvents): void {
		if (!this.#Room) return;
		const room = new this.#Room(ref, this.#syncUrl(), events);
		this.#rooms.push(room);
		room.undo.on('stack-item-added', ({ type }) => this.#pushUndo(room, type));
		room.connect();
	}

	#pushUndo(room: LiveRoom, type: 'undo' | 'redo'): void {
		if (type !== 'undo') return;
		this.#undoOrder.push(room);
		this.#onUndoable(this.#undoOrder.length);
	}
}
