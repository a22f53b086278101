import type { CaseRole, CenterKind } from '@consilium/case-model';
import { schema, type Executor } from '@consilium/store';
import { and, asc, eq, inArray, or } from 'drizzle-orm';
import { caseAccess, type CaseActor } from '../access/case-access.ts';
import { isId } from '../access/ids.ts';
import type { Anchor } from './anchor.ts';

const { center, comment, person, thread, threadEvent } = schema;

export type Audience = 'shared' | 'own';

export interface Comment {
	id: string;
	author: {
		personId: string;
		name: string;
		initials: string;
		role: CaseRole;
		centerId: string;
		centerName: string;
		centerKind: CenterKind;
	};
	at: Date;
	body: string;
}

export interface Thread {
	id: string;
	anchor: Anchor & { quote: string };
	audience: Audience;
	centerId: string;
	centerName: string;
	startedBy: string;
	startedAt: Date;
	resolved: { by: string; at: Date } | null;
	comments: Comment[];
}

/** The one filter of every reading of threads: shared ones, and those of the person's own center. */
const visibleTo = (actor: CaseActor) =>
	and(
		eq(thread.caseId, actor.caseId),
		or(eq(thread.audience, 'shared'), eq(thread.centerId, actor.centerId)),
	);

async function commentsOf(db: Executor, threadIds: string[]): Promise<Map<string, Comment[]>> {
	const rows = await db
		.select({
			comment,
			name: person.name,
			initials: person.initials,
			centerName: center.name,
			kind: center.kind,
		})
		.from(comment)
		.innerJoin(person, eq(person.id, comment.personId))
		.innerJoin(center, eq(center.id, comment.centerId))
		.where(inArray(comment.threadId, threadIds))
		.orderBy(asc(comment.at), asc(comment.id));
	const byThread = new Map<string, Comment[]>();
	for (const { comment: row, name, initials, centerName, kind } of rows) {
		const { personId, centerId } = row;
		const author = {
			personId,
			name,
			initials,
			role: row.role as CaseRole,
			centerId,
			centerName,
			centerKind: kind,
		};
		const list = byThread.get(row.threadId) ?? [];
		byThread.set(row.threadId, [...list, { id: row.id, author, at: row.at, body: row.body }]);
	}
	return byThread;
}

async function lastEvents(db: Executor, threadIds: string[]) {
	const rows = await db
		.select({ event: threadEvent, name: person.name })
		.from(threadEvent)
		.innerJoin(person, eq(person.id, threadEvent.personId))
		.where(inArray(threadEvent.threadId, threadIds))
		.orderBy(asc(threadEvent.number));
	return new Map(rows.map((row) => [row.event.threadId, row]));
}

/** The threads of the case that this person may see, oldest first, each with its comments. */
export async function threadsOf(db: Executor, actor: CaseActor): Promise<Thread[]> {
	const rows = await db
		.select({ thread, starter: person.name, centerName: center.name })
		.from(thread)
		.innerJoin(person, eq(person.id, thread.startedBy))
		.innerJoin(center, eq(center.id, thread.centerId))
		.where(visibleTo(actor))
		.orderBy(asc(thread.startedAt), asc(thread.id));
	if (rows.length === 0) return [];
	const ids = rows.map((row) => row.thread.id);
	const [comments, events] = [await commentsOf(db, ids), await lastEvents(db, ids)];
	return rows.map(({ thread: row, starter, centerName }) => {
		const last = events.get(row.id);
		return {
			id: row.id,
			anchor: { ...(row.anchor as Anchor), quote: row.quote },
			audience: row.audience,
			centerId: row.centerId,
			centerName,
			startedBy: starter,
			startedAt: row.startedAt,
			resolved: last?.event.kind === 'resolved' ? { by: last.name, at: last.event.at } : null,
			comments: comments.get(row.id) ?? [],
		};
	});
}

/** How many threads that a person may see are open, by case; cases without one are not in the map. */
export async function openThreadCounts(db: Executor, actors: CaseActor[]): Promise<Map<string, number>> {
	const centers = new Map(actors.map((actor) => [actor.caseId, actor.centerId]));
	if (centers.size === 0) return new Map();
	const rows = await db
		.select({ id: thread.id, caseId: thread.caseId, audience: thread.audience, centerId: thread.centerId })
		.from(thread)
		.where(inArray(thread.caseId, [...centers.keys()]));
	const visible = rows.filter((row) => row.audience === 'shared' || row.centerId === centers.get(row.caseId));
	if (visible.length === 0) return new Map();
	const events = await lastEvents(
		db,
		visible.map((row) => row.id),
	);
	const counts = new Map<string, number>();
	for (const { id, caseId } of visible)
		if (events.get(id)?.event.kind !== 'resolved') counts.set(caseId, (counts.get(caseId) ?? 0) + 1);
	return counts;
}

export interface ThreadPlace {
	actor: CaseActor;
	audience: Audience;
	centerId: string;
	/** Number and kind of the last event; 0 when there is none. */
	events: number;
	resolved: boolean;
}

/** A thread by its id for a person who may see it; null alike for no such thread and for one that is not theirs. */
export async function threadAccess(
	db: Executor,
	personId: string,
	threadId: string,
	now: Date,
): Promise<ThreadPlace | null> {
	if (!isId(threadId)) return null;
	const [row] = await db.select().from(thread).where(eq(thread.id, threadId)).limit(1);
	const actor = row && (await caseAccess(db, personId, row.caseId, now));
	if (!actor || (row.audience === 'own' && row.centerId !== actor.centerId)) return null;
	const last = (await lastEvents(db, [threadId])).get(threadId)?.event;
	return {
		actor,
		audience: row.audience,
		centerId: row.centerId,
		events: last?.number ?? 0,
		resolved: last?.kind === 'resolved',
	};
}
