import * as Y from 'yjs';
import type { LogRow } from '../ports.ts';
import { sendAhead, type Room } from '../room/room.ts';
import { updateFrame } from '../wire.ts';

/** The client ids that the row adds content for belong to its author here too. */
function noteOwners(room: Room, row: LogRow): void {
	for (const { id } of Y.decodeUpdate(row.update).structs)
		if (!room.owners.has(id.client)) room.owners.set(id.client, row.authorId);
}

/** A row that another node wrote. It passed that node's guard and rests on rows before it only. */
function takeRow(room: Room, row: LogRow): void {
	if (row.seq !== room.told + 1) throw new Error(`row ${room.told + 1} of the room is missing in the log`);
	noteOwners(room, row);
	Y.applyUpdate(room.doc, row.update);
	if (room.doc.store.pendingStructs !== null || room.doc.store.pendingDs !== null)
		throw new Error(`row ${row.seq} of the room rests on something the log does not have`);
	room.whole = undefined;
	room.told = row.seq;
	room.seq = Math.max(room.seq, row.seq);
	room.tailRows += 1;
	const frame = updateFrame(row.update);
	for (const peer of room.peers) {
		peer.send(frame);
		if (peer.sent !== undefined) peer.sent = row.seq;
	}
}

/**
 * Brings rows of the log into the room and to its peers, in the log's order. Own rows are known by their number and
 * sent from memory in their turn; rows that were taken before are passed over. Throws when the room cannot go on.
 */
export function takeRows(room: Room, rows: readonly LogRow[]): void {
	for (const row of rows) {
		if (row.seq > room.told) takeRow(room, row);
		sendAhead(room);
	}
}
