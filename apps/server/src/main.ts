import process from 'node:process';
import { importCase } from './cli/import-case.ts';
import { migrateStore } from './cli/migrate.ts';
import { runServer } from './cli/run-server.ts';
import { seedStore } from './cli/seed.ts';
import { verifyStore } from './cli/verify.ts';
import { FolderInUse } from '@consilium/store';
import { BadConfig, readConfig, type Config } from './config.ts';
import { UsageError, usage } from './cli/usage.ts';

process.env.NODE_ENV ??= 'production';

const commands: Record<string, (config: Config, args: string[]) => Promise<number>> = {
	serve: runServer,
	migrate: migrateStore,
	seed: seedStore,
	'import-case': importCase,
	verify: verifyStore,
};

/** Mistakes of whoever started us are told in a sentence; anything else is a bug and shows where. */
function explain(error: unknown): string {
	const known = error instanceof BadConfig || error instanceof UsageError || error instanceof FolderInUse;
	if (known) return error.message;
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	if (code === 'EADDRINUSE') return 'The port is in use. Choose another one with PORT.';
	if (code === 'EACCES') return 'The port or folder may not be used by this account.';
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function main(): Promise<number> {
	const [name = 'serve', ...args] = process.argv.slice(2);
	const command = commands[name];
	if (!command) throw new UsageError(`There is no command ${name}.`);
	return command(readConfig(process.env), args);
}

try {
	process.exitCode = await main();
} catch (error) {
	process.stderr.write(`${explain(error)}\n${error instanceof UsageError ? usage : ''}`);
	process.exitCode = 1;
}
