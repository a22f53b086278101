import { rowsOf, type CaseRecord } from '@consilium/case-model';
import type { ReferralState } from '../referral/machine.ts';

export const stages = [
	'draft',
	'referred',
	'returned',
	'declined',
	'shared',
	'in-treatment',
	'referred-back',
	'closed',
] as const;
export type Stage = (typeof stages)[number];

const byState: Record<Exclude<ReferralState, 'accepted'>, Stage> = {
	sent: 'referred',
	returned: 'returned',
	declined: 'declined',
	'referred-back': 'referred-back',
	acknowledged: 'closed',
};

/** Whether a cycle was given, as far as the record says. */
export const isTreated = (record: CaseRecord): boolean =>
	rowsOf(record, 'cycles').some((row) => row.value('infusionStart') !== undefined);

/** Where a case stands, from its last referral and whether a cycle was given. Pure. */
export function stageOf(state: ReferralState | null, treated: boolean): Stage {
	if (state === null) return 'draft';
	if (state !== 'accepted') return byState[state];
	return treated ? 'in-treatment' : 'shared';
}
