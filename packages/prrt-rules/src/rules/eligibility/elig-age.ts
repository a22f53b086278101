import { ageInYears } from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import { needed, recorded } from '../../chart/recorded.ts';
import { counted, day } from '../../chart/words.ts';
import type { Verdict } from '../../finding.ts';
import { paper, type Rule } from '../../rule.ts';
import { beforeFirstDose, eligibilityRule } from './applies.ts';

const birthDate = 'patient.birthDate';

function judge(chart: Chart): Verdict {
	const birth = chart.facts.patient.birthDate;
	const minimum = chart.policy.minimumAgeYears;
	const ask = (path: string, need: string, headline: string): Verdict => ({
		status: 'cannot-determine',
		headline,
		missing: [needed(path, need, 'primaryOncologist')],
	});
	if (birth === undefined)
		return ask(birthDate, 'The birth date', 'Age cannot be told: no birth date is recorded.');
	const on = chart.plannedDate ?? chart.today;
	const age = ageInYears(birth, on);
	const because = [`Born ${day(birth)}, ${counted(age, 'year')} old on ${day(on)}; the limit is ${minimum}.`];
	const evidence = [recorded(birthDate, 'Birth date', birth)];
	if (age >= minimum)
		return { status: 'met', headline: `Aged ${age} on the day of treatment.`, because, evidence };
	if (chart.plannedDate === null)
		return {
			...ask(
				'plan.nextDoseAt',
				'The planned day of the first dose',
				`Under ${minimum} today; the day of treatment is not planned.`,
			),
			because,
			evidence,
		};
	return {
		status: 'not-met',
		headline: `Aged ${age} on the planned day, under the limit of ${minimum}.`,
		because,
		evidence,
	};
}

/** S10: an adult on the planned day of the first dose; the birthday itself counts. */
export const eligAge: Rule = {
	...eligibilityRule,
	id: 'ELIG-AGE',
	title: 'Adult',
	source: paper('Introduction', 'indicated for the treatment of adult patients with SSTR-positive GEP NET'),
	reads: [birthDate, 'plan.nextDoseAt'],
	policyKeys: ['minimumAgeYears'],
	judge: beforeFirstDose(judge),
};
