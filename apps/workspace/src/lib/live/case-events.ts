import { api } from '#lib/api/client.ts';
import { session } from './session.svelte.ts';

/** What changed on a case, told after it was committed. The listener asks again for what it shows. */
export type CaseEventKind = 'view' | 'threads' | 'overrides' | 'referral' | 'referralBack' | 'team';

/** After every (re)connection `onConnected` runs: events told meanwhile are lost, so a listener refetches there. */
export interface CaseListener {
	onEvent(kind: CaseEventKind): void;
	onConnected?(): void;
}

interface Line {
	listeners: Set<CaseListener>;
	connected: boolean;
	hangUp: () => void;
}

/** One connection per case and tab: a browser allows few to one server. */
const lines = new Map<string, Line>();
const redialAfterMs = 2000;

/** Connects a line; one that breaks for good (a session that ended) is dialled again, also after signing in anew. */
function dial(caseId: string, line: Line): void {
	const subscription = api.live.case.subscribe(
		{ caseId },
		{
			onData: (event) => line.listeners.forEach((listener) => listener.onEvent(event.kind)),
			onConnectionStateChange: (change) => {
				line.connected = change.state === 'pending';
				if (line.connected) line.listeners.forEach((listener) => listener.onConnected?.());
			},
			onError: () => redial(caseId, line),
		},
	);
	line.hangUp = () => subscription.unsubscribe();
}

function redial(caseId: string, line: Line): void {
	line.hangUp();
	line.connected = false;
	const timer = setTimeout(
		() => (session.signedOut ? redial(caseId, line) : dial(caseId, line)),
		redialAfterMs,
	);
	line.hangUp = () => clearTimeout(timer);
}

function open(caseId: string): Line {
	const line: Line = { listeners: new Set(), connected: false, hangUp: () => undefined };
	lines.set(caseId, line);
	dial(caseId, line);
	return line;
}

/** Listens to one case until the returned function is called. */
export function onCaseEvents(caseId: string, listener: CaseListener): () => void {
	const line = lines.get(caseId) ?? open(caseId);
	line.listeners.add(listener);
	if (line.connected) listener.onConnected?.();
	return () => {
		line.listeners.delete(listener);
		if (line.listeners.size > 0) return;
		line.hangUp();
		lines.delete(caseId);
	};
}
