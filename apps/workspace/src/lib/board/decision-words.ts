import { formatWhen } from '@consilium/case-model';
import type { Evaluation } from '@consilium/prrt-rules';
import { withDates } from './evidence-words.ts';

type Decisions = Evaluation['decisions'];

const actions: Record<string, string> = {
	'give-7.4': 'Next dose: 7.4 GBq by the rules',
	'give-3.7': 'Next dose: 3.7 GBq by the rules',
	hold: 'Next dose: withheld by the rules',
	discontinue: 'Next dose: discontinuation by the rules',
	'cannot-determine': 'Next dose: cannot tell',
	none: 'No further dose is due',
};

/** The dose decision as a headline: what the rules come to, never an order. */
export const nextDoseTitle = ({ nextDose }: Decisions): string => actions[nextDose.action] ?? nextDose.action;

/** What would change it, and from when. */
export function nextDoseLines({ nextDose }: Decisions): string[] {
	const lines: string[] = [];
	if (nextDose.notBefore) lines.push(`Not before ${formatWhen(nextDose.notBefore)}`);
	if (nextDose.until && nextDose.until.length > 0)
		lines.push(withDates(`Until ${nextDose.until.join('; ')}`));
	if (nextDose.reescalation) lines.push('Re-escalation from 3.7 GBq is permitted');
	return lines;
}

const eligibility: Record<string, string> = {
	eligible: 'Eligible by the rules',
	'eligible-with-conditions': 'Eligible, with conditions',
	'case-by-case': 'Case by case',
	'not-eligible': 'Not eligible by the rules',
	'cannot-determine': 'Eligibility: cannot tell yet',
	'not-applicable': 'Eligibility: treatment has begun',
};

export const eligibilityTitle = (decisions: Decisions): string =>
	eligibility[decisions.eligibility] ?? decisions.eligibility;
