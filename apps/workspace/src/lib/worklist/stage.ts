import type { CaseRow } from '#lib/api/shapes.ts';

export type Stage = CaseRow['stage'];

/** The adjective a reader sees for where a case stands. */
export const stageLabels: Record<Stage, string> = {
	draft: 'Being prepared',
	referred: 'Referred',
	returned: 'Returned for information',
	declined: 'Declined',
	shared: 'Accepted',
	'in-treatment': 'In treatment',
	'referred-back': 'Referred back',
	closed: 'Closed',
};

export const stages = Object.keys(stageLabels).filter((key): key is Stage => key in stageLabels);

/** The tone of a stage's tag; the word carries the meaning. */
export const stageTones: Record<Stage, 'neutral' | 'check' | 'info' | 'ok' | 'accent'> = {
	draft: 'neutral',
	referred: 'info',
	returned: 'check',
	declined: 'neutral',
	shared: 'accent',
	'in-treatment': 'accent',
	'referred-back': 'ok',
	closed: 'neutral',
};
