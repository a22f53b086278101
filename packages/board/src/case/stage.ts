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

/** Where a case stands, from its last referral and its cycles. Pure. */
export function stageOf(state: ReferralState | null, record: CaseRecord): Stage {
	if (state === null) return 'draft';
	if (state !== 'accepted') return byState[state];
	const treated = rowsOf(record, 'cycles').some((row) => row.value('infusionStart') !== undefined);
	return treated ? 'in-treatment' : 'shared';
}
