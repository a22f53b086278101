/** This set of rules. 'unreviewed' until a clinician has signed it: the product has to say so. */
export const ruleSet = { id: 'hendifar-2022', version: '1.0.0', status: 'unreviewed' } as const;
export type RuleSet = typeof ruleSet;
