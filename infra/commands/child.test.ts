import { describe, expect, test } from 'vitest';
import { runChild } from './child.ts';

const node = (code: string, limitMs = 10_000) =>
	runChild(process.execPath, ['-e', code], { limitMs, quiet: true });

describe('running a program', () => {
	test('[CMD-6] the end says whether and why it failed', async () => {
		expect(await node('process.exit(0)')).toMatchObject({ ok: true });
		expect(await node('process.exit(3)')).toMatchObject({ ok: false, why: 'exit code 3' });
		const missing = await runChild('/nowhere/program', [], { limitMs: 1000, quiet: true });
		expect(missing).toMatchObject({ ok: false, why: expect.stringContaining('could not be started') });
	});

	test('[CMD-7] a program that overruns is stopped, and so is what it started', async () => {
		const forks =
			"const c=require('child_process').spawn(process.execPath,['-e','setInterval(()=>{},1e3)']);console.log(c.pid);setInterval(()=>{},1e3)";
		const end = await node(forks, 700);
		expect(end).toMatchObject({ ok: false, why: 'stopped after 1 s' });
		const grandchild = Number(end.output.trim());
		expect(grandchild).toBeGreaterThan(0);
		await expect.poll(() => isAlive(grandchild), { timeout: 4000 }).toBe(false);
	});

	test('[CMD-8] lines are handed on whole and without colours', async () => {
		const lines: string[] = [];
		const code = "process.stdout.write('SKIPPED: \\u001b[31mPost');process.stdout.write('gres\\u001b[0m\\n')";
		await runChild(process.execPath, ['-e', code], {
			limitMs: 10_000,
			quiet: true,
			onLine: (line) => lines.push(line),
		});
		expect(lines).toEqual(['SKIPPED: Postgres']);
	});
});

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}
