import type { RuleProperties } from 'json-rules-engine';

/** The newest numbers of one look, already read, converted and compared with the baseline: the easy part only. */
export interface Numbers {
	readonly platelets: number;
	readonly hemoglobin: number;
	readonly neutrophils: number;
	readonly clearance: number;
	readonly creatinineRatio: number;
	readonly clearanceRatio: number;
	readonly bilirubinXuln: number;
	readonly albumin: number;
	readonly prothrombinRatio: number;
	readonly worstEvent: number;
}

export const healthy: Numbers = {
	platelets: 210,
	hemoglobin: 136,
	neutrophils: 3.4,
	clearance: 90,
	creatinineRatio: 1.02,
	clearanceRatio: 0.98,
	bilirubinXuln: 0.6,
	albumin: 41,
	prothrombinRatio: 92,
	worstEvent: 1,
};

/** Table 3's definitions of toxicity as a person would write them by hand: the limit of what can be reached. */
export function toxicRows(now: Numbers): string[] {
	const rows: string[] = [];
	if (now.platelets < 75) rows.push('thrombocytopenia');
	if (now.hemoglobin < 80 || now.neutrophils < 1) rows.push('anemia-neutropenia');
	if (now.clearance < 40 || now.creatinineRatio >= 1.4 || now.clearanceRatio <= 0.6) rows.push('renal');
	if (now.bilirubinXuln > 3 || (now.albumin < 30 && now.prothrombinRatio < 70)) rows.push('hepatic');
	if (now.worstEvent >= 3) rows.push('nonhematologic');
	return rows;
}

type Operator = 'lessThan' | 'lessThanInclusive' | 'greaterThan' | 'greaterThanInclusive';
const when = (fact: keyof Numbers, operator: Operator, value: number) => ({ fact, operator, value });

/** The same five definitions for json-rules-engine. */
export const engineRules: RuleProperties[] = [
	{ event: { type: 'thrombocytopenia' }, conditions: { all: [when('platelets', 'lessThan', 75)] } },
	{
		event: { type: 'anemia-neutropenia' },
		conditions: { any: [when('hemoglobin', 'lessThan', 80), when('neutrophils', 'lessThan', 1)] },
	},
	{
		event: { type: 'renal' },
		conditions: {
			any: [
				when('clearance', 'lessThan', 40),
				when('creatinineRatio', 'greaterThanInclusive', 1.4),
				when('clearanceRatio', 'lessThanInclusive', 0.6),
			],
		},
	},
	{
		event: { type: 'hepatic' },
		conditions: {
			any: [
				when('bilirubinXuln', 'greaterThan', 3),
				{ all: [when('albumin', 'lessThan', 30), when('prothrombinRatio', 'lessThan', 70)] },
			],
		},
	},
	{ event: { type: 'nonhematologic' }, conditions: { all: [when('worstEvent', 'greaterThanInclusive', 3)] } },
];
