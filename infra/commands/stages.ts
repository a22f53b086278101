import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './child.ts';
import { findOrInstallChromium } from './chromium.ts';
import { noCounts, playwrightCounts, vitestCounts, type Counts } from './counts.ts';
import { inRoot } from './root.ts';

export interface StageEnd extends Counts {
	/** Things that failed without being a test, in words. Each is counted as one failure by the caller. */
	broken: string[];
	/** What was not run, and why. */
	notRun: string[];
}

const vitest = inRoot('node_modules/.bin/vitest');
const playwright = inRoot('apps/workspace/node_modules/.bin/playwright');
const minutes = (count: number) => count * 60_000;

/** Unit, property, contract and architecture tests of every room. */
export async function vitestStage(scratch: string, filters: string[]): Promise<StageEnd> {
	const report = join(scratch, 'vitest.json');
	const notRun = new Set<string>();
	const args = ['run', '--config', 'packages/testkit/vitest.config.ts', '--reporter=default'];
	const end = await runChild(
		vitest,
		[...args, '--reporter=json', `--outputFile.json=${report}`, ...filters],
		{
			limitMs: minutes(20),
			onLine: (line) => {
				const skipped = /^\s*SKIPPED:\s*(.+)$/.exec(line)?.[1];
				if (skipped !== undefined) notRun.add(skipped);
			},
		},
	);
	return { ...counted(report, vitestCounts, end.ok ? [] : [`vitest: ${end.why}`]), notRun: [...notRun] };
}

/** The journeys of people in two browsers, against a server of their own. Needs the built workspace. */
export async function playwrightStage(scratch: string, filters: string[]): Promise<StageEnd> {
	const chromium = await findOrInstallChromium();
	if (chromium.path === null) {
		const skipped = await listedJourneys();
		return { ...noCounts, skipped, broken: [], notRun: [`${skipped} browser journeys: ${chromium.why}`] };
	}
	const report = join(scratch, 'playwright.json');
	const end = await runChild(playwright, ['test', '--reporter=list,json', ...filters], {
		cwd: inRoot('apps/workspace'),
		limitMs: minutes(20),
		env: { CHROMIUM_PATH: chromium.path, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
	});
	return { ...counted(report, playwrightCounts, end.ok ? [] : [`playwright: ${end.why}`]), notRun: [] };
}

/** A report that says nothing failed is not believed when the program itself failed. */
function counted(
	report: string,
	read: (text: string) => Counts,
	broken: string[],
): Counts & { broken: string[] } {
	if (!existsSync(report))
		return { ...noCounts, broken: broken.length > 0 ? broken : [`no report: ${report}`] };
	const counts = read(readFileSync(report, 'utf8'));
	return { ...counts, broken: counts.failed > 0 ? [] : broken };
}

async function listedJourneys(): Promise<number> {
	const end = await runChild(playwright, ['test', '--list'], {
		cwd: inRoot('apps/workspace'),
		limitMs: minutes(2),
		quiet: true,
	});
	return Number(/Total: (\d+) test/.exec(end.output)?.[1] ?? 0);
}
