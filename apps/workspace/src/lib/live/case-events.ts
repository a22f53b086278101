import { api } from '#lib/api/client.ts';

/** What changed on a case, told after it was committed. The listener asks again for what it shows. */
export type CaseEventKind = 'view' | 'threads' | 'overrides' | 'referral' | 'referralBack' | 'team';

/**
 * Listens to one case until the returned function is called. After every (re)connection `onConnected` runs:
 * events told meanwhile are lost, so a listener refetches there.
 */
export function onCaseEvents(
	caseId: string,
	listener: { onEvent(kind: CaseEventKind): void; onConnected?(): void },
): () => void {
	const subscription = api.live.case.subscribe(
		{ caseId },
		{
			onData: (event) => listener.onEvent(event.kind),
			onConnectionStateChange: (change) => {
				if (change.state === 'pending') listener.onConnected?.();
			},
		},
	);
	return () => subscription.unsubscribe();
}
