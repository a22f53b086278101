// Plain JavaScript on purpose: this is the one file that an old Node must still be able to read.
// `node infra/commands/run.mjs <command> [arguments]` runs `<command>.ts` with a Node that can.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const WANTED = 24;
const commands = ['start', 'test', 'e2e', 'turbo', 'bench', 'bundle'];
const [name, ...rest] = process.argv.slice(2);

if (!commands.includes(name ?? '')) {
	console.error(`Commands: ${commands.join(', ')}. You asked for: ${name ?? 'nothing'}.`);
	process.exit(2);
}

if (Number.parseInt(process.versions.node, 10) >= WANTED) {
	process.argv.splice(2, process.argv.length, ...rest);
	await import(`./${name}.ts`);
} else {
	const own = fileURLToPath(new URL('../../node_modules/node/bin/node', import.meta.url));
	if (!existsSync(own)) {
		console.error(
			`This needs Node ${WANTED} and was started with Node ${process.versions.node}. Consilium brings its own:\n` +
				'run `npx --yes pnpm@12 start` (or `… test`) in this folder, which installs it, or `npx --yes pnpm@12 install` first.',
		);
		process.exit(1);
	}
	const child = spawn(own, [fileURLToPath(import.meta.url), name, ...rest], { stdio: 'inherit' });
	for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) process.on(signal, () => child.kill(signal));
	child.on('exit', (code) => process.exit(code ?? 1));
}
