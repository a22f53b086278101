import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { ownPath, runChild, type ChildEnd } from './child.ts';
import { inRoot } from './root.ts';

/** Nothing here phones anybody, and nothing writes a note about telemetry into somebody's home. */
const quiet = { TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', TURBO_NO_UPDATE_NOTIFIER: '1' };

/**
 * The PATH with a pnpm on it, which turbo refuses to work without; null when there is none. `npm_execpath` names the
 * package manager that runs us, which need not be on the PATH.
 */
export function pathWithPnpm(env: NodeJS.ProcessEnv = process.env): string | null {
	const caller = env.npm_execpath ?? '';
	const folders = [ownPath, ...(/\bpnpm(\.exe)?$/.test(caller) ? [dirname(caller)] : [])].join(delimiter);
	const has = folders.split(delimiter).some((folder) => existsSync(join(folder, 'pnpm')));
	return has ? folders : null;
}

/** turbo with these arguments. Without a pnpm on the machine it says how to run it. */
export function runTurbo(args: string[], options: { limitMs: number; quiet?: boolean }): Promise<ChildEnd> {
	const PATH = pathWithPnpm();
	if (PATH !== null)
		return runChild(inRoot('node_modules/.bin/turbo'), args, { ...options, env: { ...quiet, PATH } });
	const why = 'turbo needs pnpm: run this through `npx --yes pnpm@12 …`';
	return Promise.resolve({ ok: false, why, output: '', seconds: 0 });
}

/** Builds the workspace (turbo's cache makes it nothing when unchanged). Prints two lines, or everything if it fails. */
export async function buildWorkspace(): Promise<ChildEnd> {
	process.stdout.write(
		'Building the workspace (about half a minute the first time, nothing when unchanged) …\n',
	);
	const limits = { limitMs: 10 * 60_000, quiet: true };
	const end =
		pathWithPnpm() === null
			? await runChild(inRoot('apps/workspace/node_modules/.bin/vite'), ['build'], {
					...limits,
					cwd: inRoot('apps/workspace'),
				})
			: await runTurbo(['run', 'build', '--filter=@consilium/workspace', '--output-logs=new-only'], limits);
	if (end.ok) process.stdout.write(`Built in ${end.seconds.toFixed(1)} s.\n`);
	else process.stderr.write(`${end.output}\nThe build failed: ${end.why}.\n`);
	return end;
}
