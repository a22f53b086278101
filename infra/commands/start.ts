import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildWorkspace } from './build.ts';
import { inRoot, root } from './root.ts';

const help = `npx --yes pnpm@12 start [--data DIR] [--port N] [--host ADDRESS] [--empty]

  --data DIR      where the embedded database lives (default .data)
  --port N        default 4320
  --host ADDRESS  default 127.0.0.1
  --empty         no synthetic demo: an empty installation
With DATABASE_URL set, that Postgres is used instead of the embedded database.`;

const options = readOptions();
if (options === null) process.exit(2);

const build = await buildWorkspace();
if (!build.ok) process.exit(1);

const server = spawn(process.execPath, [inRoot('apps/server/src/main.ts'), 'serve'], {
	cwd: root,
	stdio: 'inherit',
	env: {
		NODE_ENV: 'production',
		DEMO: options.empty ? '0' : '1',
		LOG_LEVEL: 'warn',
		...process.env,
		DATA_DIR: resolve(options.data ?? process.env.DATA_DIR ?? '.data'),
		...(options.port === undefined ? {} : { PORT: options.port }),
		...(options.host === undefined ? {} : { HOST: options.host }),
		...(options.empty ? { DEMO: '0' } : {}),
	},
});
for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) process.on(signal, () => server.kill(signal));
server.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 130)));

function readOptions() {
	try {
		const { values } = parseArgs({
			args: process.argv.slice(2).filter((argument) => argument !== '--'),
			options: {
				data: { type: 'string' },
				port: { type: 'string' },
				host: { type: 'string' },
				empty: { type: 'boolean' },
				help: { type: 'boolean' },
			},
		});
		if (!values.help) return values;
		console.log(help);
		process.exit(0);
	} catch (error) {
		console.error(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
		return null;
	}
}
