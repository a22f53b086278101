import { describe, expect, test } from 'vitest';
import { addCounts, countsLine, playwrightCounts, vitestCounts } from './counts.ts';

const vitestReport = (over: object) =>
	JSON.stringify({
		numPassedTests: 3,
		numFailedTests: 0,
		numPendingTests: 1,
		numTodoTests: 1,
		testResults: [],
		...over,
	});

describe('counting tests', () => {
	test('[CMD-1] the last line has the agreed form', () => {
		expect(countsLine({ passed: 12, failed: 0, skipped: 1 })).toBe('12 passed, 0 failed, 1 skipped');
	});

	test('[CMD-2] vitest: pending and todo are skipped', () => {
		expect(vitestCounts(vitestReport({}))).toEqual({ passed: 3, failed: 0, skipped: 2 });
	});

	test('[CMD-3] vitest: a file that broke outside its tests is a failure', () => {
		const testResults = [
			{ name: 'a.test.ts', status: 'failed', message: 'cannot import', assertionResults: [] },
			{ name: 'b.test.ts', status: 'failed', assertionResults: [{ status: 'failed' }] },
		];
		expect(vitestCounts(vitestReport({ numFailedTests: 1, testResults })).failed).toBe(2);
	});

	test('[CMD-4] playwright: flaky is failed, and a run that broke before its tests is failed', () => {
		const stats = { expected: 2, unexpected: 0, flaky: 1, skipped: 0 };
		expect(playwrightCounts(JSON.stringify({ stats }))).toEqual({ passed: 2, failed: 1, skipped: 0 });
		const broken = { errors: [{ message: 'no config' }], stats: { ...stats, expected: 0, flaky: 0 } };
		expect(playwrightCounts(JSON.stringify(broken)).failed).toBe(1);
	});

	test('[CMD-5] counts add up', () => {
		const one = { passed: 1, failed: 2, skipped: 3 };
		expect(addCounts(one, one)).toEqual({ passed: 2, failed: 4, skipped: 6 });
	});
});
