import { evaluateCase, type CaseJudgement } from '@consilium/prrt-rules';
import { describe, expect, it } from 'vitest';
import { newDraft, q, type Draft } from './draft.ts';
import { dubois, hauser, kowalski, lindgren, moreau, okonkwo, rossi } from './patients.ts';

const timeZone = 'America/New_York';
/** A winter day, a summer day and the day of a clock change: the demo is seeded on any of them. */
const days = ['2026-01-20', '2026-07-01', '2026-11-01'];

function judged(write: (draft: Draft) => void, today: string): CaseJudgement['evaluation'] {
	const draft = newDraft(today, timeZone);
	write(draft);
	const { entries, prose } = draft;
	const { evaluation, problems } = evaluateCase({ entries, prose }, { asOf: today, timeZone });
	expect(problems).toEqual([]);
	return evaluation;
}

const loud = ({ findings }: CaseJudgement['evaluation']) =>
	findings
		.filter(({ severity }) => severity === 'critical' || severity === 'warning')
		.map((one) => one.ruleId);

describe.for(days)('the demo patients seeded on %s', (today) => {
	it('[DEMO-1] Rossi: the next dose is computed on a complete panel; only the early CT is loud', () => {
		const evaluation = judged(rossi, today);
		expect(evaluation.decisions.nextDose.action).toBe('give-7.4');
		expect(loud(evaluation)).toEqual(['IMG-DURING-TX']);
		expect(evaluation.findings.find((one) => one.ruleId === 'LAB-PANEL-COMPLETE')?.status).toBe('complete');
	});

	it('[DEMO-1] Rossi: platelets of 62 turn the next dose into a hold', () => {
		const worse = (draft: Draft) => {
			rossi(draft);
			draft.labs(0, { platelets: q(62, '10*9/L') });
		};
		const { nextDose } = judged(worse, today).decisions;
		expect(nextDose).toMatchObject({ action: 'hold', because: ['DOSE-THROMBOCYTOPENIA'] });
	});

	it('[DEMO-2] each of the others reads as its story', () => {
		const of = (write: (draft: Draft) => void) => {
			const { decisions } = judged(write, today);
			return [decisions.eligibility, decisions.nextDose.action, ...decisions.nextDose.because];
		};
		expect(of(kowalski)).toEqual(['cannot-determine', 'hold', 'ELIG-SSTR-IMAGING-CURRENT']);
		expect(of(okonkwo)).toEqual(['eligible', 'give-7.4']);
		expect(of(lindgren)).toEqual(['cannot-determine', 'hold', 'ELIG-SSTR-IMAGING-CURRENT']);
		expect(of(dubois)).toEqual(['eligible', 'hold', 'HOLD-SSA-LAR']);
		expect(of(hauser)).toEqual(['not-applicable', 'none']);
		expect(of(moreau)[0]).toBe('not-eligible');
	});

	it('[DEMO-2] Hauser: what is left after four cycles is the referral back', () => {
		const evaluation = judged(hauser, today);
		expect(loud(evaluation)).toEqual(['IMG-FIRST-POST-TX']);
		expect(evaluation.findings.find((one) => one.ruleId === 'REF-BACK')?.status).toBe('open');
	});
});
