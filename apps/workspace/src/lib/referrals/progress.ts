import type { Referral } from '#lib/api/shapes.ts';

export interface Step {
	label: string;
	status: 'done' | 'current' | 'to come';
}

type State = Referral['state'];

/** What a reader calls the state of a referral. */
export const stateLabels: Record<State, string> = {
	sent: 'Sent',
	returned: 'Returned for information',
	accepted: 'Accepted',
	declined: 'Declined',
	'referred-back': 'Referred back',
	acknowledged: 'Acknowledged',
};

const road: readonly (State | 'prepared')[] = [
	'prepared',
	'sent',
	'accepted',
	'referred-back',
	'acknowledged',
];
const labelOf = (stop: State | 'prepared'): string =>
	stop === 'prepared' ? 'Being prepared' : stateLabels[stop];

function stops(state: State | null): readonly (State | 'prepared')[] {
	if (state === 'declined') return ['prepared', 'sent', 'declined'];
	if (state === 'returned')
		return ['prepared', 'sent', 'returned', 'accepted', 'referred-back', 'acknowledged'];
	return road;
}

/** The one progress line that both centers see. */
export function progressOf(state: State | null): Step[] {
	const line = stops(state);
	const now = line.indexOf(state ?? 'prepared');
	const last = line.length - 1;
	return line.map((stop, index) => ({
		label: labelOf(stop),
		status: index < now || (index === now && now === last) ? 'done' : index === now ? 'current' : 'to come',
	}));
}
