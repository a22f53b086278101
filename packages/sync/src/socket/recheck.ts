import type { Limits } from '../limits.ts';
import type { Admission, SyncReport } from '../ports.ts';
import { closeCodes } from '../wire.ts';
import type { Connection } from './connection.ts';
import { within } from './handshake.ts';

/** Whose rights may have changed. Several fields: all must fit. None: everybody's. */
export interface Subject {
	readonly personId?: string;
	readonly sessionId?: string;
	readonly roomId?: string;
	readonly caseId?: string;
}

interface Options {
	readonly subject: Subject;
	readonly admission: Admission;
	readonly limits: Limits;
	readonly report: (event: SyncReport) => void;
	/**
	 * What to do where nobody can say now. `shut`: somebody's rights did change, so better shut than wrongly open;
	 * the tab keeps its edits and comes back. `keep`: the regular sweep, which must not empty every room because
	 * the store is slow.
	 */
	readonly unknown: 'shut' | 'keep';
}

const atOnce = 32;

const fits = ({ ticket }: Connection, subject: Subject): boolean =>
	(subject.personId ?? ticket.who.personId) === ticket.who.personId &&
	(subject.sessionId ?? ticket.sessionId) === ticket.sessionId &&
	(subject.roomId ?? ticket.roomId) === ticket.roomId &&
	(subject.caseId ?? ticket.caseId) === ticket.caseId;

async function recheckOne(connection: Connection, options: Options): Promise<void> {
	if (!connection.isOpen) return;
	const { admission, limits, report, unknown } = options;
	const asked = admission.admit({ ...connection.request, purpose: 'recheck' }).catch((error: unknown) => {
		report({ kind: 'admission-failed', error });
		return null;
	});
	const answer = await within(unknown === 'shut' ? limits.recheckMs : limits.admissionMs, asked);
	if (answer?.ok) connection.grant(answer);
	else if (answer?.code === 'signed-out') connection.deny(closeCodes.signedOut, answer.code);
	else if (answer) connection.deny(closeCodes.revoked, 'revoked');
	else if (unknown === 'shut') connection.close(closeCodes.retry);
}

/** Asks again for every connection concerned, a few at a time. */
export async function recheckEach(connections: readonly Connection[], options: Options): Promise<void> {
	const queue = connections.filter((connection) => fits(connection, options.subject));
	const worker = async (): Promise<void> => {
		for (let next = queue.pop(); next; next = queue.pop()) await recheckOne(next, options);
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, queue.length) }, worker));
}
