import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWorkspace } from './build.ts';
import { countsLine } from './counts.ts';
import { playwrightStage } from './stages.ts';

const build = await buildWorkspace();
if (!build.ok) process.exit(1);
const scratch = mkdtempSync(join(tmpdir(), 'consilium-e2e-'));
const end = await playwrightStage(
	scratch,
	process.argv.slice(2).filter((argument) => argument !== '--'),
);
rmSync(scratch, { recursive: true, force: true });
for (const line of [...end.broken, ...end.notRun]) console.log(line);
console.log(countsLine({ ...end, failed: end.failed + end.broken.length }));
process.exit(end.failed + end.broken.length > 0 ? 1 : 0);
