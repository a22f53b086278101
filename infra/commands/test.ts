import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWorkspace } from './build.ts';
import { addCounts, countsLine, noCounts, type Counts } from './counts.ts';
import { playwrightStage, vitestStage, type StageEnd } from './stages.ts';

const scratch = mkdtempSync(join(tmpdir(), 'consilium-test-'));
const lines: string[] = [];
const broken: string[] = [];
const notRun: string[] = [];
let total: Counts = noCounts;

const build = await stage('build', async () => {
	const { ok, why } = await buildWorkspace();
	return { ...noCounts, broken: ok ? [] : [`build: ${why}`], notRun: [] };
});
await stage('rooms', () => vitestStage(scratch, []));
await stage('journeys', () =>
	build.broken.length === 0
		? playwrightStage(scratch, [])
		: Promise.resolve({ ...noCounts, broken: ['journeys: not run, the build failed'], notRun: [] }),
);
rmSync(scratch, { recursive: true, force: true });

console.log('\nSummary');
for (const line of lines) console.log(`  ${line}`);
for (const line of broken) console.log(`  broken: ${line}`);
console.log(notRun.length === 0 ? '  Nothing was skipped for want of a tool.' : '  Skipped:');
for (const line of notRun) console.log(`    ${line}`);
console.log(`\n${countsLine(total)}`);
process.exit(total.failed > 0 ? 1 : 0);

async function stage(name: string, run: () => Promise<StageEnd>): Promise<StageEnd> {
	console.log(`\n== ${name}`);
	const started = Date.now();
	const end = await run();
	const counts = addCounts(end, { ...noCounts, failed: end.broken.length });
	total = addCounts(total, counts);
	broken.push(...end.broken);
	notRun.push(...end.notRun);
	lines.push(`${name.padEnd(9)} ${countsLine(counts)}  (${((Date.now() - started) / 1000).toFixed(0)} s)`);
	return end;
}
