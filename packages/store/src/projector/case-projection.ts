import { mergeReadings, type CaseReading } from '@consilium/case-doc';
import { readEntry, type CaseRecord, type Entry, type FieldPath } from '@consilium/case-model';
import type { Assignment, Saying } from './register.ts';
import type { RoomProjection } from './room-projection.ts';

export interface ConflictingEntry {
	readonly entry: Entry;
	readonly personId: string;
	readonly centerId: string;
	readonly at: string;
	readonly seq: number;
}

export interface Conflict {
	readonly path: FieldPath;
	/** At least two that differ, in log order. */
	readonly values: readonly ConflictingEntry[];
}

/** The drafted case as the log has it: its shared rooms as one. A private room is never part of it. */
export interface ProjectedView {
	readonly record: CaseRecord;
	readonly unreadable: CaseReading['unreadable'];
	readonly conflicts: readonly Conflict[];
	readonly authorship: Readonly<Record<FieldPath, Saying>>;
	/** Room id → number of the last log row that is in this view. */
	readonly seqs: Readonly<Record<string, number>>;
}

/** What an entry says, without where it came from. */
const meaning = (entry: Entry): string =>
	JSON.stringify(entry.is === 'value' ? [entry.is, entry.value] : [entry.is]);

function entryOf(path: FieldPath, { raw, saying }: Assignment): ConflictingEntry[] {
	const reading = readEntry(path, raw);
	if (!reading.ok) return [];
	const { personId, centerId, at, seq } = saying;
	return [{ entry: reading.entry, personId, centerId, at, seq }];
}

function conflictsOf(room: RoomProjection): Conflict[] {
	return [...room.contested()].flatMap(([path, assignments]) => {
		const values = assignments.flatMap((one) => entryOf(path, one)).sort((a, b) => a.seq - b.seq);
		return new Set(values.map((value) => meaning(value.entry))).size > 1 ? [{ path, values }] : [];
	});
}

/** Joins the projections of a case's shared rooms. */
export function viewOfRooms(rooms: ReadonlyMap<string, RoomProjection>): ProjectedView {
	const all = [...rooms.values()];
	const { record, unreadable } = mergeReadings(all.map((room) => room.read()));
	const isShown = (path: FieldPath): boolean => path in record.entries || path in record.prose;
	const authors = all.flatMap((room) => [...room.authorship()]).filter(([path]) => isShown(path));
	return {
		record,
		unreadable,
		conflicts: all.flatMap(conflictsOf).filter(({ path }) => path in record.entries),
		authorship: Object.fromEntries(authors),
		seqs: Object.fromEntries([...rooms].map(([roomId, room]) => [roomId, room.seq])),
	};
}
