import type { CaseLog, SyncReport } from '../ports.ts';
import type { Room } from '../room/room.ts';
import type { Rooms } from '../room/rooms.ts';
import type { Notice } from './fan-out.ts';
import { takeRows } from './take-rows.ts';

/** Keeps live rooms level with a log that other nodes write too: the log is read wherever a room has a gap. */
export interface Follower {
	/** Reads what the room lacks; one reading at a time, and another after it when asked meanwhile. */
	follow(room: Room): void;
	/** As `follow`, for a room that may be loading or not be here at all. Never throws. */
	hear(notice: Notice): void;
	/** As `follow`, for every live room: notices may be lost. */
	poll(): void;
}

interface Options {
	readonly log: CaseLog;
	readonly rooms: Rooms;
	readonly retryMs: readonly number[];
	readonly report: (event: SyncReport) => void;
}

export function createFollower({ log, rooms, retryMs, report }: Options): Follower {
	const reading = new Set<Room>();
	const again = new Set<Room>();

	/** False when the log could not be read. */
	const readOnce = async (room: Room): Promise<boolean> => {
		let rows: Awaited<ReturnType<CaseLog['since']>>;
		try {
			rows = await log.since(room.id, room.told);
		} catch (error) {
			report({ kind: 'follow-failed', roomId: room.id, error });
			return false;
		}
		try {
			if (rooms.isLive(room)) takeRows(room, rows);
			rooms.settle(room);
		} catch (error) {
			rooms.restart(room, error);
		}
		return true;
	};

	const read = async (room: Room): Promise<void> => {
		let failures = 0;
		do {
			again.delete(room);
			if (await readOnce(room)) continue;
			const ms = retryMs[Math.min(failures, retryMs.length - 1)] ?? 1_000;
			failures += 1;
			again.add(room);
			await new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
		} while (again.has(room) && rooms.isLive(room));
		again.delete(room);
	};

	const follow = (room: Room): void => {
		if (reading.has(room)) {
			again.add(room);
			return;
		}
		reading.add(room);
		void read(room).finally(() => reading.delete(room));
	};

	return {
		follow,
		hear: ({ roomId, seq }) => {
			void rooms.reach(roomId).then((room) => {
				if (room && seq > room.told) follow(room);
			});
		},
		poll: () => {
			for (const room of rooms.all()) if (rooms.isLive(room)) follow(room);
		},
	};
}
