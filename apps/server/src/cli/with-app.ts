import { openApp, type App } from '../app.ts';
import type { Config } from '../config.ts';
import { createLog } from '../log.ts';

/** Runs a command on an open store without listening, and closes it again whatever happens. */
export async function withApp(config: Config, run: (app: App) => Promise<number>): Promise<number> {
	const app = await openApp(config, createLog(config.logLevel === 'info' ? 'warn' : config.logLevel));
	try {
		return await run(app);
	} finally {
		await app.close();
	}
}

/** One line of a command's answer. */
export function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
