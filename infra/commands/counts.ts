/** What became of a group of tests. `skipped` names what was not run and why. */
export interface Counts {
	passed: number;
	failed: number;
	skipped: number;
}

export const noCounts: Counts = { passed: 0, failed: 0, skipped: 0 };

export const addCounts = (a: Counts, b: Counts): Counts => ({
	passed: a.passed + b.passed,
	failed: a.failed + b.failed,
	skipped: a.skipped + b.skipped,
});

/** The last line of the suite, word for word. */
export const countsLine = (counts: Counts): string =>
	`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`;

interface VitestReport {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numTodoTests: number;
	testResults: { name: string; status: string; message?: string; assertionResults: { status: string }[] }[];
}

/** Reads vitest's JSON report. A file that failed before or outside its tests counts as one failure. */
export function vitestCounts(text: string): Counts {
	const report = JSON.parse(text) as VitestReport;
	const brokenFiles = report.testResults.filter(
		(file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
	);
	return {
		passed: report.numPassedTests,
		failed: report.numFailedTests + brokenFiles.length,
		skipped: report.numPendingTests + report.numTodoTests,
	};
}

interface PlaywrightReport {
	errors?: unknown[];
	stats: { expected: number; unexpected: number; flaky: number; skipped: number };
}

/** Reads Playwright's JSON report. A test that passed only when repeated counts as failed. */
export function playwrightCounts(text: string): Counts {
	const { stats, errors = [] } = JSON.parse(text) as PlaywrightReport;
	const broken = errors.length > 0 && stats.unexpected === 0 ? 1 : 0;
	return { passed: stats.expected, failed: stats.unexpected + stats.flaky + broken, skipped: stats.skipped };
}
