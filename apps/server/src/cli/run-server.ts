import process from 'node:process';
import type { Config } from '../config.ts';
import { demoPassword } from '../demo/people.ts';
import { createLog, placeOf, type Log } from '../log.ts';
import { serve, type Serving } from './serve.ts';

/** Longer than this and the process ends anyway: what was acknowledged is committed. */
const patienceMs = 15_000;

function untilToldToStop(): Promise<NodeJS.Signals> {
	return new Promise((done) => {
		process.once('SIGTERM', done);
		process.once('SIGINT', done);
	});
}

function greet({ url, app }: Serving): void {
	const { demo, databaseUrl, dataDir } = app.config;
	const where = databaseUrl === undefined ? `embedded database in ${dataDir}` : 'Postgres server';
	const lines = [`Consilium is ready: ${url}`, `  data: ${where}`];
	if (app.store.fsync !== 'ok')
		lines.push('  WARNING: a power cut may lose acknowledged changes (no fsync).');
	if (demo) lines.push(`  demo with invented patients; everybody's password is ${demoPassword}`);
	process.stdout.write(`${lines.join('\n')}\n`);
}

/**
 * The last resort: what nobody caught ends the process, as Node would, but without its words in the log. Whoever
 * supervises us starts it again; what was acknowledged is committed.
 */
function endOnTheUncaught(log: Log): void {
	const end = (error: unknown) => {
		log.error('uncaught', { error: placeOf(error) });
		process.exit(1);
	};
	process.on('uncaughtException', end);
	process.on('unhandledRejection', end);
}

/** `serve`: runs until told to stop; then lets what is pending commit. */
export async function runServer(config: Config): Promise<number> {
	const log = createLog(config.logLevel);
	endOnTheUncaught(log);
	const serving = await serve(config, log);
	greet(serving);
	await untilToldToStop();
	const impatient = setTimeout(() => process.exit(1), patienceMs);
	await serving.stop();
	clearTimeout(impatient);
	return 0;
}
