import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { ownPath, runChild, type ChildEnd } from './child.ts';
import { inRoot } from './root.ts';

/** turbo without its telemetry, and with the pnpm that started us on its PATH (it refuses to work without one). */
export function turboEnv(): Record<string, string> {
	return {
		TURBO_TELEMETRY_DISABLED: '1',
		DO_NOT_TRACK: '1',
		TURBO_NO_UPDATE_NOTIFIER: '1',
		PATH: [ownPath, ...pnpmFolder()].join(delimiter),
	};
}

/** `npm_execpath` names the package manager that runs us; it is on the PATH already unless called by its full path. */
function pnpmFolder(): string[] {
	const path = process.env.npm_execpath;
	return path !== undefined && /pnpm(\.exe)?$/.test(path) && existsSync(path) ? [dirname(path)] : [];
}

export function runTurbo(args: string[], options: { limitMs: number; quiet?: boolean }): Promise<ChildEnd> {
	return runChild(inRoot(join('node_modules', '.bin', 'turbo')), args, { ...options, env: turboEnv() });
}

/** Builds the workspace (a cached build takes no time). Prints one line, and everything if it fails. */
export async function buildWorkspace(): Promise<ChildEnd> {
	process.stdout.write(
		'Building the workspace (about half a minute the first time, nothing when unchanged) …\n',
	);
	const end = await runTurbo(['run', 'build', '--filter=@consilium/workspace', '--output-logs=new-only'], {
		limitMs: 10 * 60_000,
		quiet: true,
	});
	if (end.ok) process.stdout.write(`Built in ${end.seconds.toFixed(1)} s.\n`);
	else process.stderr.write(`${end.output}\nThe build failed: ${end.why}.\n`);
	return end;
}
