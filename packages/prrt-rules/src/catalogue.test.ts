import { factsOnBoard } from '@consilium/case-model';
import { describe, expect, test } from 'vitest';
import { catalogue, eligibilityRules, factPathsRead, ruleById } from './catalogue.ts';
import { goldCases } from './golden/gold-case.ts';

const words = (text: string): number => text.trim().split(/\s+/).length;

describe('the catalogue', () => {
	test('[RULE-1] rule ids are unique and found by name', () => {
		expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length);
		expect(ruleById('GRADE-WHO')?.title).toBe('Tumor grade');
		expect(ruleById('NO-SUCH-RULE')).toBeUndefined();
	});
	test.each(catalogue.map((rule) => [rule.id, rule] as const))(
		'[RULE-2] %s has a locator and a quotation of at most 20 words',
		(_, rule) => {
			expect(rule.source.section).not.toBe('');
			expect(words(rule.source.quote ?? '')).toBeLessThanOrEqual(20);
			expect(rule.source.kind === 'paper' || (rule.overlays ?? []).length > 0).toBe(true);
			if (rule.source.kind === 'paper') expect(rule.source.quote).toBeTruthy();
		},
	);
	test('[RULE-3] every status of every rule is shown by a gold case or is the quiet one of an absent subject', () => {
		const shown = new Set(
			['./design.ndjson', './boundaries.ndjson']
				.flatMap(goldCases)
				.flatMap(({ expected }) =>
					Object.entries(expected).map(([key, status]) => `${key.split('@')[0]} ${status}`),
				),
		);
		const unseen = catalogue
			.flatMap((rule) => Object.keys(rule.statuses).map((status) => `${rule.id} ${status}`))
			.filter((one) => !shown.has(one));
		const byConstruction =
			/(ELIG-.* (not-applicable|case-by-case)|(INF-|LAR-POST|RAD-|IMG-|REF-|COORD-).* not-applicable)$/;
		expect(unseen.filter((one) => !byConstruction.test(one))).toEqual([]);
	});
	test('[RULE-5] every fact that a rule reads has a field on the board', () => {
		const unknown = factPathsRead.filter((path) => !factsOnBoard.has(path));
		expect(unknown).toEqual([]);
	});
	test('[RULE-6] the eligibility strip names rules of the catalogue', () => {
		expect(eligibilityRules.filter((id) => !ruleById(id))).toEqual([]);
		expect(eligibilityRules).toHaveLength(12);
	});
});
