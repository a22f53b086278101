import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { runChild } from './child.ts';
import { inRoot } from './root.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of a Chromium that is on this machine, or null. `CHROMIUM_PATH` is believed before anything else. */
export function findChromium(): string | null {
	const named = process.env.CHROMIUM_PATH;
	if (named !== undefined && named !== '') return isProgram(named) ? named : null;
	return onPath() ?? downloadedByPlaywright() ?? macApplication();
}

/**
 * Finds Chromium, or installs Debian's when we are root on Debian.
 * @returns its path, or why there is none.
 */
export async function findOrInstallChromium(): Promise<{ path: string } | { path: null; why: string }> {
	const found = findChromium();
	if (found !== null) return { path: found };
	const named = process.env.CHROMIUM_PATH ?? '';
	if (named !== '') return { path: null, why: `CHROMIUM_PATH names ${named}, which is no program` };
	const canInstall =
		process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
	if (!canInstall) {
		return { path: null, why: 'no Chromium was found (install one, or name it in CHROMIUM_PATH)' };
	}
	console.log('No Chromium here: installing the one of Debian (apt-get, a minute or two) …');
	const env = { DEBIAN_FRONTEND: 'noninteractive' };
	for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
		const end = await runChild('apt-get', args, { limitMs: 5 * 60_000, env, quiet: true });
		if (!end.ok)
			return { path: null, why: `no Chromium was found, and apt-get ${args[0]} failed: ${end.why}` };
	}
	const path = findChromium();
	return path === null ? { path, why: 'apt-get installed chromium, but it is not on the PATH' } : { path };
}

function onPath(): string | null {
	const folders = (process.env.PATH ?? '').split(delimiter);
	const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
	return paths.find(isProgram) ?? null;
}

function downloadedByPlaywright(): string | null {
	const { chromium } = createRequire(inRoot('apps/workspace/package.json'))('@playwright/test') as {
		chromium: { executablePath(): string };
	};
	const path = chromium.executablePath();
	return isProgram(path) ? path : null;
}

function macApplication(): string | null {
	const path = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
	return isProgram(path) ? path : null;
}

function isProgram(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
